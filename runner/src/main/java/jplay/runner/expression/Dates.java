package jplay.runner.expression;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's datetime and timedelta, held as LocalDateTime and Duration, and their format codes. */
final class Dates {
    private Dates() {}

    static String iso(LocalDateTime d, String separator) {
        String seconds = d.format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT));
        long micros = d.getNano() / 1000;
        return d.toLocalDate() + separator + seconds + (micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros));
    }

    static String repr(LocalDateTime d) {
        String tail = d.getSecond() == 0 && d.getNano() == 0 ? "" : ", " + d.getSecond();
        String micros = d.getNano() == 0 ? "" : ", " + d.getNano() / 1000;
        return "datetime.datetime(" + d.getYear() + ", " + d.getMonthValue() + ", " + d.getDayOfMonth() + ", " + d.getHour()
                + ", " + d.getMinute() + tail + micros + ")";
    }

    static String str(Duration d) {
        long days = Math.floorDiv(d.getSeconds(), 86400L);
        long rest = Math.floorMod(d.getSeconds(), 86400L);
        String clock = String.format(Locale.ROOT, "%d:%02d:%02d", rest / 3600, rest / 60 % 60, rest % 60);
        String micros = d.getNano() == 0 ? "" : String.format(Locale.ROOT, ".%06d", d.getNano() / 1000);
        return (days == 0 ? "" : days + (Math.abs(days) == 1 ? " day, " : " days, ")) + clock + micros;
    }

    /** What {@code strftime} writes for a format. */
    static String format(LocalDateTime d, ZoneId zone, String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            char code = format.charAt(++i);
            boolean unpadded = code == '-' && i + 1 < format.length();
            String text = field(d, zone, unpadded ? format.charAt(++i) : code);
            out.append(unpadded ? text.replaceFirst("^0+(?=.)", "") : text);
        }
        return out.toString();
    }

    private static String field(LocalDateTime d, ZoneId zone, char code) {
        return switch (code) {
            case 's' -> String.valueOf(d.atZone(zone).toEpochSecond());
            case 'z' -> d.atZone(zone).getOffset().equals(ZoneOffset.UTC) ? "+0000" : pattern(d.atZone(zone), "xx");
            case 'Z' -> pattern(d.atZone(zone), "zzz").replace("Z", "UTC");
            case 'f' -> String.format(Locale.ROOT, "%06d", d.getNano() / 1000);
            case 'e' -> String.format(Locale.ROOT, "%2d", d.getDayOfMonth());
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            case 'w' -> String.valueOf(d.getDayOfWeek().getValue() % 7);
            case 'u' -> String.valueOf(d.getDayOfWeek().getValue());
            case 'U' -> two((d.getDayOfYear() + 6 - d.getDayOfWeek().getValue() % 7) / 7);
            case 'W' -> two((d.getDayOfYear() + 6 - (d.getDayOfWeek().getValue() - 1)) / 7);
            case 'V' -> two(d.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> String.valueOf(d.get(IsoFields.WEEK_BASED_YEAR));
            case 'C' -> two(d.getYear() / 100);
            default -> pattern(d, javaPattern(code));
        };
    }

    private static String two(int n) {
        return String.format(Locale.ROOT, "%02d", n);
    }

    private static String pattern(java.time.temporal.TemporalAccessor d, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(d);
    }

    private static String javaPattern(char code) {
        return switch (code) {
            case 'Y' -> "yyyy";
            case 'y' -> "yy";
            case 'm' -> "MM";
            case 'd' -> "dd";
            case 'H' -> "HH";
            case 'I' -> "hh";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'p' -> "a";
            case 'j' -> "DDD";
            case 'a' -> "EEE";
            case 'A' -> "EEEE";
            case 'b', 'h' -> "MMM";
            case 'B' -> "MMMM";
            case 'F' -> "yyyy-MM-dd";
            case 'T', 'X' -> "HH:mm:ss";
            case 'R' -> "HH:mm";
            case 'D', 'x' -> "MM/dd/yy";
            case 'c' -> "EEE MMM ppd HH:mm:ss yyyy";
            case 'r' -> "hh:mm:ss a";
            default -> throw new ExpressionException("unknown date format '%" + code + "'");
        };
    }

    /** What {@code strptime} reads with a format. */
    static LocalDateTime parse(String text, String format) {
        List<Character> codes = new ArrayList<>();
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                char code = format.charAt(++i);
                regex.append(code == '%' ? "%" : input(code));
                codes.add(code);
            } else {
                regex.append(Character.isWhitespace(c) ? "\\s+" : Pattern.quote(String.valueOf(c)));
            }
        }
        codes.remove((Object) '%');
        Matcher m = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE).matcher(text);
        if (!m.matches()) {
            throw new ExpressionException("'" + text + "' does not have the form '" + format + "'");
        }
        return read(m, codes, text);
    }

    private static String input(char code) {
        return switch (code) {
            case 'Y' -> "(\\d{4})";
            case 'm', 'd', 'H', 'I', 'M', 'S', 'y' -> "(\\d{1,2})";
            case 'j' -> "(\\d{1,3})";
            case 'f' -> "(\\d{1,6})";
            case 'b', 'B', 'a', 'A' -> "([A-Za-z]+)";
            case 'p' -> "(AM|PM)";
            case 'z' -> "(Z|[+-]\\d\\d:?\\d\\d)";
            case 'Z' -> "([A-Za-z]*)";
            default -> throw new ExpressionException("unknown date format '%" + code + "'");
        };
    }

    private static LocalDateTime read(Matcher m, List<Character> codes, String text) {
        LocalDateTime result = LocalDateTime.of(1900, 1, 1, 0, 0);
        boolean afternoon = false;
        boolean noon = false;
        try {
            for (int i = 0; i < codes.size(); i++) {
                String part = m.group(i + 1);
                afternoon |= codes.get(i) == 'p' && "pm".equalsIgnoreCase(part);
                noon |= codes.get(i) == 'I' && Integer.parseInt(part) == 12;
                result = with(result, codes.get(i), part);
            }
        } catch (java.time.DateTimeException e) {
            throw new ExpressionException("'" + text + "' is no date: " + e.getMessage());
        }
        return result.plusHours((afternoon ? 12 : 0) - (noon ? 12 : 0));
    }

    private static LocalDateTime with(LocalDateTime d, char code, String part) {
        return switch (code) {
            case 'Y' -> d.withYear(Integer.parseInt(part));
            case 'y' -> d.withYear(Integer.parseInt(part) + (Integer.parseInt(part) < 69 ? 2000 : 1900));
            case 'm' -> d.withMonth(Integer.parseInt(part));
            case 'd' -> d.withDayOfMonth(Integer.parseInt(part));
            case 'H', 'I' -> d.withHour(Integer.parseInt(part));
            case 'M' -> d.withMinute(Integer.parseInt(part));
            case 'S' -> d.withSecond(Integer.parseInt(part));
            case 'j' -> d.withDayOfYear(Integer.parseInt(part));
            case 'f' -> d.with(ChronoField.MICRO_OF_SECOND, Long.parseLong((part + "00000").substring(0, 6)));
            case 'b', 'B' -> d.withMonth(month(part));
            default -> d;
        };
    }

    private static int month(String name) {
        int index = "janfebmaraprmayjunjulaugsepoctnovdec".indexOf(name.substring(0, Math.min(3, name.length())).toLowerCase(Locale.ROOT));
        if (index < 0 || index % 3 != 0) {
            throw new ExpressionException("'" + name + "' is no month");
        }
        return index / 3 + 1;
    }

    static @Nullable Object attribute(LocalDateTime d, String name) {
        return switch (name) {
            case "year" -> (long) d.getYear();
            case "month" -> (long) d.getMonthValue();
            case "day" -> (long) d.getDayOfMonth();
            case "hour" -> (long) d.getHour();
            case "minute" -> (long) d.getMinute();
            case "second" -> (long) d.getSecond();
            case "microsecond" -> (long) d.getNano() / 1000;
            default -> null;
        };
    }

    static @Nullable Object attribute(Duration d, String name) {
        return switch (name) {
            case "days" -> Math.floorDiv(d.getSeconds(), 86400L);
            case "seconds" -> Math.floorMod(d.getSeconds(), 86400L);
            case "microseconds" -> (long) d.getNano() / 1000;
            default -> null;
        };
    }
}

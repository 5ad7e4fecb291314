package jplay.runner.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names in front of a host line: ranges, ports and IPv6 addresses. */
final class HostNames {
    private static final int MAX_HOSTS = 1_000_000;
    private static final Pattern BRACKETED = Pattern.compile("\\[(.+)]:([0-9]+)");
    private static final Pattern WITH_PORT = Pattern.compile("((?:[^:\\[\\]]|\\[[^\\]]*])*):([0-9]+)");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern IPV6 = Pattern.compile("(?=(?:[^:]*:){2})(?=.*::|(?:[^:]*:){6})[0-9a-fA-F:.]+");
    private static final Pattern LABELS = Pattern.compile("(?U)\\w(?:[\\w-]*\\w)?(?:\\.\\w(?:[\\w-]*\\w)?)*");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private HostNames() {}

    /** Some names, and the port that was given with them. */
    record Expanded(List<String> names, @Nullable Integer port) {}

    static Expanded expand(String text) throws BadName {
        if (text.indexOf(':') < 0 && text.indexOf('[') < 0) {
            return new Expanded(List.of(text), null);
        }
        Matcher matcher = BRACKETED.matcher(text);
        if (matcher.matches() && isIpv6(matcher.group(1))) {
            return new Expanded(ranges(matcher.group(1)), port(matcher.group(2)));
        }
        if (isIpv6(text)) {
            return new Expanded(ranges(text), null);
        }
        matcher = WITH_PORT.matcher(text);
        if (matcher.matches()) {
            return new Expanded(ranges(matcher.group(1)), port(matcher.group(2)));
        }
        return new Expanded(ranges(checked(text)), null);
    }

    private static String checked(String text) throws BadName {
        if (text.startsWith("[") && text.endsWith("]") && isIpv6(text.substring(1, text.length() - 1))) {
            throw new BadName("an address in brackets needs a port", "write " + text.substring(1, text.length() - 1)
                    + " without brackets, or " + text + ":22");
        }
        String rest = RANGE.matcher(text).replaceAll("0");
        int colon = rest.indexOf(':');
        if (colon >= 0 && rest.indexOf('[') < 0) {
            throw new BadName("'" + text + "' is no host: what follows ':' is no port number",
                    "write NAME:22, or a section as [NAME:vars]");
        }
        return text;
    }

    private static boolean isIpv6(String text) {
        return IPV6.matcher(RANGE.matcher(text).replaceAll("0")).matches();
    }

    /** Whether all of a pattern is one host name or address, perhaps with ranges and a port. */
    static boolean isOneName(String text) {
        Matcher matcher = BRACKETED.matcher(text);
        String name = matcher.matches() ? matcher.group(1) : text;
        if (isIpv6(name)) {
            return true;
        }
        matcher = WITH_PORT.matcher(name);
        String host = matcher.matches() ? matcher.group(1) : name;
        return LABELS.matcher(host.replaceAll("\\[(?:[0-9]+:[0-9]+|[A-Za-z]:[A-Za-z])(?::[0-9]+)?]", "0")).matches();
    }

    private static Integer port(String digits) throws BadName {
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new BadName(digits + " is no port", "a port is a number from 1 to 65535");
        }
        return port;
    }

    private static List<String> ranges(String text) throws BadName {
        if (text.indexOf('[') < 0) {
            return List.of(text);
        }
        List<String> names = new ArrayList<>();
        ranges("", text, names);
        return names;
    }

    private static void ranges(String head, String text, List<String> into) throws BadName {
        int open = text.indexOf('[');
        if (open < 0) {
            if (into.size() >= MAX_HOSTS) {
                throw new BadName("this names more than " + MAX_HOSTS + " hosts", "make the range smaller");
            }
            into.add(head + text);
            return;
        }
        int close = text.indexOf(']', open);
        if (close < 0) {
            throw new BadName("the range '" + text.substring(open) + "' has no closing ']'", "write NAME[01:20]");
        }
        String before = head + text.substring(0, open);
        for (String each : one(text.substring(open + 1, close))) {
            ranges(before + each, text.substring(close + 1), into);
        }
    }

    private static List<String> one(String range) throws BadName {
        String[] bounds = range.split(":", -1);
        if (bounds.length < 2 || bounds.length > 3 || bounds[1].isEmpty()) {
            throw wrong(range, "is not begin:end or begin:end:step");
        }
        String begin = bounds[0].isEmpty() ? "0" : bounds[0];
        int step = bounds.length == 2 ? 1 : number(bounds[2], range);
        if (step < 1) {
            throw wrong(range, "needs a step of at least 1");
        }
        if (begin.length() == 1 && bounds[1].length() == 1 && LETTERS.contains(begin) && LETTERS.contains(bounds[1])) {
            return letters(begin, bounds[1], step, range);
        }
        boolean filled = begin.length() > 1 && begin.startsWith("0");
        if (filled && begin.length() != bounds[1].length()) {
            throw wrong(range, "begins with a 0 and its ends differ in length");
        }
        return numbers(number(begin, range), number(bounds[1], range), step, filled ? begin.length() : 0, range);
    }

    private static List<String> letters(String begin, String end, int step, String range) throws BadName {
        List<String> names = new ArrayList<>();
        for (int i = LETTERS.indexOf(begin); i <= LETTERS.indexOf(end); i += step) {
            names.add(LETTERS.substring(i, i + 1));
        }
        return someOf(names, range);
    }

    private static List<String> numbers(int begin, int end, int step, int width, String range) throws BadName {
        if ((end - (long) begin) / step >= MAX_HOSTS) {
            throw wrong(range, "names more than " + MAX_HOSTS + " hosts");
        }
        List<String> names = new ArrayList<>();
        for (long i = begin; i <= end; i += step) {
            String digits = Long.toString(i);
            names.add("0".repeat(Math.max(0, width - digits.length())) + digits);
        }
        return someOf(names, range);
    }

    private static List<String> someOf(List<String> names, String range) throws BadName {
        if (names.isEmpty()) {
            throw wrong(range, "ends before it begins");
        }
        return names;
    }

    private static int number(String text, String range) throws BadName {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw wrong(range, "goes neither from number to number nor from letter to letter");
        }
        return Integer.parseInt(text);
    }

    private static BadName wrong(String range, String why) {
        return new BadName("the range [" + range + "] " + why, "write [1:20], [01:20], [a:f] or [1:20:2]");
    }
}

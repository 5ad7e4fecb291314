package jplay.tasks.text;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A regular expression in the syntax and with the meaning of Python's {@code re}, run by Java's engine. */
public final class PythonRegex {
    private final Pattern pattern;
    private final Map<String, Integer> names;

    private PythonRegex(Pattern pattern, Map<String, Integer> names) {
        this.pattern = pattern;
        this.names = names;
    }

    /**
     * Compiles.
     *
     * @param flags of {@code aimsux}, as letters
     * @throws IllegalArgumentException with a message for the user
     */
    public static PythonRegex of(String text, String flags) {
        PythonPattern translated = PythonPattern.translate(text, flags.indexOf('m') >= 0);
        int bits = Pattern.UNIX_LINES
                | (flags.indexOf('i') >= 0 ? Pattern.CASE_INSENSITIVE : 0)
                | (flags.indexOf('s') >= 0 ? Pattern.DOTALL : 0)
                | (flags.indexOf('x') >= 0 ? Pattern.COMMENTS : 0)
                | (flags.indexOf('u') >= 0 ? Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS : 0);
        try {
            return new PythonRegex(Pattern.compile(translated.java(), bits), translated.names());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no regular expression: " + e.getDescription().toLowerCase(java.util.Locale.ROOT));
        }
    }

    public static PythonRegex of(String text) {
        return of(text, "");
    }

    /** A match anywhere in the text, or null. */
    public @Nullable Matcher search(String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher : null;
    }

    /** A match at the beginning of the text, or null. */
    public @Nullable Matcher match(String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.lookingAt() ? matcher : null;
    }

    public boolean found(String text) {
        return pattern.matcher(text).find();
    }

    /** Whether the pattern itself switches multi-line on. */
    public boolean isMultiline() {
        return names.containsKey(PythonPattern.MULTILINE);
    }

    /** The number of a named group. */
    public int group(String name) {
        Integer group = names.get(name);
        if (group == null) {
            throw new IllegalArgumentException("unknown group name '" + name + "'");
        }
        return group;
    }

    /** What a replacement makes. */
    public record Replaced(String text, int count) {}

    /** Python's {@code subn}. */
    public Replaced replace(String replacement, String text) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        int at = 0;
        int count = 0;
        while (matcher.find()) {
            out.append(text, at, matcher.start()).append(expand(matcher, replacement));
            at = matcher.end();
            count++;
        }
        return new Replaced(out.append(text, at, text.length()).toString(), count);
    }

    /** Python's {@code expand}: {@code \1}, {@code \g<1>}, {@code \g<name>} and the escapes of characters. */
    public String expand(Matcher match, String template) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c != '\\' || i + 1 == template.length()) {
                out.append(c);
                continue;
            }
            c = template.charAt(++i);
            if (c == 'g' && template.startsWith("<", i + 1) && template.indexOf('>', i) > 0) {
                int end = template.indexOf('>', i);
                out.append(text(match, template.substring(i + 2, end)));
                i = end;
            } else if (c >= '0' && c <= '9') {
                int end = digits(template, i);
                String number = template.substring(i, end);
                boolean octal = c == '0' || number.length() == 3;
                out.append(octal ? String.valueOf((char) (Integer.parseInt(number, 8) & 0xff)) : text(match, number));
                i = end - 1;
            } else {
                out.append(escaped(c, template));
            }
        }
        return out.toString();
    }

    /** Where a number after a backslash ends: octal ones have three digits or begin with 0, groups at most two. */
    private static int digits(String text, int from) {
        int octal = from;
        while (octal < text.length() && octal < from + 3 && text.charAt(octal) >= '0' && text.charAt(octal) <= '7') {
            octal++;
        }
        if (text.charAt(from) == '0' || octal == from + 3) {
            return octal;
        }
        boolean two = from + 1 < text.length() && text.charAt(from + 1) >= '0' && text.charAt(from + 1) <= '9';
        return from + (two ? 2 : 1);
    }

    private static String escaped(char c, String template) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'f' -> "\f";
            case 'v' -> "\u000b";
            case 'a' -> "\u0007";
            case 'b' -> "\b";
            case '\\' -> "\\";
            default -> {
                if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                    throw new IllegalArgumentException("bad escape \\" + c + " in '" + template + "'; a backslash is written \\\\");
                }
                yield "\\" + c;
            }
        };
    }

    private String text(Matcher match, String group) {
        int number = group.matches("\\d+") ? Integer.parseInt(group) : group(group);
        if (number > match.groupCount()) {
            throw new IllegalArgumentException("invalid group reference " + number + ": the pattern has " + match.groupCount());
        }
        String text = match.group(number);
        return text == null ? "" : text;
    }
}

package jplay.runner.expression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Python's regular expressions, in Java's terms. */
final class PythonRegex {
    private static final Cache<String, Pattern> CACHE = Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

    private static final Pattern COUNT = Pattern.compile("\\{(\\d+(,\\d*)?|,\\d+)\\}");

    private PythonRegex() {}

    static Pattern compile(String regex, boolean ignoreCase, boolean multiline) {
        String key = (ignoreCase ? "i" : "-") + (multiline ? "m" : "-") + regex;
        Pattern known = CACHE.getIfPresent(key);
        if (known != null) {
            return known;
        }
        // In Python, only \n ends a line, and case and classes follow Unicode.
        int flags = Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS
                | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0) | (multiline ? Pattern.MULTILINE : 0);
        try {
            Pattern pattern = Pattern.compile(translate(regex), flags);
            CACHE.put(key, pattern);
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new ExpressionException("the pattern " + Values.repr(regex) + " is malformed: " + e.getDescription());
        }
    }

    /** Java's group names have no underscore. */
    static String javaName(String name) {
        return name.replace("_", "U95");
    }

    private static String translate(String regex) {
        StringBuilder out = new StringBuilder();
        int classStart = -1;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length()) {
                char next = regex.charAt(++i);
                out.append(next == 'Z' && classStart < 0 ? "\\z" : "\\" + next);
            } else if (classStart >= 0) {
                boolean first = i == classStart + 1 || i == classStart + 2 && regex.charAt(i - 1) == '^';
                boolean literal = c == '[' || c == '&' || c == ']' && first;
                out.append(literal ? "\\" + c : String.valueOf(c));
                classStart = c == ']' && !first ? -1 : classStart;
            } else if (regex.startsWith("(?P<", i) || regex.startsWith("(?P=", i)) {
                i = named(regex, i, out);
            } else {
                classStart = c == '[' ? i : -1;
                out.append(c == '{' ? brace(regex, i) : String.valueOf(c));
            }
        }
        return out.toString();
    }

    /** A brace that counts nothing stands for itself in Python, and {@code {,n}} counts from 0. */
    private static String brace(String regex, int at) {
        boolean counts = COUNT.matcher(regex).region(at, regex.length()).lookingAt();
        return !counts ? "\\{" : regex.startsWith("{,", at) ? "{0" : "{";
    }

    /** Writes a named group or a reference to one; answers the index of its last character. */
    private static int named(String regex, int start, StringBuilder out) {
        boolean reference = regex.startsWith("(?P=", start);
        int end = regex.indexOf(reference ? ')' : '>', start);
        if (end < 0) {
            out.append(regex.substring(start));
            return regex.length() - 1;
        }
        String name = javaName(regex.substring(start + 4, end));
        out.append(reference ? "\\k<" + name + ">" : "(?<" + name + ">");
        return end;
    }

    /** {@code re.sub}; no more than so many times, unless that is 0. */
    static String replace(Pattern pattern, String text, String replacement, int limit) {
        Matcher m = pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        int done = 0;
        while ((limit == 0 || done < limit) && m.find()) {
            m.appendReplacement(out, "");
            out.append(expand(m, replacement));
            done++;
        }
        return m.appendTail(out).toString();
    }

    private static String expand(Matcher m, String replacement) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c != '\\' || i + 1 == replacement.length()) {
                out.append(c);
                continue;
            }
            char next = replacement.charAt(++i);
            if (next == 'g' && replacement.startsWith("<", i + 1) && replacement.indexOf('>', i) > 0) {
                int end = replacement.indexOf('>', i);
                out.append(group(m, replacement.substring(i + 2, end)));
                i = end;
            } else if (next >= '1' && next <= '9') {
                boolean two = i + 1 < replacement.length() && Character.isDigit(replacement.charAt(i + 1));
                out.append(group(m, replacement.substring(i, two ? i + 2 : i + 1)));
                i += two ? 1 : 0;
            } else {
                out.append(character(next));
            }
        }
        return out.toString();
    }

    private static String group(Matcher m, String name) {
        boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
        try {
            String text = number ? m.group(Integer.parseInt(name)) : m.group(javaName(name));
            return text == null ? "" : text;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new ExpressionException("the pattern has no group '" + name + "'");
        }
    }

    private static String character(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '\\' -> "\\";
            case '0' -> "\0";
            default -> {
                if (Character.isLetter(c)) {
                    throw new ExpressionException("unknown escape '\\" + c + "' in the replacement");
                }
                yield "\\" + c;
            }
        };
    }
}

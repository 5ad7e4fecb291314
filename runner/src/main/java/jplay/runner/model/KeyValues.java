package jplay.runner.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The short form of arguments: {@code src=a dest="b c"}. */
final class KeyValues {
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(U000[0-9a-fA-F]{5}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-7]{1,3}|[\\\\'\"abfnrtv])");
    /** A name, or what makes one. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*|[A-Za-z0-9_.-]*\\{\\{.*\\}\\}[A-Za-z0-9_.-]*");

    /** Modules whose free form is a command line, in which these words alone are parameters. */
    static final Set<String> COMMANDS = Set.of("command", "shell", "script", "raw");

    /** Actions whose free form is one word, with further parameters behind it. */
    static final Set<String> RAW_FIRST =
            Set.of("include_tasks", "import_tasks", "include", "include_role", "import_role", "include_vars", "meta");

    private static final Set<String> COMMAND_KEYS =
            Set.of("creates", "removes", "chdir", "executable", "warn", "stdin", "stdin_add_newline", "strip_empty_ends");

    private KeyValues() {}

    /** Splits; what is no pair is joined under {@link Task#FREE_FORM}. */
    static Map<String, String> parse(String text, boolean command) {
        Map<String, String> pairs = new LinkedHashMap<>();
        List<String> raw = new ArrayList<>();
        for (String word : split(text)) {
            int equals = equals(word);
            @Nullable String key = equals > 0 ? word.substring(0, equals) : null;
            if (key != null && KEY.matcher(key).matches() && (!command || COMMAND_KEYS.contains(key.strip()))) {
                pairs.put(key, unquote(decoded(word.substring(equals + 1))));
            } else {
                raw.add(word);
            }
        }
        if (!raw.isEmpty()) {
            pairs.put(Task.FREE_FORM, command ? commandText(text, pairs.keySet()) : String.join(" ", raw));
        }
        return pairs;
    }

    /** The text as written, less the words that were parameters and the backslashes that join lines. */
    private static String commandText(String text, Set<String> taken) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        for (String word : split(text)) {
            int start = text.indexOf(word, at);
            kept.append(text, at, start);
            at = start + word.length();
            int equals = word.indexOf('=');
            if (equals < 1 || !taken.contains(word.substring(0, equals))) {
                kept.append(word.startsWith("\\\n") ? word.substring(2) : word);
                continue;
            }
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        kept.append(text, at, text.length());
        return taken.isEmpty() ? kept.toString() : kept.toString().replaceFirst(" +$", "");
    }

    /** Escapes as Python has them in its strings. */
    private static String decoded(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        return ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(decode(found.group(1))));
    }

    private static String decode(String escape) {
        char kind = escape.charAt(0);
        int simple = "abfnrtv".indexOf(kind);
        if (simple >= 0) {
            return String.valueOf("\u0007\b\f\n\r\t\u000b".charAt(simple));
        }
        if (Character.isDigit(kind)) {
            return String.valueOf((char) Integer.parseInt(escape, 8));
        }
        return "xuU".indexOf(kind) >= 0 ? Character.toString(Integer.parseInt(escape.substring(1), 16)) : escape;
    }

    /** Where the name ends: at an equals sign, which a template in the name may have, too. */
    private static int equals(String word) {
        int end = word.indexOf("}}");
        int template = word.indexOf("{{");
        int equals = word.indexOf('=');
        return template >= 0 && template < equals && end > template ? word.indexOf('=', end) : equals;
    }

    /** Whether a quote or a template begins and does not end. */
    static boolean isOpen(String text) {
        return !split(text, new ArrayList<>());
    }

    /** Splits at white space outside quotes and outside {@code {{ }}}; quotes stay. */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        boolean unused = split(text, words);
        return words;
    }

    /** Splits; false where something is never closed. */
    private static boolean split(String text, List<String> words) {
        StringBuilder word = new StringBuilder();
        char quote = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = i + 1 < text.length();
            if (quote == 0 && pair && c == '{' && "{%#".indexOf(text.charAt(i + 1)) >= 0) {
                depth++;
            } else if (quote == 0 && pair && text.charAt(i + 1) == '}' && "}%#".indexOf(c) >= 0 && depth > 0) {
                depth--;
                word.append(c);
                c = text.charAt(++i);
            }
            if (depth == 0 && quote == 0 && Character.isWhitespace(c)) {
                flush(words, word);
                continue;
            }
            if (c == '\\' && pair && depth == 0) {
                word.append(c).append(text.charAt(++i));
                continue;
            }
            if (depth == 0 && (c == '\'' || c == '"')) {
                quote = quote == 0 ? c : quote == c ? 0 : quote;
            }
            word.append(c);
        }
        flush(words, word);
        return quote == 0 && depth == 0;
    }

    private static void flush(List<String> words, StringBuilder word) {
        if (word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static String unquote(String value) {
        if (value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0)) {
            return value.substring(1, value.length() - 1).replace("\\" + value.charAt(0), String.valueOf(value.charAt(0)));
        }
        return value;
    }
}

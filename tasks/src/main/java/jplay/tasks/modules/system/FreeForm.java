package jplay.tasks.modules.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.tasks.contract.ModuleFailure;
import org.jspecify.annotations.Nullable;

/**
 * The free form of command, shell, script and raw: {@code tar xf a.tar chdir=/opt creates=/opt/a}.
 *
 * @param text the command, with its own spacing
 * @param options what stood in it as {@code name=value}
 */
public record FreeForm(String text, Map<String, String> options) {
    private static final Set<String> NAMES =
            Set.of("creates", "removes", "chdir", "executable", "stdin", "stdin_add_newline", "strip_empty_ends");

    /** Takes the options out of a free form. Quotes and {@code {{ }}} hold a word together. */
    public static FreeForm split(String text) {
        StringBuilder command = new StringBuilder();
        Map<String, String> options = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int gap = at;
            while (gap < text.length() && Character.isWhitespace(text.charAt(gap))) {
                gap++;
            }
            int end = wordEnd(text, gap);
            String word = text.substring(gap, end);
            int equals = word.indexOf('=');
            if (equals > 0 && NAMES.contains(word.substring(0, equals))) {
                options.put(word.substring(0, equals), unquote(word.substring(equals + 1)));
            } else {
                command.append(command.isEmpty() ? "" : text.substring(at, gap)).append(word);
            }
            at = end;
        }
        return new FreeForm(command.toString(), options);
    }

    /** The option of this name, or what was given as a parameter of its own. */
    @Nullable String option(String name, @Nullable String given) {
        return options.getOrDefault(name, given);
    }

    boolean option(String name, boolean given) {
        String text = options.get(name);
        return text == null ? given : Set.of("true", "yes", "on", "1", "t", "y").contains(text.toLowerCase(java.util.Locale.ROOT));
    }

    private static int wordEnd(String text, int from) {
        char quote = 0;
        int depth = 0;
        int i = from;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && depth == 0 && Character.isWhitespace(c)) {
                break;
            }
            if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (text.startsWith("{{", i) || text.startsWith("{%", i)) {
                depth++;
                i++;
            } else if (depth > 0 && (text.startsWith("}}", i) || text.startsWith("%}", i))) {
                depth--;
                i++;
            }
        }
        return i;
    }

    private static String unquote(String value) {
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /**
     * Splits a command into words by the rules of a POSIX shell's quotes, with no expansion and no comments.
     *
     * @throws ModuleFailure where a quote is not closed
     */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean open = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\' && quote != '\'';
            if (quote == 0 && Character.isWhitespace(c)) {
                if (open) {
                    words.add(word.toString());
                    word.setLength(0);
                    open = false;
                }
                continue;
            }
            open = true;
            if (escapes) {
                if (++i == text.length()) {
                    throw new ModuleFailure("the command ends with a backslash, which escapes nothing: " + text);
                }
                boolean kept = quote == '"' && "\"\\".indexOf(text.charAt(i)) < 0;
                word.append(kept ? "\\" : "").append(text.charAt(i));
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new ModuleFailure("a quote (" + quote + ") is not closed in the command: " + text);
        }
        if (open) {
            words.add(word.toString());
        }
        return words;
    }
}

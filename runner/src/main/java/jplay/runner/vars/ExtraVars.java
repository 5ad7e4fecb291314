package jplay.runner.vars;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.Value;
import jplay.runner.source.YamlReader;

/** The variables of {@code -e}: {@code key=value} words, YAML or JSON in braces, or {@code @file}. */
public final class ExtraVars {
    private static final Pattern NAME = Pattern.compile("(?U)[\\w.-]+");
    private static final SourceSpan HERE = SourceSpan.file("-e");

    private ExtraVars() {}

    /** The layer of all {@code -e}, of which later ones win. Values of words are text. */
    public static Layer parse(List<String> arguments, VarsFile files) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            String text = argument.strip();
            if (text.startsWith("@")) {
                values.putAll(files.read(Path.of(text.substring(1))));
            } else if (text.startsWith("{") || text.startsWith("[")) {
                values.putAll(yaml(text));
            } else if (text.startsWith("/") || text.startsWith(".")) {
                throw Problem.of("extra-vars", "-e takes no bare file name", null, "write -e @" + text).exception();
            } else {
                words(text).forEach(word -> pair(word, values));
            }
        }
        return new Layer(Level.EXTRA_VARS, values);
    }

    private static Map<String, Value> yaml(String text) {
        Node node = YamlReader.parse(text, "-e");
        if (node instanceof Node.Dict dict) {
            return Layer.values(dict);
        }
        throw Problem.of("extra-vars", "-e takes a dict of variables, not a list", null, "write -e '{\"name\": value}'").exception();
    }

    private static void pair(String word, Map<String, Value> into) {
        int equals = word.indexOf('=');
        if (equals < 1 || !NAME.matcher(word.substring(0, equals)).matches()) {
            // The word itself is not shown, since it may be the rest of a password.
            throw Problem.of("extra-vars", "a word of -e is not of the form key=value", null,
                    "quote values with spaces: -e 'key=\"a b\"'; a file is -e @FILE").exception();
        }
        into.put(word.substring(0, equals), Value.of(Node.Scalar.text(unquoted(word.substring(equals + 1)), HERE)));
    }

    private static String unquoted(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        boolean quoted = text.length() > 1 && (first == '"' || first == '\'') && text.charAt(text.length() - 1) == first;
        return quoted ? text.substring(1, text.length() - 1).replace("\\" + first, String.valueOf(first)) : text;
    }

    /** Splits at white space outside quotes and {@code {{ }}}. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        int braces = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && braces == 0 && Character.isWhitespace(c)) {
                flush(word, words);
                continue;
            }
            word.append(c);
            if (c == '\\' && quote != 0 && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (quote == 0 && (c == '"' || c == '\'') && braces == 0) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (text.startsWith("{{", i) || text.startsWith("}}", i))) {
                braces += c == '{' ? 1 : braces > 0 ? -1 : 0;
                word.append(text.charAt(++i));
            }
        }
        if (quote != 0) {
            throw Problem.of("extra-vars", "a quote in -e is not closed", null, "quote as in -e 'key=\"a b\"'").exception();
        }
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}

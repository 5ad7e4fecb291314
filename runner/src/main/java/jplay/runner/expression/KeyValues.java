package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words and {@code key=value} pairs in one string, as older lookups take their options; {@code raw} has the words as they are. */
record KeyValues(List<String> words, Map<String, String> options, String raw) {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

    static KeyValues parse(String text) {
        List<String> words = new ArrayList<>();
        List<String> raw = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        Matcher m = WORD.matcher(text);
        while (m.find()) {
            int equals = m.group().indexOf('=');
            if (equals > 0) {
                options.put(m.group().substring(0, equals), unquote(m.group().substring(equals + 1)));
            } else {
                words.add(unquote(m.group()));
                raw.add(m.group());
            }
        }
        return new KeyValues(words, options, String.join(" ", raw));
    }

    private static String unquote(String s) {
        boolean quoted = s.length() > 1 && (s.charAt(0) == '"' || s.charAt(0) == '\'') && s.charAt(s.length() - 1) == s.charAt(0);
        return quoted ? s.substring(1, s.length() - 1) : s;
    }
}

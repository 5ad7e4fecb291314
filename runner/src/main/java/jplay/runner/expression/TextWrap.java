package jplay.runner.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks lines that are too long. */
final class TextWrap {
    private static final Pattern CHUNK = Pattern.compile("\\s+|[^\\s-]*[\\w][\\w]*-(?=\\w)|[^\\s]+?-(?=[a-zA-Z]{2})|\\S+");
    private static final Pattern PLAIN_CHUNK = Pattern.compile("\\s+|\\S+");

    private final int width;
    private final boolean breakLong;
    private final boolean hyphens;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    private TextWrap(int width, boolean breakLong, boolean hyphens) {
        this.width = width;
        this.breakLong = breakLong;
        this.hyphens = hyphens;
    }

    static String wrap(String s, Args a) {
        int width = a.count(0, "width", 79);
        if (width < 1) {
            throw new ExpressionException("the width must be at least 1");
        }
        List<String> out = new ArrayList<>();
        for (Object paragraph : Texts.lines(s, false)) {
            TextWrap wrap = new TextWrap(width, a.flag(1, "break_long_words", true), a.flag(3, "break_on_hyphens", true));
            out.add(String.join(separator(a), wrap.paragraph(Values.str(paragraph))));
        }
        return String.join(separator(a), out);
    }

    private static String separator(Args a) {
        return a.get(2, "wrapstring") instanceof String s ? s : "\n";
    }

    private List<String> paragraph(String text) {
        Matcher m = (hyphens ? CHUNK : PLAIN_CHUNK).matcher(text);
        while (m.find()) {
            add(m.group());
        }
        flush();
        return lines;
    }

    private void add(String chunk) {
        if (chunk.isBlank() && line.isEmpty() && !lines.isEmpty()) {
            return;
        }
        if (line.length() + chunk.length() <= width) {
            line.append(chunk);
            return;
        }
        if (chunk.length() <= width || !breakLong) {
            flush();
            line.append(chunk.isBlank() ? "" : chunk);
            return;
        }
        int room = width - line.length();
        line.append(chunk, 0, room);
        flush();
        add(chunk.substring(room));
    }

    private void flush() {
        String done = line.toString().stripTrailing();
        if (!done.isEmpty()) {
            lines.add(done);
        }
        line.setLength(0);
    }
}

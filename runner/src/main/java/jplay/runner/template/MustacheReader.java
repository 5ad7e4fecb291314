package jplay.runner.template;

import java.util.ArrayList;
import java.util.List;
import jplay.runner.expression.Expression;
import jplay.runner.template.MustacheTag.Kind;
import org.jspecify.annotations.Nullable;

/** Cuts a Mustache template into text and tags; a tag alone on its line takes the line with it. */
final class MustacheReader {
    private final Source source;
    private final String text;
    private final List<MustacheTag> tags = new ArrayList<>();
    private final String indent;
    private int at;

    /** Every line of the template begins with the indent, as where a partial stands indented. */
    MustacheReader(Source source, String indent) {
        this.source = source;
        this.indent = indent;
        this.text = source.text();
    }

    List<MustacheTag> tags() {
        for (int start = text.indexOf("{{"); start >= 0; start = text.indexOf("{{", at)) {
            tag(start);
        }
        text(at, text.length());
        return tags;
    }

    private void text(int from, int to) {
        StringBuilder literal = new StringBuilder();
        for (int i = from; i < to; i++) {
            literal.append(atLineStart(i) && text.charAt(i) != '\n' ? indent : "").append(text.charAt(i));
        }
        if (to > from) {
            tags.add(new MustacheTag(Kind.TEXT, literal.toString(), null, from, ""));
        }
    }

    private boolean atLineStart(int i) {
        return i == 0 || text.charAt(i - 1) == '\n';
    }

    private void indentTag(int start) {
        if (!indent.isEmpty() && atLineStart(start)) {
            tags.add(new MustacheTag(Kind.TEXT, indent, null, start, ""));
        }
    }

    private void tag(int start) {
        int inside = skipSpaces(start + 2);
        char sigil = inside < text.length() ? text.charAt(inside) : ' ';
        switch (sigil) {
            case '#' -> block(start, Kind.SECTION, inside + 1);
            case '^' -> block(start, Kind.INVERTED, inside + 1);
            case '/', '>' -> named(start, sigil == '/' ? Kind.END : Kind.PARTIAL, inside + 1);
            case '!' -> named(start, null, inside + 1);
            case '{' -> braces(start, inside);
            case '&' -> value(start, inside + 1, "}}");
            case '=', '$', '<' -> throw source.error(start, "the tag '{{" + sigil + "' is not supported");
            default -> value(start, start + 2, "}}");
        }
    }

    private int skipSpaces(int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    /** Three braces are Mustache's unescaped tag around a plain name, otherwise a dict literal. */
    private void braces(int start, int inside) {
        int close = text.indexOf("}}}", inside);
        boolean name = inside == start + 2 && close > 0 && text.substring(inside + 1, close).strip().matches("[A-Za-z_.][\\w.]*");
        value(start, name ? inside + 1 : start + 2, name ? "}}}" : "}}");
    }

    private void value(int start, int inside, String closing) {
        Expression.Tag tag = source.expression(inside, closing);
        text(at, start);
        indentTag(start);
        tags.add(new MustacheTag(Kind.VALUE, "", tag.expression(), start, ""));
        at = after(tag.end(), closing);
    }

    private int after(int end, String closing) {
        if (!text.startsWith(closing, end)) {
            throw source.error(end, "Mustache has no whitespace control; remove the '" + text.charAt(end) + "'");
        }
        return end + closing.length();
    }

    private void block(int start, Kind kind, int inside) {
        Expression.Tag tag = source.expression(inside, "}}");
        String label = normal(text.substring(inside, tag.end()));
        add(start, after(tag.end(), "}}"), kind, label, tag.expression());
    }

    /** A tag that holds no expression of its own; a comment leaves nothing. */
    private void named(int start, @Nullable Kind kind, int inside) {
        int end = kind == Kind.END ? source.endOfTag(inside) : text.indexOf("}}", inside);
        if (end < 0) {
            throw source.error(start, "'}}' is missing");
        }
        add(start, end + 2, kind, normal(text.substring(inside, end)), null);
    }

    static String normal(String label) {
        return label.strip().replaceAll("\\s+", " ");
    }

    private void add(int start, int end, @Nullable Kind kind, String label, @Nullable Expression expression) {
        int line = text.lastIndexOf('\n', start - 1) + 1;
        int newline = text.indexOf('\n', end);
        int rest = newline < 0 ? text.length() : newline + 1;
        boolean alone = line >= at && text.substring(line, start).isBlank() && text.substring(end, rest).isBlank();
        text(at, alone ? line : start);
        if (!alone) {
            indentTag(start);
        }
        if (kind != null) {
            tags.add(new MustacheTag(kind, label, expression, start, alone ? indent + text.substring(line, start) : ""));
        }
        at = alone ? rest : end;
    }
}

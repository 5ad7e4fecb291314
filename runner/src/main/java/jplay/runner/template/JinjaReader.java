package jplay.runner.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.runner.expression.Expression;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.TagReader;
import org.jspecify.annotations.Nullable;

/** Cuts a Jinja template into text and tags, and takes away the whitespace around tags that is not wanted. */
final class JinjaReader {
    private final Source source;
    private final String text;
    private final TemplateOptions options;
    private final List<JinjaPiece> pieces = new ArrayList<>();
    private final List<Mark> marks;
    /** Where {@code raw} begins; null where the template cannot have it, as nearly none has. */
    private final @Nullable Pattern rawBegin;
    private int at;

    private enum Kind {
        VARIABLE,
        BLOCK,
        COMMENT
    }

    private record Mark(Kind kind, String start) {}

    JinjaReader(Source source, int from, TemplateOptions options) {
        this.source = source;
        this.options = options;
        this.at = from;
        this.text = source.text().endsWith("\n") ? source.text().substring(0, source.text().length() - 1) : source.text();
        this.marks = new ArrayList<>(List.of(new Mark(Kind.VARIABLE, options.variableStart()), new Mark(Kind.BLOCK, options.blockStart()),
                new Mark(Kind.COMMENT, options.commentStart())));
        // Where one mark begins as another does, the longer one counts.
        marks.sort((a, b) -> b.start().length() - a.start().length());
        this.rawBegin = text.contains("raw") ? rawBegin(options) : null;
    }

    private static Pattern rawBegin(TemplateOptions options) {
        String end = Pattern.quote(options.blockEnd());
        return Pattern.compile(Pattern.quote(options.blockStart()) + "[-+]?\\s*raw\\s*(?:-" + end + "\\s*|" + end + ")");
    }

    private Matcher rawEnd() {
        String end = Pattern.quote(options.blockEnd());
        return Pattern.compile(Pattern.quote(options.blockStart()) + "([-+]?)\\s*endraw\\s*(?:\\+" + end + "|-" + end + "\\s*|" + end
                + (options.trimBlocks() ? "\\n?" : "") + ")").matcher(text);
    }

    List<JinjaPiece> pieces() {
        while (at < text.length()) {
            int start = text.length();
            Mark found = null;
            for (Mark mark : marks) {
                int index = text.indexOf(mark.start(), at);
                if (index >= 0 && index < start) {
                    start = index;
                    found = mark;
                }
            }
            literal(start, sign(found, start), found == null || found.kind() == Kind.VARIABLE);
            at = start;
            if (found != null) {
                int inside = start + found.start().length();
                tag(found, sign(found, start) == ' ' ? inside : inside + 1);
            }
        }
        return pieces;
    }

    /** The minus or plus that follows the mark of a tag, or a blank. */
    private char sign(@Nullable Mark mark, int start) {
        int after = mark == null ? text.length() : start + mark.start().length();
        char c = after < text.length() ? text.charAt(after) : ' ';
        return c == '-' || c == '+' ? c : ' ';
    }

    private void literal(int end, char sign, boolean inline) {
        String literal = text.substring(at, end);
        if (sign == '-') {
            literal = literal.stripTrailing();
        } else if (options.lstripBlocks() && sign != '+' && !inline) {
            int line = literal.lastIndexOf('\n') + 1;
            boolean fromLineStart = line > 0 || at == 0 || text.charAt(at - 1) == '\n';
            literal = fromLineStart && literal.substring(line).isBlank() ? literal.substring(0, line) : literal;
        }
        if (!literal.isEmpty()) {
            pieces.add(new JinjaPiece.Text(literal.replace("\n", options.newline()), at));
        }
    }

    private void tag(Mark mark, int inside) {
        int start = at;
        switch (mark.kind()) {
            case COMMENT -> comment(inside);
            case VARIABLE -> {
                Expression.Tag tag = source.expression(inside, options.variableEnd());
                pieces.add(new JinjaPiece.Output(tag.expression(), start));
                close(tag.end(), options.variableEnd(), false);
            }
            case BLOCK -> {
                @Nullable Matcher raw = rawBegin == null ? null : rawBegin.matcher(text).region(start, text.length());
                if (raw != null && raw.lookingAt()) {
                    raw(start, raw.end());
                } else {
                    block(start, inside);
                }
            }
        }
    }

    private void comment(int inside) {
        int end = text.indexOf(options.commentEnd(), inside);
        if (end < 0) {
            throw source.error(at, "the comment that begins here is never closed");
        }
        boolean signed = end > inside && (text.charAt(end - 1) == '-' || text.charAt(end - 1) == '+');
        close(signed ? end - 1 : end, options.commentEnd(), options.trimBlocks());
    }

    private void raw(int start, int inside) {
        Matcher end = rawEnd();
        if (!end.find(inside)) {
            throw source.error(start, "the 'raw' that begins here is never closed; '" + options.blockStart() + " endraw "
                    + options.blockEnd() + "' is missing");
        }
        at = inside;
        literal(end.start(), end.group(1).isEmpty() ? ' ' : end.group(1).charAt(0), false);
        at = end.end();
    }

    private void block(int start, int inside) {
        try {
            TagReader reader = new TagReader(text, inside, options.blockEnd());
            pieces.add(new JinjaPiece.Tag(reader.name(), reader, start));
            close(reader.end(), options.blockEnd(), options.trimBlocks());
        } catch (ExpressionException e) {
            throw source.error(e, start);
        }
    }

    /** Passes the closing mark, and the whitespace that its sign or the option takes away. */
    private void close(int end, String mark, boolean trim) {
        boolean signed = !text.startsWith(mark, end) || text.startsWith(mark, end + 1) && "-+".indexOf(text.charAt(end)) >= 0;
        at = end + (signed ? 1 : 0) + mark.length();
        if (signed && text.charAt(end) == '-') {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        } else if (trim && !signed && text.startsWith("\n", at)) {
            at++;
        }
    }
}

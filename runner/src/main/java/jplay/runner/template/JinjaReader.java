package jplay.runner.template;

import java.util.ArrayList;
import java.util.List;
import jplay.runner.expression.Expression;
import jplay.runner.template.JinjaTemplate.Part;

/** Cuts a Jinja template into text and tags. */
final class JinjaReader {
    private final Source source;
    private final String text;
    private final TemplateOptions options;
    private final List<Part> parts = new ArrayList<>();
    private int at;
    private boolean stripNext;
    private boolean trimNext;

    JinjaReader(Source source, TemplateOptions options) {
        this.source = source;
        this.options = options;
        this.text = source.text().endsWith("\n") ? source.text().substring(0, source.text().length() - 1) : source.text();
    }

    List<Part> parts() {
        while (at < text.length()) {
            int start = nextTag();
            boolean strips = start < text.length() && start + 2 < text.length() && text.charAt(start + 2) == '-';
            literal(text.substring(at, start), strips);
            at = start;
            if (start < text.length()) {
                tag(start + (strips ? 3 : 2));
            }
        }
        return JinjaTemplate.compact(parts);
    }

    private int nextTag() {
        int found = text.length();
        for (String mark : List.of(options.variableStart(), options.blockStart(), options.commentStart())) {
            int index = text.indexOf(mark, at);
            found = index >= 0 && index < found ? index : found;
        }
        return found;
    }

    private void literal(String raw, boolean stripEnd) {
        String literal = trimNext && raw.startsWith("\n") ? raw.substring(1) : raw;
        literal = stripNext ? literal.stripLeading() : literal;
        literal = stripEnd ? literal.stripTrailing() : literal;
        stripNext = false;
        trimNext = false;
        parts.add(new Part.Text(literal));
    }

    private void tag(int inside) {
        if (text.startsWith(options.commentStart(), at)) {
            int end = text.indexOf(options.commentEnd(), inside);
            if (end < 0) {
                throw source.error(at, "the comment that begins here is never closed");
            }
            stripNext = text.charAt(end - 1) == '-';
            trimNext = options.trimBlocks();
            at = end + options.commentEnd().length();
        } else if (text.startsWith(options.blockStart(), at)) {
            throw source.error(at, "Jinja statements ({% … %}) are not supported yet");
        } else {
            Expression.Tag tag = source.expression(inside, options.variableEnd());
            parts.add(new Part.Output(tag.expression()));
            stripNext = text.charAt(tag.end()) == '-';
            at = tag.end() + (text.startsWith(options.variableEnd(), tag.end()) ? 0 : 1) + options.variableEnd().length();
        }
    }
}

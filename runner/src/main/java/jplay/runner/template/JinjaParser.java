package jplay.runner.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.expression.CloseNames;
import jplay.runner.expression.Expression;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.TagReader;
import org.jspecify.annotations.Nullable;

/** Makes statements of a template's pieces. */
final class JinjaParser {
    private static final List<String> STATEMENTS = List.of("if", "for", "set", "with", "macro", "call", "filter", "block", "extends", "include",
            "import", "from", "raw");
    private static final Set<String> INNER = Set.of("elif", "else", "endif", "endfor", "endset", "endwith", "endmacro", "endcall", "endfilter",
            "endblock", "endraw");
    private static final Map<String, String> SWITCHED_OFF = Map.of("do", "; write 'set _ = …'", "break", "; filter with 'for … if …'",
            "continue", "; use 'if'", "debug", "", "trans", "");

    private final Source source;
    private final List<JinjaPiece> pieces;
    private final TemplateOptions options;
    private final Includes includes;
    private final Map<String, Inheritance.Block> blocks = new LinkedHashMap<>();
    private final NamesUsed names = new NamesUsed();
    private int next;

    JinjaParser(Source source, List<JinjaPiece> pieces, TemplateOptions options, Includes includes) {
        this.source = source;
        this.pieces = pieces;
        this.options = options;
        this.includes = includes;
    }

    /** The whole template. */
    Statement.Body template() {
        Statement.Body body = body(Set.of());
        if (next < pieces.size()) {
            JinjaPiece.Tag stray = (JinjaPiece.Tag) pieces.get(next);
            throw source.error(stray.offset(), "'" + stray.name() + "' belongs to no statement before it");
        }
        return body;
    }

    /** The blocks by their names. */
    Map<String, Inheritance.Block> blocks() {
        return blocks;
    }

    Source source() {
        return source;
    }

    Includes includes() {
        return includes;
    }

    NamesUsed names() {
        return names;
    }

    /** What stands before one of the tags that end it, or before any that begins nothing. */
    private Statement.Body body(Set<String> ends) {
        List<Statement> statements = new ArrayList<>();
        while (next < pieces.size()) {
            switch (pieces.get(next)) {
                case JinjaPiece.Text text -> statements.add(new Statement.Text(text.text()));
                case JinjaPiece.Output output -> {
                    names.add(output.expression());
                    statements.add(new Statement.Output(source, output.expression()));
                }
                case JinjaPiece.Tag tag -> {
                    if (ends.contains(tag.name()) || INNER.contains(tag.name())) {
                        return new Statement.Body(List.copyOf(statements));
                    }
                    next++;
                    statements.add(statement(tag));
                    continue;
                }
            }
            next++;
        }
        return new Statement.Body(List.copyOf(statements));
    }

    /** The body of a statement up to the tag that ends it, whose own pieces come to be read next. */
    Statement.Body bodyOf(JinjaPiece.Tag open, String... ends) {
        Statement.Body body = body(Set.of(ends));
        String end = ends[ends.length - 1];
        if (next == pieces.size()) {
            throw source.error(open.offset(), "the '" + open.name() + "' that begins here is never closed; '" + options.blockStart() + " " + end
                    + " " + options.blockEnd() + "' is missing");
        }
        JinjaPiece.Tag tag = (JinjaPiece.Tag) pieces.get(next);
        if (!List.of(ends).contains(tag.name())) {
            int line = 1 + (int) source.text().substring(0, open.offset()).chars().filter(c -> c == '\n').count();
            throw source.error(tag.offset(), "'" + tag.name() + "' does not close the '" + open.name() + "' of line " + line + "; '" + end
                    + "' does");
        }
        return body;
    }

    /** The tag that {@link #bodyOf} stopped at. */
    JinjaPiece.Tag take() {
        return (JinjaPiece.Tag) pieces.get(next++);
    }

    /** The tag that ends a statement, which holds nothing more. */
    void takeEnd() {
        take().reader().requireEnd();
    }

    private Statement statement(JinjaPiece.Tag tag) {
        TagReader in = tag.reader();
        try {
            return switch (tag.name()) {
                case "if" -> conditional(tag);
                case "for" -> loop(tag);
                case "set" -> set(tag);
                case "with" -> with(tag);
                case "macro", "call", "filter", "block" -> new DefinitionParser(this).statement(tag);
                case "extends" -> {
                    Expression template = expression(in);
                    in.requireEnd();
                    yield new Inheritance.Extends(source, template, includes);
                }
                case "include", "import", "from" -> new InclusionParser(this).statement(tag);
                default -> throw unknown(tag);
            };
        } catch (ExpressionException e) {
            throw source.error(e, tag.offset());
        }
    }

    private TemplateException unknown(JinjaPiece.Tag tag) {
        String off = SWITCHED_OFF.get(tag.name());
        return source.error(tag.offset(), off != null ? "the statement '" + tag.name() + "' is an extension that is not switched on" + off
                : "there is no statement '" + tag.name() + "'" + CloseNames.suggestion(tag.name(), STATEMENTS));
    }

    Expression expression(TagReader in) {
        return names.add(in.expression());
    }

    Expression item(TagReader in) {
        return names.add(in.item());
    }

    @Nullable Expression filters(TagReader in) {
        Expression filters = in.filters();
        return filters == null ? null : names.add(filters);
    }

    private Statement conditional(JinjaPiece.Tag open) {
        List<Statement.If.Branch> branches = new ArrayList<>();
        JinjaPiece.Tag tag = open;
        while (!tag.name().equals("endif")) {
            boolean last = tag.name().equals("else");
            Expression condition = last ? Expression.parse("true") : names.add(tag.reader().unconditional());
            endOfOpening(tag);
            branches.add(new Statement.If.Branch(condition, last ? bodyOf(open, "endif") : bodyOf(open, "elif", "else", "endif")));
            tag = take();
        }
        tag.reader().requireEnd();
        return new Statement.If(source, branches);
    }

    /** Jinja allows a colon, as Python has it. */
    private static void endOfOpening(JinjaPiece.Tag tag) {
        boolean unused = tag.reader().accept(":");
        tag.reader().requireEnd();
    }

    private Statement loop(JinjaPiece.Tag tag) {
        TagReader in = tag.reader();
        Target target = target(in, false);
        in.expectName("in");
        Expression items = names.add(in.unconditional());
        Expression filter = in.acceptName("if") ? item(in) : null;
        boolean recursive = in.acceptName("recursive");
        endOfOpening(tag);
        Statement.Body body = bodyOf(tag, "else", "endfor");
        JinjaPiece.Tag end = take();
        Statement.Body otherwise = null;
        if (end.name().equals("else")) {
            end.reader().requireEnd();
            otherwise = bodyOf(tag, "endfor");
            end = take();
        }
        end.reader().requireEnd();
        return new Loop(source, target, items, filter, recursive, body, otherwise);
    }

    private Statement set(JinjaPiece.Tag tag) {
        TagReader in = tag.reader();
        Target target = target(in, true);
        if (in.accept("=")) {
            Expression value = expression(in);
            in.requireEnd();
            return new Assignment.Set(source, target, value);
        }
        Expression filters = filters(in);
        in.requireEnd();
        Statement.Body body = bodyOf(tag, "endset");
        takeEnd();
        return new Assignment.SetBlock(source, target, filters, body);
    }

    private Statement with(JinjaPiece.Tag tag) {
        TagReader in = tag.reader();
        List<Target> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!in.atEnd()) {
            targets.add(simpleTarget(in, false));
            in.expect("=");
            values.add(item(in));
            if (!in.atEnd()) {
                in.expect(",");
            }
        }
        Statement.Body body = bodyOf(tag, "endwith");
        takeEnd();
        return new Statement.With(source, targets, values, body);
    }

    private Target target(TagReader in, boolean attributes) {
        int offset = in.offset();
        List<Target> targets = new ArrayList<>(List.of(simpleTarget(in, attributes)));
        boolean several = false;
        while (in.accept(",")) {
            several = true;
            if (in.isName("in") || in.is("=") || in.is(")") || in.atEnd()) {
                break;
            }
            targets.add(simpleTarget(in, attributes));
        }
        return several ? new Target.Several(targets, offset) : targets.get(0);
    }

    private Target simpleTarget(TagReader in, boolean attributes) {
        int offset = in.offset();
        if (in.accept("(")) {
            Target inner = target(in, attributes);
            in.expect(")");
            return inner;
        }
        String name = in.name();
        return attributes && in.accept(".") ? new Target.Attribute(name, in.name(), offset) : new Target.Name(name, offset);
    }

    /** The names that expressions read, collected where a macro has to know them. */
    static final class NamesUsed {
        private Set<String> names = new java.util.HashSet<>();

        Expression add(Expression expression) {
            names.addAll(expression.names());
            return expression;
        }

        Set<String> all() {
            return names;
        }

        /** Begins a collection of its own; returns the one so far, for {@link #end}. */
        Set<String> begin() {
            Set<String> before = names;
            names = new java.util.HashSet<>();
            return before;
        }

        void end(Set<String> before) {
            before.addAll(names);
            names = before;
        }
    }
}

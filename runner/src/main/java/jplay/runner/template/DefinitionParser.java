package jplay.runner.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jplay.runner.expression.Expression;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.TagReader;

/** Reads the statements that define or use functions of text: macros, calls, filters, blocks. */
final class DefinitionParser {
    private final JinjaParser parser;
    private final Source source;

    DefinitionParser(JinjaParser parser) {
        this.parser = parser;
        this.source = parser.source();
    }

    Statement statement(JinjaPiece.Tag tag) {
        return switch (tag.name()) {
            case "macro" -> macro(tag);
            case "call" -> call(tag);
            case "filter" -> filter(tag);
            default -> block(tag);
        };
    }

    private Statement macro(JinjaPiece.Tag tag) {
        TagReader in = tag.reader();
        String name = in.name();
        Set<String> before = parser.names().begin();
        List<Macros.Parameter> parameters = parameters(in);
        in.requireEnd();
        return new Macros.Define(definition(tag, name, parameters, "endmacro", before));
    }

    private Statement call(JinjaPiece.Tag tag) {
        TagReader in = tag.reader();
        Set<String> before = parser.names().begin();
        List<Macros.Parameter> parameters = in.is("(") ? parameters(in) : List.of();
        Expression call = in.call();
        in.requireEnd();
        Macros.Definition caller = definition(tag, "caller", parameters, "endcall", before);
        parser.names().add(call);
        return new Macros.Call(source, caller, call);
    }

    private Macros.Definition definition(
            JinjaPiece.Tag tag, String name, List<Macros.Parameter> parameters, String end, Set<String> before) {
        Statement.Body body = parser.bodyOf(tag, end);
        parser.takeEnd();
        Set<String> used = parser.names().all();
        Macros.Definition definition = new Macros.Definition(source, name, parameters, body, uses(used, parameters, "caller"),
                uses(used, parameters, "varargs"), uses(used, parameters, "kwargs"));
        parser.names().end(before);
        return definition;
    }

    private static boolean uses(Set<String> used, List<Macros.Parameter> parameters, String name) {
        return used.contains(name) && parameters.stream().noneMatch(parameter -> parameter.name().equals(name));
    }

    private List<Macros.Parameter> parameters(TagReader in) {
        List<Macros.Parameter> parameters = new ArrayList<>();
        in.expect("(");
        while (!in.accept(")")) {
            int offset = in.offset();
            String name = in.name();
            Expression otherwise = in.accept("=") ? parser.item(in) : null;
            if (otherwise == null && name.equals("caller")) {
                throw new ExpressionException("the parameter 'caller' needs a default, as in 'caller=none'", offset);
            }
            if (otherwise == null && !parameters.isEmpty() && parameters.get(parameters.size() - 1).otherwise() != null) {
                throw new ExpressionException("a parameter without a default must come before those with one", offset);
            }
            parameters.add(new Macros.Parameter(name, otherwise));
            if (!in.is(")")) {
                in.expect(",");
            }
        }
        return parameters;
    }

    private Statement filter(JinjaPiece.Tag tag) {
        Expression filters = parser.filters(tag.reader());
        if (filters == null) {
            throw new ExpressionException("the name of a filter is missing", tag.reader().offset());
        }
        tag.reader().requireEnd();
        Statement.Body body = parser.bodyOf(tag, "endfilter");
        parser.takeEnd();
        return new Macros.FilterBlock(source, filters, body);
    }

    private Statement block(JinjaPiece.Tag tag) {
        TagReader in = tag.reader();
        String name = in.name();
        boolean scoped = in.acceptName("scoped");
        boolean required = in.acceptName("required");
        scoped |= in.acceptName("scoped");
        in.requireEnd();
        Statement.Body body = parser.bodyOf(tag, "endblock");
        TagReader end = parser.take().reader();
        if (!end.atEnd()) {
            end.expectName(name);
            end.requireEnd();
        }
        Inheritance.Block block = new Inheritance.Block(source, name, scoped, required, body, tag.offset());
        check(block);
        return block;
    }

    private void check(Inheritance.Block block) {
        if (parser.blocks().putIfAbsent(block.name(), block) != null) {
            throw source.error(block.offset(), "there are two blocks '" + block.name() + "'");
        }
        boolean empty = block.body().statements().stream().allMatch(part -> part instanceof Statement.Text text && text.text().isBlank());
        if (block.required() && !empty) {
            throw source.error(block.offset(), "a block that is required can hold only whitespace and comments");
        }
    }
}

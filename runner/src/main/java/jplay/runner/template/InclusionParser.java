package jplay.runner.template;

import java.util.LinkedHashMap;
import java.util.Map;
import jplay.runner.expression.Expression;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.TagReader;

/** Reads the statements that bring in other templates. */
final class InclusionParser {
    private final JinjaParser parser;

    InclusionParser(JinjaParser parser) {
        this.parser = parser;
    }

    Statement statement(JinjaPiece.Tag tag) {
        TagReader in = tag.reader();
        Expression template = parser.expression(in);
        Statement statement = switch (tag.name()) {
            case "include" -> {
                boolean ignore = in.acceptNames("ignore", "missing");
                yield new Inclusion.Include(parser.source(), template, ignore, context(in, true), parser.includes());
            }
            case "import" -> {
                in.expectName("as");
                yield new Inclusion.Import(parser.source(), template, in.name(), context(in, false), parser.includes());
            }
            default -> from(in, template);
        };
        in.requireEnd();
        return statement;
    }

    private static boolean context(TagReader in, boolean otherwise) {
        return in.acceptNames("with", "context") || !in.acceptNames("without", "context") && otherwise;
    }

    private Statement from(TagReader in, Expression template) {
        in.expectName("import");
        Map<String, String> names = new LinkedHashMap<>();
        while (!in.atEnd()) {
            int offset = in.offset();
            boolean with = in.acceptNames("with", "context");
            if (with || in.acceptNames("without", "context")) {
                return new Inclusion.From(parser.source(), template, names, with, parser.includes());
            }
            String name = in.name();
            if (name.startsWith("_")) {
                throw new ExpressionException("names that begin with an underscore cannot be imported", offset);
            }
            names.put(in.acceptName("as") ? in.name() : name, name);
            if (!in.accept(",") && !in.atEnd() && !in.isName("with") && !in.isName("without")) {
                in.expect(",");
            }
        }
        return new Inclusion.From(parser.source(), template, names, false, parser.includes());
    }
}

package jplay.runner.vars;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.Value;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** The text of {@code jplay vars HOST [NAME]}: each value, the file and line that it comes from, and what it overrides. */
public final class VarsExplainer {
    private static final int WIDTH = 160;

    private VarsExplainer() {}

    /** All variables, sorted by name. */
    public static String all(Vars vars) {
        return new TreeSet<>(vars.names()).stream().map(name -> explain(vars, name)).collect(Collectors.joining());
    }

    /**
     * One variable, with its rendered value where that differs.
     *
     * @throws jplay.runner.source.ProblemException where there is none of that name
     */
    public static String one(Vars vars, String name, Function<String, @Nullable Object> render) {
        Value value = vars.get(name);
        if (value == null) {
            String close = Names.closest(name, vars.names());
            throw Problem.of("no-variable", "the variable '" + name + "' is not defined for this host", null,
                    close == null ? null : "did you mean '" + close + "'?").exception();
        }
        String text = explain(vars, name);
        String written = text(value);
        if (value instanceof Value.Written && written.contains("{{")) {
            text += "  renders as " + text(render.apply(name)) + "\n";
        }
        return text;
    }

    private static String explain(Vars vars, String name) {
        List<Vars.Found> found = vars.all(name);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < found.size(); i++) {
            Vars.Found each = found.get(i);
            String place = each.value().origin() + " (" + each.level().words() + ")";
            if (i == 0) {
                out.append(name).append(": ").append(text(each.value())).append("\n  from ").append(place).append('\n');
            } else {
                out.append("  overrides ").append(text(each.value())).append(" from ").append(place).append('\n');
            }
        }
        return out.toString();
    }

    private static String text(Value value) {
        return value instanceof Value.Written written ? text(written.node()) : text(value.raw());
    }

    private static String text(Node node) {
        boolean encrypted = node instanceof Node.Scalar scalar && scalar.tag().startsWith("!vault");
        return encrypted ? "(encrypted)" : text(InventoryPrinter.plain(node));
    }

    /** One line of YAML. */
    private static String text(@Nullable Object value) {
        String text = flow(value);
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…";
    }

    private static String flow(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case HostVars all -> "(the variables of every host)";
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(entry -> flow(entry.getKey()) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
            case Collection<?> list -> list.stream().map(VarsExplainer::flow).collect(Collectors.joining(", ", "[", "]"));
            case String text -> quoted(text);
            default -> value.toString();
        };
    }

    /** In quotes where it would otherwise be read as something else. */
    private static String quoted(String text) {
        Object plain = Node.Scalar.plain(text, jplay.runner.source.SourceSpan.file("")).value();
        boolean simple = text.equals(plain) && text.matches("[\\w./@+~%-][\\w ./@+~%:=-]*") && !text.contains(": ") && !text.endsWith(":");
        return simple ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}

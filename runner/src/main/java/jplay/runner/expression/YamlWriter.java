package jplay.runner.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as YAML, in the form that PyYAML gives them. */
public final class YamlWriter {
    private final int step;
    private final boolean sorted;
    private final @Nullable Boolean flow;
    private final YamlOutput out;

    /** Flow style: true always, false never, null for collections that hold no others. */
    public YamlWriter(int step, int width, boolean sorted, @Nullable Boolean flow) {
        this.step = step < 2 || step > 9 ? 2 : step;
        this.sorted = sorted;
        this.flow = flow;
        this.out = new YamlOutput(width);
    }

    /** The text, with a newline at its end. */
    public String write(@Nullable Object value) {
        if (value instanceof Map<?, ?> || value instanceof Collection<?>) {
            node(value, 0, 0, 0);
            return out.newline().text();
        }
        scalar(value, step, false, false);
        return out.newline().text();
    }

    private static boolean isCollection(@Nullable Object value) {
        return value instanceof Map<?, ?> || value instanceof Collection<?>;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map.isEmpty() : value instanceof Collection<?> c && c.isEmpty();
    }

    private boolean inFlow(@Nullable Object value) {
        if (isEmpty(value) || flow != null && flow) {
            return true;
        }
        Collection<?> children = value instanceof Map<?, ?> map ? map.values() : (Collection<?>) java.util.Objects.requireNonNull(value);
        return flow == null && children.stream().noneMatch(YamlWriter::isCollection);
    }

    /** Writes a collection whose lines begin at {@code indent}; {@code outer} is what its parent's lines begin at. */
    private void node(@Nullable Object value, int indent, int outer, int depth) {
        if (depth > 200) {
            throw new ExpressionException("the value is nested too deep, or holds itself");
        }
        if (inFlow(value)) {
            flow(value, outer + step, depth);
        } else if (value instanceof Map<?, ?> map) {
            mapping(map, indent, depth);
        } else {
            sequence((Collection<?>) java.util.Objects.requireNonNull(value), indent, depth);
        }
    }

    private void sequence(Collection<?> items, int indent, int depth) {
        boolean first = true;
        for (Object item : items) {
            if (!first) {
                out.newline();
            }
            first = false;
            out.padTo(indent).write("-");
            if (isCollection(item) && !inFlow(item)) {
                out.padTo(indent + step);
                node(item, indent + step, indent, depth + 1);
            } else {
                out.write(" ");
                leaf(item, indent, depth);
            }
        }
    }

    private void leaf(@Nullable Object value, int indent, int depth) {
        if (isCollection(value)) {
            node(value, indent + step, indent, depth + 1);
        } else {
            scalar(value, indent + step, false, false);
        }
    }

    private void mapping(Map<?, ?> map, int indent, int depth) {
        boolean first = true;
        for (Object key : keys(map)) {
            if (!first) {
                out.newline();
            }
            first = false;
            out.padTo(indent);
            key(key, indent);
            Object value = map.get(key);
            if (isCollection(value) && !inFlow(value)) {
                out.newline();
                node(value, value instanceof Map<?, ?> ? indent + step : indent, indent, depth + 1);
            } else {
                out.write(" ");
                leaf(value, indent, depth);
            }
        }
    }

    private void key(@Nullable Object key, int indent) {
        boolean simple = !(key instanceof String s) || s.length() < 123 && !s.contains("\n");
        if (simple) {
            scalar(key, indent + step, false, true);
        } else {
            out.write("? ");
            scalar(key, indent + step, false, false);
            out.newline().padTo(indent);
        }
        out.write(":");
    }

    private List<@Nullable Object> keys(Map<?, ?> map) {
        List<@Nullable Object> keys = new ArrayList<>(map.keySet());
        if (sorted) {
            try {
                keys.sort(Values::compare);
            } catch (ExpressionException e) {
                return new ArrayList<>(map.keySet());
            }
        }
        return keys;
    }

    private void flow(@Nullable Object value, int indent, int depth) {
        boolean map = value instanceof Map<?, ?>;
        out.write(map ? "{" : "[");
        boolean first = true;
        for (Object item : value instanceof Map<?, ?> m ? keys(m) : Values.list(value)) {
            if (!first) {
                out.write(",");
                out.separate(indent);
            } else if (out.isWide()) {
                out.breakLine(indent);
            }
            first = false;
            if (value instanceof Map<?, ?> m) {
                flowItem(item, indent, true, depth);
                out.write(": ");
                flowItem(m.get(item), indent, false, depth);
            } else {
                flowItem(item, indent, false, depth);
            }
        }
        out.write(map ? "}" : "]");
    }

    private void flowItem(@Nullable Object item, int indent, boolean key, int depth) {
        if (isCollection(item)) {
            node(item, indent, indent, depth + 1);
        } else {
            scalar(item, indent + step, true, key);
        }
    }

    private void scalar(@Nullable Object raw, int indent, boolean inFlow, boolean key) {
        Object value = Values.of(Values.require(raw));
        if (!(value instanceof String text)) {
            out.write(YamlScalar.plain(value));
            return;
        }
        switch (YamlScalar.style(text, inFlow, key)) {
            case PLAIN -> out.plain(text, indent, !key);
            case SINGLE -> out.single(text, indent, !key);
            case DOUBLE -> out.quoted(text, indent, !key);
        }
    }
}

package jplay.runner.template;

import java.util.List;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Globals;
import jplay.runner.expression.Unknown;
import jplay.runner.expression.Values;
import org.jspecify.annotations.Nullable;

/** What a statement assigns to. */
sealed interface Target {
    int offset();

    void assign(Source source, Frame frame, @Nullable Object value);

    record Name(String name, int offset) implements Target {
        @Override
        public void assign(Source source, Frame frame, @Nullable Object value) {
            frame.set(name, value);
        }
    }

    /** {@code namespace.name}. */
    record Attribute(String namespace, String name, int offset) implements Target {
        @Override
        public void assign(Source source, Frame frame, @Nullable Object value) {
            if (!(frame.get(namespace) instanceof Globals.Namespace found)) {
                throw source.error(offset, "'" + namespace + "' is no namespace, so its attribute cannot be set; make it one with "
                        + "'set " + namespace + " = namespace()'");
            }
            found.set(name, value);
        }
    }

    record Several(List<Target> targets, int offset) implements Target {
        @Override
        public void assign(Source source, Frame frame, @Nullable Object value) {
            if (value instanceof Unknown) {
                targets.forEach(target -> target.assign(source, frame, value));
                return;
            }
            List<@Nullable Object> values = source.at(offset, () -> unpack(value));
            for (int i = 0; i < targets.size(); i++) {
                targets.get(i).assign(source, frame, values.get(i));
            }
        }

        private List<@Nullable Object> unpack(@Nullable Object value) {
            List<@Nullable Object> values = Values.list(value);
            if (values.size() != targets.size()) {
                throw new ExpressionException("expected " + targets.size() + " values to unpack, got " + values.size());
            }
            return values;
        }
    }
}

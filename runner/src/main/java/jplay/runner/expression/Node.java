package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of an expression that has a value. */
sealed interface Node permits Node.Literal, Node.Name, Node.Items, Node.Dict, Operation, Selection {
    int offset();

    @Nullable Object evaluate(Scope scope);

    /** The value; an error without a place gets this node's. */
    default @Nullable Object value(Scope scope) {
        try {
            return evaluate(scope);
        } catch (ExpressionException e) {
            throw e.at(offset());
        }
    }

    /** The value, where one that is not known yet stays within what holds it. */
    default @Nullable Object part(Scope scope) {
        try {
            return value(scope);
        } catch (UnknownException e) {
            return e.unknown();
        }
    }

    record Literal(@Nullable Object constant, int offset) implements Node {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return constant;
        }
    }

    record Name(String name, int offset) implements Node {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            Object value = scope.get(name);
            if (!(value instanceof Undefined undefined)) {
                return Values.of(value);
            }
            Object global = Globals.find(name);
            return global != null ? global : undefined.with(scope.names(), offset);
        }
    }

    record Items(List<Node> items, boolean tuple, int offset) implements Node {
        @Override
        public Object evaluate(Scope scope) {
            List<@Nullable Object> values = new ArrayList<>(items.size());
            for (Node item : items) {
                values.add(item.part(scope));
            }
            return tuple ? Tuple.copyOf(values) : values;
        }
    }

    record Dict(List<Node> keys, List<Node> values, int offset) implements Node {
        @Override
        public Object evaluate(Scope scope) {
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                map.put(Values.require(keys.get(i).value(scope)), values.get(i).part(scope));
            }
            return map;
        }
    }
}

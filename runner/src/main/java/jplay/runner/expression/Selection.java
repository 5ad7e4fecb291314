package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reaching into values, calls, filters and tests. */
sealed interface Selection extends Node {
    /** {@code base.name}: a method, an attribute or a key. */
    record Attribute(Node base, String name, int offset) implements Selection {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            Object from = base.value(scope);
            Object value = Access.attribute(from, name);
            return value instanceof Undefined u && u != from ? u.of(base).with(Access.names(from), offset) : Values.of(value);
        }
    }

    /** {@code base[key]}. */
    record Item(Node base, Node key, int offset) implements Selection {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            Object from = base.value(scope);
            Object value = Access.item(from, Values.require(key.value(scope)));
            return value instanceof Undefined u && u != from ? u.of(base).with(Access.names(from), offset) : Values.of(value);
        }
    }

    record Slice(Node base, @Nullable Node start, @Nullable Node stop, @Nullable Node step, int offset) implements Selection {
        @Override
        public Object evaluate(Scope scope) {
            Object from = Values.require(base.value(scope));
            return Access.slice(from, bound(start, scope), bound(stop, scope), bound(step, scope));
        }

        private static @Nullable Object bound(@Nullable Node node, Scope scope) {
            return node == null ? null : Values.require(node.value(scope));
        }
    }

    /** The arguments as written; a star marks those to be spread. */
    record Arguments(List<Node> positional, Map<String, Node> named, List<Node> starred, List<Node> doubleStarred) {
        static final Arguments NONE = new Arguments(List.of(), Map.of(), List.of(), List.of());

        Args evaluate(Scope scope) {
            List<@Nullable Object> values = new ArrayList<>(positional.size());
            positional.forEach(node -> values.add(node.part(scope)));
            starred.forEach(node -> values.addAll(Values.list(node.value(scope))));
            if (named.isEmpty() && doubleStarred.isEmpty()) {
                return new Args(values, Map.of(), scope);
            }
            Map<String, @Nullable Object> names = new LinkedHashMap<>();
            named.forEach((name, node) -> names.put(name, node.part(scope)));
            doubleStarred.forEach(node -> Values.map(node.value(scope)).forEach((k, v) -> names.put(Values.str(k), v)));
            return new Args(values, names, scope);
        }
    }

    record Call(Node target, Arguments arguments, int offset) implements Selection {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            if (target instanceof Attribute attribute) {
                return callMethod(attribute, scope);
            }
            return invoke(target.value(scope), arguments.evaluate(scope));
        }

        private @Nullable Object callMethod(Attribute attribute, Scope scope) {
            Object self = attribute.base().value(scope);
            if (self instanceof Undefined undefined) {
                throw undefined.error();
            }
            Object method = Access.method(Values.require(self), attribute.name());
            Object target = method != null ? method : Access.attribute(self, attribute.name());
            if (target instanceof Undefined) {
                throw new ExpressionException(Values.type(self) + " has no method '" + attribute.name() + "'"
                        + CloseNames.suggestion(attribute.name(), Methods.names(self)), attribute.offset());
            }
            return invoke(target, arguments.evaluate(scope));
        }

        private @Nullable Object invoke(@Nullable Object target, Args args) {
            if (!(Values.require(target) instanceof Callable callable)) {
                throw new ExpressionException(Values.type(target) + " cannot be called");
            }
            return Values.of(Failures.explain(label(), () -> callable.call(args)));
        }

        private String label() {
            return switch (target) {
                case Attribute attribute -> attribute.name() + "()";
                case Name name -> List.of("lookup", "query", "q").contains(name.name()) ? "" : name.name() + "()";
                default -> "the call";
            };
        }
    }

    record Filtered(Node operand, String name, Filter filter, Arguments arguments, int offset) implements Selection {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            boolean tolerant = Filters.takesUndefined(name);
            Object value = tolerant ? operand.value(scope) : Values.require(operand.value(scope));
            Args args = arguments.evaluate(scope);
            return Values.of(Failures.explain("filter '" + name + "'", () -> {
                FilterParameters.check(name, args);
                return filter.apply(value, args);
            }));
        }
    }

    record Tested(Node operand, String name, Test test, boolean negated, Arguments arguments, int offset) implements Selection {
        @Override
        public Object evaluate(Scope scope) {
            boolean tolerant = Tests.takesUndefined(name);
            Object value = tolerant ? operand.part(scope) : Values.require(operand.value(scope));
            Args args = arguments.evaluate(scope);
            return negated != Failures.explain("test '" + name + "'", () -> test.test(value, args));
        }
    }
}

package jplay.runner.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators. */
sealed interface Operation extends Node {
    record Binary(String operator, Node left, Node right, int offset) implements Operation {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return Operators.binary(operator, Values.require(left.value(scope)), Values.require(right.value(scope)));
        }
    }

    record Concat(List<Node> parts, int offset) implements Operation {
        @Override
        public Object evaluate(Scope scope) {
            StringBuilder out = new StringBuilder();
            for (Node part : parts) {
                out.append(Values.str(part.value(scope)));
            }
            return out.toString();
        }
    }

    record Unary(String operator, Node operand, int offset) implements Operation {
        @Override
        public Object evaluate(Scope scope) {
            Object value = Values.require(operand.value(scope));
            if (!Numbers.isNumber(value) || value == null) {
                throw new ExpressionException("'" + operator + "' needs a number, not " + Values.type(value));
            }
            return operator.equals("-") ? Numbers.negate(value) : Numbers.add(value, 0L);
        }
    }

    record Not(Node operand, int offset) implements Operation {
        @Override
        public Object evaluate(Scope scope) {
            return !Values.truth(operand.value(scope));
        }
    }

    /** {@code and}, {@code or}: the value that decides. */
    record Logic(boolean or, Node left, Node right, int offset) implements Operation {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            Object first = left.part(scope);
            if (!(first instanceof Unknown)) {
                return Values.truth(first) == or ? first : right.value(scope);
            }
            Object second = right.part(scope);
            boolean decided = !(second instanceof Unknown) && Values.truth(second) == or;
            return decided ? (Object) or : first;
        }
    }

    record Conditional(Node condition, Node then, @Nullable Node otherwise, int offset) implements Operation {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            if (Values.truth(condition.value(scope))) {
                return then.value(scope);
            }
            return otherwise != null ? otherwise.value(scope) : Undefined.blank();
        }
    }

    /** {@code a < b < c}: each neighbour is compared, each operand evaluated once. */
    record Comparison(Node first, List<String> operators, List<Node> operands, int offset) implements Operation {
        @Override
        public Object evaluate(Scope scope) {
            Object left = Values.require(first.value(scope));
            for (int i = 0; i < operands.size(); i++) {
                Object right = Values.require(operands.get(i).value(scope));
                if (!Operators.compare(operators.get(i), left, right)) {
                    return false;
                }
                left = right;
            }
            return true;
        }
    }
}

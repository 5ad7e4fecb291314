package jplay.runner.expression;

import java.time.DateTimeException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns what Java throws at unfit values into messages. */
final class Failures {
    private Failures() {}

    static <T extends @Nullable Object> T explain(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (ExpressionException e) {
            throw e.offset() >= 0 || e instanceof UndefinedException || what.isEmpty() ? e : new ExpressionException(what + ": " + e.message());
        } catch (UnsupportedOperationException e) {
            throw new ExpressionException(what + ": this value cannot be changed");
        } catch (ClassCastException e) {
            throw new ExpressionException(what + " does not take a value of this type");
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | DateTimeException e) {
            throw new ExpressionException(what + ": " + e.getMessage());
        } catch (StackOverflowError e) {
            throw new ExpressionException(what + ": the value is nested too deep, or holds itself");
        }
    }
}

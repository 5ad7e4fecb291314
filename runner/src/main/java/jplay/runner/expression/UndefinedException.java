package jplay.runner.expression;

/** Something undefined was used. */
public final class UndefinedException extends ExpressionException {
    private static final long serialVersionUID = 1L;

    public UndefinedException(String message, int offset) {
        super(message, offset);
    }

    @Override
    public UndefinedException at(int place) {
        return offset() >= 0 ? this : new UndefinedException(message(), place);
    }
}

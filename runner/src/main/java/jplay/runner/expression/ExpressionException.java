package jplay.runner.expression;

/** An expression that cannot be read or has no value; {@link #offset()} is where in its source, -1 if not known. */
public class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    public ExpressionException(String message, int offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    public ExpressionException(String message) {
        this(message, -1);
    }

    public int offset() {
        return offset;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    /** The same error, at this place unless a closer one is known. */
    public ExpressionException at(int place) {
        return offset >= 0 ? this : new ExpressionException(message(), place);
    }
}

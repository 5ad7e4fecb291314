package jplay.runner.expression;

/** The value of {@code omit}: the parameter that has it is left out. */
public enum Omit {
    OMIT;

    @Override
    public String toString() {
        return "omit";
    }
}

package jplay.runner.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dict of which some values are known before a real run; to expressions, all that it does not hold is unknown. */
public final class Partial extends LinkedHashMap<String, @Nullable Object> {
    private static final long serialVersionUID = 1;
    private final transient Unknown rest;

    public Partial(Map<String, ? extends @Nullable Object> known, Unknown rest) {
        super(known);
        this.rest = rest;
    }

    /** What it does not hold. */
    public Unknown rest() {
        return rest;
    }
}

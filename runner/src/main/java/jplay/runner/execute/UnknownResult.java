package jplay.runner.execute;

import java.util.LinkedHashMap;
import jplay.runner.expression.Unknown;
import org.jspecify.annotations.Nullable;

/** The result of a task that check mode cannot foretell. */
final class UnknownResult extends LinkedHashMap<String, @Nullable Object> {
    private static final long serialVersionUID = 1;
    private final transient Unknown unknown;

    UnknownResult(Unknown unknown) {
        this.unknown = unknown;
    }

    Unknown unknown() {
        return unknown;
    }
}

package jplay.runner.template;

import jplay.runner.expression.Unknown;

/** Carries an unknown value out of a rendering that needs it. */
final class UnknownInTemplate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Unknown unknown;

    UnknownInTemplate(Unknown unknown) {
        super(unknown.reason(), null, false, false);
        this.unknown = unknown;
    }

    Unknown unknown() {
        return unknown;
    }
}

package jplay.runner.expression;

/** A value that only a real run can tell, and why; whatever is computed from it is unknown too. */
public record Unknown(String reason) {}

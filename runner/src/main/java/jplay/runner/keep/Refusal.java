package jplay.runner.keep;

/** Why a host is left as it is; the text is for the user. */
public record Refusal(String why, boolean unreachable) {}

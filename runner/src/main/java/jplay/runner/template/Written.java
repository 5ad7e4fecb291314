package jplay.runner.template;

/** A text that writes out a list, a dict or a truth, and that value: what it counts as depends on what is wanted. */
public record Written(String text, Object value) {}

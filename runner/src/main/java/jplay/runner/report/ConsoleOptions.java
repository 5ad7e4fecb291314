package jplay.runner.report;

/**
 * How the console is to look.
 *
 * @param columns the terminal's width
 * @param live whether a last line shows what is going on; for terminals
 * @param verbosity 1: results, 2: positions, too, 3: times, too
 */
public record ConsoleOptions(int columns, boolean colours, boolean live, int verbosity) {}

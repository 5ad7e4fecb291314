package jplay.runner.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** A command line as options and words. */
record Parsed(CommandLine line, ParseResult result) {

    boolean has(String option) {
        return result.hasMatchedOption(option);
    }

    @Nullable String text(String option) {
        return result.matchedOptionValue(option, (String) null);
    }

    List<String> texts(String option) {
        return result.matchedOptionValue(option, List.of());
    }

    int count(String option) {
        return result.matchedOptionValue(option, new boolean[0]).length;
    }

    List<String> words() {
        return result.matchedPositionalValue(0, List.of());
    }

    String usage(int columns) {
        line.setUsageHelpWidth(Math.max(80, Math.min(columns, 120)));
        return line.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
}

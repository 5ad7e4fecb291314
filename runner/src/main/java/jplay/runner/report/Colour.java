package jplay.runner.report;

import java.util.stream.Collectors;

/** Ansible's colours. */
enum Colour {
    NONE(""),
    OK("0;32"),
    CHANGED("0;33"),
    SKIPPED("0;36"),
    FAILED("0;31"),
    UNREACHABLE("1;31"),
    WARNING("1;35"),
    DETAIL("1;30"),
    INCLUDED("0;36"),
    ADDED("0;32"),
    REMOVED("0;31"),
    HUNK("0;36");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    /** Text in this colour, each line for itself so that a pager shows it right. */
    String paint(String text, boolean colours) {
        if (!colours || this == NONE || text.isEmpty()) {
            return text;
        }
        String painted = text.lines()
                .map(line -> line.isEmpty() ? line : "\033[" + code + "m" + line + "\033[0m")
                .collect(Collectors.joining("\n"));
        return text.endsWith("\n") ? painted + "\n" : painted;
    }
}

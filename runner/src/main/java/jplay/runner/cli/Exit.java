package jplay.runner.cli;

import java.util.List;
import java.util.Set;
import jplay.runner.source.Problem;

/** Exit codes, by Ansible's table. */
final class Exit {
    static final int OK = 0;
    static final int ERROR = 1;
    static final int FAILED_HOSTS = 2;
    static final int PARSE_ERROR = 4;
    static final int BAD_OPTIONS = 5;
    static final int INTERRUPTED = 99;
    static final int UNEXPECTED = 250;

    /** What Ansible calls an error though nothing that was written is wrong. */
    private static final Set<String> ERRORS = Set.of("no-playbook", "no-hosts-left");

    private Exit() {}

    /** What {@code --detailed-exitcode} makes of the code of a check run. */
    static int detailed(int exit, boolean changes) {
        return exit == FAILED_HOSTS ? ERROR : exit == OK && changes ? FAILED_HOSTS : exit;
    }

    /** The code for a run that problems have ended before it began. */
    static int of(List<Problem> problems) {
        return problems.stream().allMatch(problem -> ERRORS.contains(problem.code())) ? ERROR : PARSE_ERROR;
    }
}

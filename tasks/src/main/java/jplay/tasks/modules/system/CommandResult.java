package jplay.tasks.modules.system;

import java.util.List;
import jplay.tasks.contract.Param;
import org.jspecify.annotations.Nullable;

/** What command, shell, script and raw register. */
public record CommandResult(
        @Param("The command: a list of words for command, text for shell.") @Nullable Object cmd,
        @Param("Its exit status.") @Nullable Integer rc,
        @Param("Its standard output.") String stdout,
        @Param("Its standard error.") String stderr,
        @Param("Its standard output, by lines.") List<String> stdoutLines,
        @Param("Its standard error, by lines.") List<String> stderrLines,
        @Param("When it began.") @Nullable String start,
        @Param("When it ended.") @Nullable String end,
        @Param("How long it took.") @Nullable String delta,
        @Param("What went wrong, or why it was not run.") @Nullable String msg) {

    /** Where there is nothing to run. */
    static CommandResult none() {
        return new CommandResult(null, 256, "", "", List.of(), List.of(), null, null, null, null);
    }

    CommandResult withoutCommand() {
        return new CommandResult(null, rc, stdout, stderr, stdoutLines, stderrLines, null, null, null, "".equals(msg) ? null : msg);
    }

    static CommandResult notRun(@Nullable Object cmd, String stdout, String msg) {
        return new CommandResult(cmd, 0, stdout, "", stdout.isEmpty() ? List.of() : List.of(stdout), List.of(), null, null, null, msg);
    }
}

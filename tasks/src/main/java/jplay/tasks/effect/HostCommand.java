package jplay.tasks.effect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.CommandRead;
import jplay.tasks.read.FilePaths;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program of the host that changes it.
 *
 * @param command shell text; may hold secrets for built-ins alone
 * @param after what is known afterwards, by subject
 * @param file a file that the command finds in {@code $JPLAY_UPLOAD}, or null
 */
public record HostCommand(String command, String describe, Map<Read.Subject, Answer<?>> after, @Nullable Upload file)
        implements Effect {

    public HostCommand {
        after = Map.copyOf(after);
    }

    public static HostCommand of(List<String> argv) {
        return of(Shell.quote(argv), String.join(" ", argv));
    }

    public static HostCommand of(String command, String describe) {
        return new HostCommand(command, describe, Map.of(), null);
    }

    /** Afterwards this read says that. */
    public HostCommand makes(CommandRead read, String output) {
        return makes(read.about(), Answer.known(Output.of(0, output, "")));
    }

    /** Afterwards this read fails with that status. */
    public HostCommand breaks(CommandRead read, int exit) {
        return makes(read.about(), Answer.known(Output.of(exit, "", "")));
    }

    public HostCommand makes(Read.Subject subject, Answer<?> answer) {
        Map<Read.Subject, Answer<?>> all = new HashMap<>(after);
        all.put(subject, answer);
        return new HostCommand(command, describe, all, file);
    }

    /** Afterwards nobody can foretell what is below this path. */
    public HostCommand hides(String path, String why) {
        return makes(new Read.Subject("hidden", path), Answer.later(why));
    }

    public HostCommand with(Upload upload) {
        return new HostCommand(command, describe, after, upload);
    }

    @Override
    public String script() {
        return "PATH=$PATH:/usr/sbin:/sbin\n" + command;
    }

    @Override
    public Optional<Upload> upload() {
        return Optional.ofNullable(file);
    }

    @Override
    public void predict(Pending pending) {
        after.forEach((subject, answer) -> {
            if (subject.kind().equals("hidden") && answer instanceof Answer.Unknown<?>(String why, boolean later)) {
                pending.hide(FilePaths.clean(subject.name()), why);
            } else {
                pending.put(subject, answer);
            }
        });
    }

    @Override
    public String toString() {
        return "HostCommand[" + describe + "]";
    }
}

package jplay.runner.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jplay.runner.event.Listener;
import jplay.runner.event.Redactor;
import jplay.runner.keep.KeptPlan;
import org.jspecify.annotations.Nullable;

/** What does the work behind the command line. Input that is wrong is thrown as problems. */
interface Backend {

    /**
     * What a call may use.
     *
     * @param listener hears what happens
     * @param redactor takes the secrets that become known
     * @param out for what is listed rather than run
     */
    record Session(Invocation invocation, Listener listener, Redactor redactor, Prompt prompt, PrintStream out) {}

    /** A task of {@code jplay adhoc}; {@code keywords} are those of the task beside its module. */
    record AdHoc(String pattern, String module, String arguments, Map<String, String> keywords) {}

    /**
     * What {@code jplay inventory} is asked for.
     *
     * @param host null but for {@code --host}
     * @param output the file to write, or null for standard output
     */
    record InventoryView(boolean list, boolean graph, @Nullable String host, boolean export, boolean vars, boolean yaml, @Nullable String pattern,
            @Nullable String output) {}

    /** Runs playbooks, or lists what they have; returns the exit code. */
    int play(Session session, List<Path> playbooks);

    /** Runs playbooks in check mode, then for real, and compares; returns the exit code. */
    int rehearse(Session session, List<Path> playbooks);

    /** Runs playbooks as far as a kept plan has what they do; returns the exit code. */
    int apply(Session session, List<Path> playbooks, KeptPlan plan);

    /** Runs one task; returns the exit code. */
    int adhoc(Session session, AdHoc task);

    /** Prints a host's variables and where each came from; returns the exit code. */
    int vars(Session session, String host, @Nullable String name);

    /** Prints the inventory; returns the exit code. */
    int inventory(Session session, InventoryView view);

    /** Ends a run from another thread (Ctrl-C): commands on the hosts are ended, and {@link #play} returns 99. */
    void interrupt();
}

package jplay.tasks.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the control machine offers to a module: its files, the renderer, the task's variables, an HTTP client.
 * Implemented by the runner.
 */
public interface Control {

    /**
     * Finds a file as Ansible does: in the role's {@code subdirectory} (files, templates, vars …), the role itself, the
     * tasks file's directory, then beside the playbook.
     *
     * @throws ModuleFailure that lists where it was looked for
     */
    Path find(String name, String subdirectory);

    /** Like {@link #find}, but null where there is none. */
    @Nullable Path findOrNull(String name, String subdirectory);

    /**
     * In check mode, what an earlier task would have put at this path; null where none would, and always in a real run.
     * A file that {@link #find} found may be there only in this sense.
     */
    default @Nullable Foreseen foreseen(Path file) {
        return null;
    }

    /**
     * A file of the control machine that is yet to be written.
     *
     * @param content its bytes
     * @param mode its permission bits
     */
    record Foreseen(Content content, int mode) {}

    /** A file's content, decrypted where it is a vault file. */
    default Content open(Path file) {
        return Content.of(file);
    }

    /**
     * Renders a template file ({@code .mustache} or Jinja).
     *
     * @param extra variables that go before the task's own
     * @throws ModuleFailure with the template's name, line and column
     * @throws NotKnownYet in check mode, where the text depends on what only a real run can tell
     */
    String render(Path template, Map<String, Object> extra, TemplateOptions options);

    /**
     * Evaluates an expression, as in {@code when}.
     *
     * @throws ModuleFailure where it is wrong or uses something undefined
     */
    @Nullable Object evaluate(String expression);

    /** Whether an expression is true, as {@code when} judges. */
    boolean test(String expression);

    /** Renders a value: strings with {@code {{ }}}, lists and dicts leaf by leaf. */
    @Nullable Object render(@Nullable Object value);

    /** A variable's rendered value, or null where there is none. */
    @Nullable Object variable(String name);

    /** All variables of the task, unrendered until looked at. */
    Map<String, Object> variables();

    /** Reads a YAML or JSON file of variables, as {@code include_vars} does: vault and all. */
    Map<String, Object> readVars(Path file);

    /**
     * The documents of a YAML text, as plain values.
     *
     * @param name of the text, for messages
     * @throws ModuleFailure with line and column
     */
    default List<Object> documents(String text, String name) {
        throw new UnsupportedOperationException("no YAML here");
    }

    /** Runs a program of the control machine, without input; for what only that can tell or do. */
    default Output run(List<String> argv) {
        throw new UnsupportedOperationException("no programs here");
    }

    /** Fetches URLs from the control machine; a file is fetched once for all hosts of a run. */
    Http http();

    /** The names of the hosts of the play that are still in it. */
    List<String> playHosts();

    /** Whether this task's connection is the control machine itself. */
    boolean isLocal();

    /** Asks the user at the terminal, for {@code pause}; returns "" where there is no terminal. */
    String prompt(String text, boolean echo);

    /**
     * What came of a job that this run started on this host, by what it left there; null where this run knows nothing
     * of it.
     *
     * @param left null where the host has nothing of it
     */
    default @Nullable Map<String, Object> job(String id, @Nullable Output left) {
        return null;
    }

    /** Shows a line to the user, now; it is no result. */
    default void say(String text) {}

    /** Waits, and returns early when the run is interrupted. */
    void sleep(java.time.Duration duration);

    /** How a template file is to be read. */
    record TemplateOptions(
            boolean trimBlocks,
            boolean lstripBlocks,
            String newline,
            @Nullable String variableStart,
            @Nullable String variableEnd,
            @Nullable String blockStart,
            @Nullable String blockEnd,
            @Nullable String commentStart,
            @Nullable String commentEnd) {
        public static final TemplateOptions DEFAULT = new TemplateOptions(true, false, "\n", null, null, null, null);

        /** With Jinja's own comment marks. */
        public TemplateOptions(
                boolean trimBlocks,
                boolean lstripBlocks,
                String newline,
                @Nullable String variableStart,
                @Nullable String variableEnd,
                @Nullable String blockStart,
                @Nullable String blockEnd) {
            this(trimBlocks, lstripBlocks, newline, variableStart, variableEnd, blockStart, blockEnd, null, null);
        }
    }

    /** An HTTP client on the control machine. */
    interface Http {
        /**
         * Fetches a URL into a cache of this run and returns the content.
         *
         * @throws ModuleFailure with the status or the network's error
         */
        Content fetch(String url, Map<String, String> headers, java.time.Duration timeout);

        /** Likewise; without {@code validate}, also from a server whose certificate nobody vouches for. */
        default Content fetch(String url, Map<String, String> headers, java.time.Duration timeout, boolean validate) {
            if (!validate) {
                throw new UnsupportedOperationException("no such servers here");
            }
            return fetch(url, headers, timeout);
        }
    }
}

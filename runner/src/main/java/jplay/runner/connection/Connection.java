package jplay.runner.connection;

import jplay.tasks.contract.Content;
import org.jspecify.annotations.Nullable;

/** One host, connected. Thread safe: requests of several threads run side by side, each in a shell of its own. */
public interface Connection extends AutoCloseable {

    Target target();

    /** Runs a script to its end. A script that fails is a reply; an exception means that its end is not known. */
    Reply run(Request request) throws ConnectionException;

    /**
     * Writes a new file of mode 0600, replacing what is at {@code path}; memory use does not depend on the size. A cut
     * leaves no file or a shorter one, so {@code path} is a temporary name and the caller renames.
     *
     * @return not {@link Reply#ok} when the host could not write, with its words in {@link Reply#err}
     */
    Reply upload(Content content, String path, @Nullable Become become) throws ConnectionException;

    /** Kills what runs on the host; those who wait for it get {@link ConnectionException.Kind#INTERRUPTED}. */
    void interrupt();

    /** Whether the host can still be reached, as far as is known. */
    boolean alive();

    @Override
    void close();
}

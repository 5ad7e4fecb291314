package jplay.tasks.contract;

import java.util.Optional;

/**
 * A change to a host, as data: an implementation is a record. It knows the shell that applies it, and how the host
 * looks afterwards.
 */
public interface Effect {

    /**
     * Shell text that makes the change, for POSIX {@code sh} with the functions of {@link ShellLibrary}; runs in a
     * subshell of its own with standard input from {@code /dev/null}. A non-zero exit status is a failure, whose message
     * is the standard error. Secrets may stand in the text (it is no process's argument), but must not become arguments
     * of the commands that it runs, other than of shell built-ins.
     */
    String script();

    /**
     * Bytes that have to be on the host before the script runs. Small ones are sent along; large ones are streamed to
     * a temporary file. Either way the script finds them in the file {@code "$JPLAY_UPLOAD"} (mode 0600, beside the
     * given directory so that a rename is atomic) and moves or removes it.
     */
    default Optional<Upload> upload() {
        return Optional.empty();
    }

    /**
     * A file that is to outlast a loss of power. The engine has the disk keep all such files together, at the end of
     * the run: the script finds {@code $JPLAY_LATER} set and leaves that out.
     */
    default Optional<String> keeps() {
        return Optional.empty();
    }

    /** Puts what the host looks like afterwards over {@code pending}. */
    void predict(Pending pending);

    /**
     * Whether {@link #predict} tells all that reads of the same module could see of it. Such effects of a loop's items
     * go in one request; any other is applied before the next item is looked at.
     */
    default boolean isForeseen() {
        return false;
    }

    /**
     * Whether a task counts as changed by it. False for what only refreshes what the host has cached of itself
     * (systemd's daemon-reload, a package index): such an effect is applied, and left out in check mode, and a task
     * that has no others is ok.
     */
    default boolean changes() {
        return true;
    }

    /**
     * In check mode: whether the host will surely be another afterwards. False for content that is not known yet and
     * may be what is there already.
     */
    default boolean isCertain() {
        return true;
    }

    /**
     * A name in it that was made by chance, as that of a temporary file: deciding once more comes to another. A kept
     * plan takes one such name for the other.
     */
    default Optional<String> byChance() {
        return Optional.empty();
    }

    /** What it does, in a few words for error messages: {@code "write /etc/motd"}. Without secrets. */
    String describe();

    /** Content and the absolute path near which (in whose directory) it is to be put. */
    record Upload(Content content, String near) {}
}

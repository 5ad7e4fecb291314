package jplay.tasks.contract;

/** A task cannot be done; the message is for the user: what is wrong, where, and the likely mend. */
public final class ModuleFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ModuleFailure(String message) {
        super(message, null, false, false);
    }
}

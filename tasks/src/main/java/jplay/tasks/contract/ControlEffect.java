package jplay.tasks.contract;

import java.io.IOException;

/**
 * A change to the control machine itself, as {@code fetch} makes: the engine applies it there, in its turn. What it
 * predicts is laid over the control machine's files.
 */
public interface ControlEffect extends Effect {

    /** Makes the change. The message of an exception is shown to the user after {@link #describe}. */
    void applyOnControl() throws IOException;

    @Override
    default String script() {
        return "";
    }

}

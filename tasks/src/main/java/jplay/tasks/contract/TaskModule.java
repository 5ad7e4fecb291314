package jplay.tasks.contract;

/**
 * A task module: a pure function from parameters and what is known of a host to what should change. It does no I/O of
 * its own; the engine answers its reads, applies its effects, and knows about check mode, loops and connections.
 *
 * <p>An implementation is a public class with a public no-argument constructor, annotated with {@link Module} and
 * {@code @AutoService(TaskModule.class)}. {@code P} is a record whose components carry {@link Param}.
 */
public interface TaskModule<P extends Record> {

    /** What has to be known of the host before deciding. Pure; called with parameters that were bound and validated. */
    default Reads reads(P params) {
        return Reads.NONE;
    }

    /**
     * Decides. Pure, apart from what {@code control} is asked. May be called several times: again after a {@link
     * Plan.More}, and in check mode against a host as it would be by then.
     *
     * @throws ModuleFailure where the task cannot be done; the same as returning {@link Plan.Failed}
     */
    Plan plan(P params, HostState state, Control control);
}

package jplay.tasks.contract;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a module decided. Results are records of the module's own (or a {@code Map<String, Object>} where the names are
 * not known beforehand); component names become snake case, {@code null} components are left out, nested records become
 * dicts. The engine adds {@code changed}, {@code failed}, {@code diff} and the like.
 */
public sealed interface Plan {

    /** The host is as wanted. */
    record InSync(Object result) implements Plan {}

    /**
     * Effects are needed. They are applied in order, in one request, and the first failing one ends the task.
     *
     * @param after reads that are asked in the same request when all effects were applied
     * @param then makes the result of what was applied; in check mode it gets no outputs and the predicted state
     */
    record Change(List<Effect> effects, Diff diff, Reads after, Function<Applied, Object> then) implements Plan {
        public static Change of(List<? extends Effect> effects, Diff diff, Object result) {
            return new Change(List.copyOf(effects), diff, Reads.NONE, applied -> result);
        }
    }

    /** More has to be known first; {@code plan} is called again with the old and the new answers. */
    record More(Reads reads) implements Plan {}

    /**
     * Only running tells (command, shell): {@code run} is applied, and {@code then} judges its output. In check mode
     * it is not run, and its result is unknown.
     *
     * @param changes whether it counts as a change when it succeeds, or null where that is not known beforehand either
     * @param rehearsal what is run in check mode in place of it and changes nothing, or null
     * @param unrun what it comes to where this task alone is checked, in a run that changes hosts: skipped unless it
     *     counts as a change; null for what is said of any module
     */
    record Opaque(Effect run, Function<Output, Outcome> then, @Nullable Boolean changes, @Nullable Effect rehearsal, @Nullable Outcome unrun)
            implements Plan {
        public Opaque(Effect run, Function<Output, Outcome> then, @Nullable Boolean changes, @Nullable Effect rehearsal) {
            this(run, then, changes, rehearsal, null);
        }

        public Opaque(Effect run, Function<Output, Outcome> then, @Nullable Boolean changes) {
            this(run, then, changes, null);
        }
    }

    /** It cannot be done. */
    record Failed(String message, Object result) implements Plan {
        public static Failed of(String message) {
            return new Failed(message, java.util.Map.of());
        }
    }

    /** Left out, for a reason the user should read: status {@code skipped}. */
    record Skipped(String reason, Object result) implements Plan {}

    /**
     * What came of an {@link Opaque} run.
     *
     * @param failed null where it succeeded, otherwise the message
     */
    record Outcome(boolean changed, @Nullable String failed, Object result) {}

    /**
     * What the effects of a {@link Change} did.
     *
     * @param outputs an output for each effect, in order; empty in check mode
     * @param state answers the reads of {@code after} and those asked before
     */
    record Applied(List<Output> outputs, HostState state) {}
}

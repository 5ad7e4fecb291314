package jplay.tasks.effect;

import java.util.Optional;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;

/** An effect with something around its script; of all else, what the effect itself says counts. */
public interface Around extends Effect {

    /** What it is around. */
    Effect effect();

    @Override
    default Optional<Upload> upload() {
        return effect().upload();
    }

    @Override
    default Optional<String> keeps() {
        return effect().keeps();
    }

    @Override
    default void predict(Pending pending) {
        effect().predict(pending);
    }

    @Override
    default boolean isForeseen() {
        return effect().isForeseen();
    }

    @Override
    default boolean changes() {
        return effect().changes();
    }

    @Override
    default boolean isCertain() {
        return effect().isCertain();
    }

    @Override
    default Optional<String> byChance() {
        return effect().byChance();
    }

    @Override
    default String describe() {
        return effect().describe();
    }
}

package jplay.tasks.contract;

import java.util.function.Function;

/** What is known of a subject. */
public sealed interface Answer<A> {

    /** It is there, like this. */
    record Known<A>(A value) implements Answer<A> {}

    /** It is not there. */
    record Absent<A>() implements Answer<A> {}

    /**
     * Nobody can know.
     *
     * @param why goes into messages
     * @param later whether a real run will know by then: an effect that check mode has not applied decides it. Otherwise
     *     the host would not say, which is a failure
     */
    record Unknown<A>(String why, boolean later) implements Answer<A> {}

    static <A> Answer<A> known(A value) {
        return new Known<>(value);
    }

    static <A> Answer<A> absent() {
        return new Absent<>();
    }

    static <A> Answer<A> unknown(String why) {
        return new Unknown<>(why, false);
    }

    /** For {@link Read#overlay}: what is known only when the effects so far have been applied. */
    static <A> Answer<A> later(String why) {
        return new Unknown<>(why, true);
    }

    default <B> Answer<B> map(Function<? super A, ? extends B> f) {
        return switch (this) {
            case Known<A>(A value) -> new Known<>(f.apply(value));
            case Absent<A> a -> new Absent<>();
            case Unknown<A>(String why, boolean later) -> new Unknown<>(why, later);
        };
    }

    default boolean isKnown() {
        return this instanceof Known<A>;
    }

    default boolean isAbsent() {
        return this instanceof Absent<A>;
    }

    /**
     * The value.
     *
     * @throws ModuleFailure where it is absent or unknown
     */
    default A get() {
        return switch (this) {
            case Known<A>(A value) -> value;
            case Absent<A> a -> throw new ModuleFailure("it does not exist");
            case Unknown<A>(String why, boolean later) -> throw new ModuleFailure(why);
        };
    }

    /** The value where it is known, otherwise {@code other}. */
    default A orElse(A other) {
        return this instanceof Known<A>(A value) ? value : other;
    }
}

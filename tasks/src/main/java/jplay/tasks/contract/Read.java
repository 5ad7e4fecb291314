package jplay.tasks.contract;

/**
 * A question about a host. Implementations are records: equal questions are asked once.
 *
 * @param <A> the shape of what is known
 */
public interface Read<A> {

    /**
     * Shell text that prints the answer to standard output and changes nothing. It runs in a subshell of its own in
     * POSIX {@code sh}, with the function library of {@link ShellLibrary} defined; anything it prints on standard error
     * is kept for error messages. Values are quoted with {@link Shell#quote}.
     */
    String script();

    /** Makes the answer of the output. Pure. */
    Answer<A> parse(Output output);

    /**
     * What the question is about, for laying effects over the host's state in check mode: reads with the same subject
     * look at the same thing.
     */
    default Subject subject() {
        return new Subject(getClass().getSimpleName(), toString());
    }

    /**
     * The answer where the subject is as an earlier effect would have left it; {@code pending} is what that effect's
     * {@link Effect#predict} put there.
     */
    @SuppressWarnings("unchecked")
    default Answer<A> fromPending(Answer<?> pending) {
        return (Answer<A>) pending;
    }

    /**
     * The answer in check mode: what the host said, with the effects so far laid over it. The engine asks this of every
     * read, with the host's own answer. Overridden by reads about several subjects, and by those that other kinds of
     * subjects bear on (a unit is known once its file is).
     */
    default Answer<A> overlay(Pending pending, Answer<A> real) {
        Answer<?> answer = pending.get(subject());
        return answer == null ? real : fromPending(answer);
    }

    /**
     * Whether the answer stays the same as long as nobody changes the host. False for clocks and for what moves by
     * itself: a kept plan does not rest on that.
     */
    default boolean isLasting() {
        return true;
    }

    /** A thing on a host: {@code file:/etc/motd}, {@code unit:nginx.service}. */
    record Subject(String kind, String name) {}
}

package jplay.tasks.contract;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The effects so far of a check-mode run on one host: what is there that was not, and what is no more. */
public final class Pending {
    private final Map<Read.Subject, Answer<?>> answers = new HashMap<>();

    public void put(Read.Subject subject, Answer<?> answer) {
        answers.put(subject, answer);
    }

    public @Nullable Answer<?> get(Read.Subject subject) {
        return answers.get(subject);
    }

    public boolean isEmpty() {
        return answers.isEmpty();
    }
}

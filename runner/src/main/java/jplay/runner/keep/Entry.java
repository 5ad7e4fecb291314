package jplay.runner.keep;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one task decided on one host, for one item of its loop.
 *
 * @param reason why it is not known before a real run, or null
 * @param state what it rests on, and the fingerprints of how that was
 * @param diff for those who read the plan; empty where it was read from a file
 */
public record Entry(Where where, Status status, @Nullable String reason, List<Step> steps, Map<String, List<String>> state, List<Object> diff) {

    /** OPEN: not even what it would do is known. */
    public enum Status {
        OK, CHANGED, MAYBE, OPEN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One change.
     *
     * @param does for people
     * @param what the fingerprint of that
     * @param exact the fingerprint of all that it does, content included, or null where that is known only in a real run
     */
    public record Step(String does, String what, @Nullable String exact) {
        boolean allows(Step other) {
            return exact == null ? what.equals(other.what) : exact.equals(other.exact);
        }
    }

    /** Whether these steps are the ones that were planned. */
    boolean allows(List<Step> others) {
        if (steps.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).allows(others.get(i))) {
                return false;
            }
        }
        return true;
    }
}

package jplay.runner.execute;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which tasks {@code --tags} and {@code --skip-tags} select. */
public record Tags(Set<String> only, Set<String> skip) {

    public static Tags of(List<String> only, List<String> skip) {
        return new Tags(only.isEmpty() ? Set.of("all") : Set.copyOf(only), Set.copyOf(skip));
    }

    public boolean selects(List<String> given) {
        Set<String> tags = own(given);
        return included(tags) && !skipped(tags);
    }

    /** Whether an old {@code include} is run: as in Ansible, what it includes is asked alone whether it is wanted. */
    boolean selectsInclude(List<String> given) {
        return !skipped(own(given));
    }

    private static Set<String> own(List<String> given) {
        return given.isEmpty() ? Set.of("untagged") : new HashSet<>(given);
    }

    private boolean included(Set<String> tags) {
        if (tags.contains("always") || intersects(tags, only)) {
            return true;
        }
        boolean tagged = !tags.contains("untagged");
        return only.contains("all") && !tags.contains("never") || only.contains("tagged") && tagged && !tags.contains("never");
    }

    private boolean skipped(Set<String> tags) {
        if (skip.isEmpty()) {
            return false;
        }
        boolean tagged = !tags.contains("untagged");
        if (skip.contains("all")) {
            return !(tags.contains("always") && !skip.contains("always"));
        }
        return intersects(tags, skip) || skip.contains("tagged") && tagged;
    }

    private static boolean intersects(Set<String> a, Set<String> b) {
        return a.stream().anyMatch(b::contains);
    }
}

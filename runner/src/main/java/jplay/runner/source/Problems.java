package jplay.runner.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that all of it can be said at once; warnings apart. */
public final class Problems {
    private final Set<Problem> errors = new LinkedHashSet<>();
    private final Set<Problem> warnings = new LinkedHashSet<>();

    public void add(Problem problem) {
        errors.add(problem);
    }

    public void addAll(List<Problem> problems) {
        errors.addAll(problems);
    }

    public void warn(Problem problem) {
        warnings.add(problem);
    }

    public List<Problem> errors() {
        return new ArrayList<>(errors);
    }

    /** The errors, which are then forgotten. */
    public List<Problem> takeErrors() {
        List<Problem> taken = errors();
        errors.clear();
        return taken;
    }

    public List<Problem> warnings() {
        return new ArrayList<>(warnings);
    }

    /** The warnings, which are then forgotten. */
    public List<Problem> takeWarnings() {
        List<Problem> taken = warnings();
        warnings.clear();
        return taken;
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** Throws all errors where there are any. */
    public void throwIfAny() {
        if (hasErrors()) {
            throw new ProblemException(errors());
        }
    }
}

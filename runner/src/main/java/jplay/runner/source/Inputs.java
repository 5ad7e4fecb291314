package jplay.runner.source;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was looked at on the control machine's disk to come to a conclusion: while it is the same, so is the conclusion.
 * Whoever reads for a check of syntax says so here.
 */
public final class Inputs {
    private static final ThreadLocal<@Nullable Inputs> NOTED = new ThreadLocal<>();
    private final Set<Path> paths = new LinkedHashSet<>();
    private boolean onDisk = true;

    private Inputs() {}

    /** A path that is about to be looked at, or found missing. Returns it. */
    public static Path at(Path path) {
        @Nullable Inputs inputs = NOTED.get();
        if (inputs != null) {
            inputs.paths.add(path);
        }
        return path;
    }

    /** Something else than files was asked: a program, a clock, the user. */
    public static void elsewhere() {
        @Nullable Inputs inputs = NOTED.get();
        if (inputs != null) {
            inputs.onDisk = false;
        }
    }

    /** All paths that this thread looks at meanwhile; empty where it asked something else, too. */
    public static Optional<Set<Path>> of(Runnable work) {
        Inputs inputs = new Inputs();
        NOTED.set(inputs);
        try {
            work.run();
        } finally {
            NOTED.remove();
        }
        return inputs.onDisk ? Optional.of(inputs.paths) : Optional.empty();
    }
}

package jplay.runner.vars;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import jplay.runner.source.JsonReader;
import jplay.runner.source.JsonWriter;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.Problems;
import jplay.runner.source.SourceSpan;
import org.jspecify.annotations.Nullable;

/** The facts of all hosts for the run; kept as one JSON file a host between runs where a directory is given. */
public final class FactsCache {
    private final Cache<String, Facts> facts = Caffeine.newBuilder().executor(Runnable::run).build();
    private final @Nullable Path directory;
    private final Duration timeout;
    private final InstantSource clock;
    private final Problems problems;

    /** Facts that are forgotten at the end of the run. */
    public FactsCache() {
        this(null, Duration.ZERO, InstantSource.system(), new Problems());
    }

    /**
     * @param timeout after which facts on disk count no more; zero for never
     * @param problems takes warnings on files that cannot be used
     */
    public FactsCache(@Nullable Path directory, Duration timeout, InstantSource clock, Problems problems) {
        this.directory = directory;
        this.timeout = timeout;
        this.clock = clock;
        this.problems = problems;
    }

    /** A host's facts, {@link Facts#NONE} where there are none. */
    public Facts get(String host) {
        Facts known = facts.getIfPresent(host);
        if (known == null) {
            known = load(host);
            facts.put(host, known);
        }
        return known;
    }

    /** Adds facts; one that is there is replaced. */
    public void add(String host, Map<String, ? extends @Nullable Object> more) {
        get(host);
        Facts now = facts.asMap().compute(host, (name, before) -> (before == null ? Facts.NONE : before).with(more));
        save(host, now);
    }

    /** Forgets a host's facts, on disk too. */
    public void clear(String host) {
        facts.put(host, Facts.NONE);
        Path file = file(host);
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                warn(file, "cannot be removed: " + e.getMessage());
            }
        }
    }

    private @Nullable Path file(String host) {
        return directory == null ? null : directory.resolve(host.replace("%", "%25").replace("/", "%2F"));
    }

    private Facts load(String host) {
        Path file = file(host);
        if (file == null || !Files.isRegularFile(file)) {
            return Facts.NONE;
        }
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            if (!timeout.isZero() && written.plus(timeout).isBefore(clock.instant())) {
                return Facts.NONE;
            }
            Node node = JsonReader.parse(Files.readString(file), file.toString());
            return node instanceof Node.Dict dict ? Facts.of(named(dict)) : Facts.NONE;
        } catch (IOException e) {
            warn(file, "cannot be read: " + e.getMessage());
        } catch (ProblemException e) {
            warn(file, "is damaged and is not used");
        }
        return Facts.NONE;
    }

    private static Map<String, @Nullable Object> named(Node.Dict dict) {
        Map<String, @Nullable Object> named = new java.util.LinkedHashMap<>();
        dict.entries().forEach(entry -> named.put(entry.key().text(), entry.value().value()));
        return named;
    }

    /** Beside the file and then renamed, so that no other run reads half of it. */
    private void save(String host, Facts now) {
        Path file = file(host);
        if (file == null || directory == null) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Path beside = Files.createTempFile(directory, ".facts", null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(beside, JsonWriter.pretty(now.raw()).getBytes(StandardCharsets.UTF_8));
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            warn(file, "cannot be written: " + e.getMessage());
        }
    }

    private void warn(Path file, String what) {
        synchronized (problems) {
            problems.warn(Problem.of("fact-cache", "the cached facts " + what, SourceSpan.file(file.toString())));
        }
    }
}

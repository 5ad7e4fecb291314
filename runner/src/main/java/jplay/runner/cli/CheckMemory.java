package jplay.runner.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import jplay.runner.source.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a check of syntax said that found no error, and says it again while the command line, the environment,
 * jplay and all files and directories that were looked at are the same: by their numbers, sizes and times, as git does.
 */
final class CheckMemory {
    private static final String FORMAT = "jplay check 1";
    private static final String CHECK = "--syntax-check";
    private static final int MOST = 100;
    private static final Set<String> COUNTS = Set.of("HOME", "USER", "LANG", "PATH", "TERM", "NO_COLOR");
    private static final List<String> COUNTED = List.of("ANSIBLE_", "JPLAY_", "XDG_", "LC_");
    /** What was changed this shortly before may be changed again at the same time of a coarse clock. */
    private static final Duration COARSE = Duration.ofSeconds(2);
    private final Path file;
    private final Duration coarse;

    /** What was written to standard output and to standard error. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Said(byte[] out, byte[] err) {}

    private CheckMemory(Path file, Duration coarse) {
        this.file = file;
        this.coarse = coarse;
    }

    /** The memory of this command line; null where there is none, as for what may hold a secret. */
    static @Nullable CheckMemory of(List<String> line, String invokedAs, Path directory, Terminal terminal) {
        return of(line, invokedAs, directory, terminal, COARSE);
    }

    static @Nullable CheckMemory of(List<String> line, String invokedAs, Path directory, Terminal terminal, Duration coarse) {
        Map<String, String> environment = terminal.environment();
        @Nullable String home = environment.get("HOME");
        if (!line.contains(CHECK) || home == null || mayHoldSecrets(line) || !FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
            return null;
        }
        StringBuilder key = new StringBuilder(invokedAs).append('\0').append(directory).append('\0').append(System.getProperty("jplay.home"))
                .append('\0').append(terminal.columns()).append(terminal.colours()).append(terminal.interactive());
        line.forEach(argument -> key.append('\0').append(argument));
        new TreeMap<>(environment).forEach((name, value) -> {
            if (COUNTS.contains(name) || COUNTED.stream().anyMatch(name::startsWith)) {
                key.append('\0').append(name).append('=').append(value);
            }
        });
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.isEmpty() ? Path.of(home, ".cache") : Path.of(cache);
        return new CheckMemory(base.resolve("jplay/checks").resolve(name(key)), coarse);
    }

    /** 128 bits of it. The JDK's digests take longer to load than all else here. */
    private static String name(CharSequence key) {
        long forwards = 0xcbf29ce484222325L;
        long backwards = forwards;
        for (int i = 0, last = key.length() - 1; i <= last; i++) {
            forwards = (forwards ^ key.charAt(i)) * 0x100000001b3L;
            backwards = (backwards ^ key.charAt(last - i)) * 0x100000001b3L;
        }
        return Long.toHexString(forwards).concat("-").concat(Long.toHexString(backwards));
    }

    /** Extra variables that are written out; those of a file are the file's. */
    private static boolean mayHoldSecrets(List<String> line) {
        for (int i = 0; i < line.size(); i++) {
            String argument = line.get(i);
            boolean file = i + 1 < line.size() && line.get(i + 1).startsWith("@");
            boolean may = argument.startsWith("--") ? argument.startsWith("--e") : argument.startsWith("-") && argument.indexOf('e') > 0;
            if (may && !(file && (argument.equals("-e") || argument.equals("--extra-vars")))) {
                return true;
            }
        }
        return false;
    }

    /** Runs the check, or says what it said. */
    int run(Terminal terminal, ToIntFunction<Terminal> check) {
        @Nullable Said known = known();
        if (known != null) {
            say(terminal.out(), known.out());
            say(terminal.err(), known.err());
            return Exit.OK;
        }
        Instant begin = Instant.now();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal both = new Terminal(both(terminal.out(), out), both(terminal.err(), err), terminal.interactive(), terminal.columns(), terminal.environment());
        int[] exit = {0};
        Inputs.of(() -> exit[0] = check.applyAsInt(both)).ifPresent(paths -> {
            if (exit[0] == Exit.OK) {
                keep(paths, begin, new Said(out.toByteArray(), err.toByteArray()));
            }
        });
        return exit[0];
    }

    private static void say(PrintStream to, byte[] bytes) {
        to.write(bytes, 0, bytes.length);
        to.flush();
    }

    private static PrintStream both(PrintStream one, OutputStream other) {
        return new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                one.write(b);
                other.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                one.write(bytes, from, count);
                other.write(bytes, from, count);
            }

            @Override
            public void flush() {
                one.flush();
            }
        }, false, StandardCharsets.UTF_8);
    }

    /** What was said; null where that is not known, or does not hold any more. */
    private @Nullable Said known() {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            int last = lines.size() - 2;
            if (last < 1 || !lines.get(0).equals(FORMAT)) {
                return null;
            }
            for (String line : lines.subList(1, last)) {
                String[] stateAndPath = line.split(" ", 2);
                if (stateAndPath.length < 2 || !state(Path.of(stateAndPath[1])).equals(stateAndPath[0])) {
                    return null;
                }
            }
            Base64.Decoder decoder = Base64.getDecoder();
            return new Said(decoder.decode(lines.get(last)), decoder.decode(lines.get(last + 1)));
        } catch (IOException | IllegalArgumentException e) {
            // A damaged one.
            return null;
        }
    }

    private void keep(Set<Path> paths, Instant begin, Said said) {
        try {
            List<String> lines = new ArrayList<>(List.of(FORMAT));
            List<Path> all = new ArrayList<>(paths);
            all.add(Path.of(System.getProperty("java.class.path", "")));
            FileTime latest = FileTime.from(begin.minus(coarse));
            for (Path path : all) {
                if (path.toString().indexOf('\n') >= 0 || Files.exists(path) && changed(path).compareTo(latest) > 0) {
                    return;
                }
                lines.add(state(path) + ' ' + path);
            }
            lines.add(Base64.getEncoder().encodeToString(said.out()));
            lines.add(Base64.getEncoder().encodeToString(said.err()));
            write(lines);
        } catch (IOException | UncheckedIOException e) {
            // Then it is checked again next time.
        }
    }

    private static FileTime changed(Path path) throws IOException {
        return (FileTime) Files.getAttribute(path, "unix:ctime");
    }

    private static String state(Path path) throws IOException {
        if (!Files.exists(path)) {
            return "-";
        }
        Map<String, Object> now = Files.readAttributes(path, "unix:mode,ino,size,lastModifiedTime,ctime");
        return now.get("mode") + "," + now.get("ino") + "," + now.get("size") + "," + nanos(now.get("lastModifiedTime")) + "," + nanos(now.get("ctime"));
    }

    private static String nanos(@Nullable Object time) {
        Instant instant = time instanceof FileTime given ? given.toInstant() : Instant.EPOCH;
        return instant.getEpochSecond() + "." + instant.getNano();
    }

    private void write(List<String> lines) throws IOException {
        Path directory = file.getParent();
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path beside = Files.createTempFile(directory, ".new", null);
        Files.write(beside, lines);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (Stream<Path> there = Files.list(directory)) {
            List<Path> oldest = there.sorted(Comparator.comparing((Path each) -> each.toFile().lastModified()).reversed()).skip(MOST).toList();
            for (Path each : oldest) {
                Files.deleteIfExists(each);
            }
        }
    }
}

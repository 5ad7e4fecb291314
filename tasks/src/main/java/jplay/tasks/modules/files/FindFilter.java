package jplay.tasks.modules.files;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.read.FileState;
import jplay.tasks.text.Bytes;
import jplay.tasks.text.Glob;
import jplay.tasks.text.PythonRegex;
import org.jspecify.annotations.Nullable;

/** What {@code find} asks of a file. */
final class FindFilter {
    private static final Pattern NUMBER = Pattern.compile("(-?\\d+)([a-z])?");
    private static final Map<String, Long> TIMES = Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 86400L, "w", 604800L);
    private static final Map<String, Long> SIZES =
            Map.of("b", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30, "t", 1L << 40);
    private final Find.Params params;
    private final @Nullable Long age;
    private final @Nullable Long size;
    private final List<Predicate<String>> names;
    private final List<Predicate<String>> excluded;
    private final @Nullable PythonRegex contains;

    FindFilter(Find.Params params) {
        this.params = params;
        this.age = number("age", params.age(), TIMES);
        this.size = number("size", params.size(), SIZES);
        this.names = params.patterns().stream().map(this::pattern).toList();
        this.excluded = params.excludes().stream().map(this::pattern).toList();
        this.contains = params.contains() == null ? null : regex("contains", Bytes.of(params.contains()));
    }

    private static PythonRegex regex(String parameter, String text) {
        try {
            return PythonRegex.of(text);
        } catch (IllegalArgumentException e) {
            throw new ModuleFailure(parameter + ": " + e.getMessage());
        }
    }

    private Predicate<String> pattern(String text) {
        if (params.useRegex()) {
            PythonRegex regex = regex("patterns", text);
            return name -> regex.match(name) != null;
        }
        return Glob.of(text)::matches;
    }

    private static @Nullable Long number(String parameter, @Nullable String text, Map<String, Long> units) {
        if (text == null) {
            return null;
        }
        Matcher match = NUMBER.matcher(text.strip().toLowerCase(Locale.ROOT));
        Long unit = match.matches() ? match.group(2) == null ? (Long) 1L : units.get(match.group(2)) : null;
        if (unit == null) {
            throw new ModuleFailure("failed to process " + parameter + ": '" + text + "' is no number with one of "
                    + String.join(", ", units.keySet().stream().sorted().toList()));
        }
        return Long.parseLong(match.group(1)) * unit;
    }

    boolean matches(String name, FileState file, long now) {
        boolean kind = switch (params.fileType()) {
            case ANY -> true;
            case FILE -> file.isFile();
            case DIRECTORY -> file.isDirectory();
            case LINK -> file.isLink();
        };
        return kind
                && (params.hidden() || !name.startsWith("."))
                && (names.isEmpty() || names.stream().anyMatch(p -> p.test(name)))
                && excluded.stream().noneMatch(p -> p.test(name))
                && isOld(file, now)
                && (!file.isFile() || isLarge(file));
    }

    private boolean isOld(FileState file, long now) {
        double stamp = switch (params.ageStamp()) {
            case MTIME -> file.mtime();
            case ATIME -> file.atime();
            case CTIME -> file.ctime();
        };
        return age == null || (age >= 0 ? now - stamp >= age : now - stamp <= -age);
    }

    private boolean isLarge(FileState file) {
        return size == null || (size >= 0 ? file.size() >= size : file.size() <= -size);
    }

    /** A file that cannot be read contains nothing. */
    boolean contains(Answer<FileState> file) {
        PythonRegex regex = contains;
        if (regex == null || !(file instanceof Answer.Known<FileState>(FileState is)) || is.content() == null) {
            return regex == null || file.isKnown() && !file.get().isFile();
        }
        String text = Bytes.of(is.content().bytes());
        return params.readWholeFile() ? regex.found(text) : Bytes.lines(text).stream().anyMatch(line -> regex.match(line) != null);
    }
}

package jplay.runner.source;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Problems as text: position, message, the line, a caret, the likely mend, and how one got there. */
public final class ProblemPrinter {
    /** The file that was read last: its problems come one after the other, and a large one may have thousands. */
    private static final AtomicReference<@Nullable Lines> LAST = new AtomicReference<>();

    private ProblemPrinter() {}

    private record Lines(Path file, FileTime modified, List<String> lines) {}

    /** {@code ERROR! k8s.yml:12:3: …} with the line and a caret below; {@code label} is ERROR! or [WARNING]. */
    public static String print(Problem problem, String label) {
        SourceSpan span = problem.span();
        return print(problem, label + ' ' + (span == null ? "" : span + ": ") + problem.message(), span);
    }

    /** The same with the place below the message, for programs that look for {@code ERROR!} and what Ansible says after it. */
    public static String messageFirst(Problem problem, String label) {
        SourceSpan span = problem.span();
        return print(problem, label + ' ' + problem.message() + (span == null ? "" : "\n  at " + span), span);
    }

    private static String print(Problem problem, String head, @Nullable SourceSpan span) {
        StringBuilder out = new StringBuilder(head).append('\n');
        if (span != null) {
            excerpt(out, span);
        }
        if (problem.help() != null && !problem.help().isBlank()) {
            out.append("  help: ").append(problem.help()).append('\n');
        }
        for (String step : problem.trail()) {
            out.append("  in ").append(step).append('\n');
        }
        return out.toString();
    }

    private static void excerpt(StringBuilder out, SourceSpan span) {
        @Nullable String line = line(span);
        if (line == null) {
            return;
        }
        String number = Integer.toString(span.line());
        String shown = line.replace('\t', '→');
        int start = Math.min(span.column() - 1, shown.length());
        int end = span.endLine() == span.line() ? Math.min(span.endColumn() - 1, shown.length()) : shown.length();
        out.append("  ").append(number).append(" | ").append(shown).append('\n');
        out.append("  ").append(" ".repeat(number.length())).append(" | ").append(" ".repeat(start));
        out.append("^".repeat(Math.max(1, end - start))).append('\n');
    }

    private static @Nullable String line(SourceSpan span) {
        if (span.line() < 1) {
            return null;
        }
        try {
            Path file = Path.of(span.file());
            if (!Files.isRegularFile(file)) {
                return null;
            }
            List<String> lines = lines(file);
            return span.line() <= lines.size() ? lines.get(span.line() - 1) : null;
        } catch (MalformedInputException e) {
            return null;
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return null;
        }
    }

    private static List<String> lines(Path file) throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        @Nullable Lines last = LAST.get();
        if (last == null || !last.file().equals(file) || !last.modified().equals(modified)) {
            last = new Lines(file, modified, Files.readAllLines(file));
            LAST.set(last);
        }
        return last.lines();
    }
}

package jplay.runner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import jplay.runner.event.Redactor;

/** A mistake of jplay's own: one line on the screen, the details in a file. */
final class Crash {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private final Terminal terminal;
    private final List<String> arguments;
    private final Redactor redactor;

    Crash(Terminal terminal, List<String> arguments, Redactor redactor) {
        this.terminal = terminal;
        this.arguments = arguments;
        this.redactor = redactor;
    }

    int report(Throwable mistake) {
        String what = mistake.getMessage() == null || mistake.getMessage().isBlank()
                ? mistake.getClass().getSimpleName()
                : mistake.getMessage().lines().findFirst().orElse("");
        terminal.err().println("jplay: unexpected error, this is a mistake in jplay: " + redactor.redact(what) + written(mistake));
        if (arguments.stream().anyMatch(a -> a.matches("-v{3,}"))) {
            terminal.err().print(details(mistake));
        }
        return Exit.UNEXPECTED;
    }

    private String written(Throwable mistake) {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Path file = Files.createTempFile(directory, "jplay-error-" + LocalDateTime.now().format(TIME) + "-", ".txt",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Version.text() + "\n" + details(mistake), StandardOpenOption.TRUNCATE_EXISTING);
            return " (details in " + file + ")";
        } catch (IOException | UnsupportedOperationException e) {
            return " (details could not be written to " + directory + ")";
        }
    }

    private String details(Throwable mistake) {
        StringWriter text = new StringWriter();
        mistake.printStackTrace(new PrintWriter(text, true));
        return redactor.redact(text.toString());
    }
}

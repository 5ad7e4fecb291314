package jplay.runner.report;

import java.util.List;
import jplay.runner.event.Redactor;
import jplay.tasks.contract.Diff;

/** What {@code --diff} shows. */
final class DiffText {
    private static final int MAX_LINES = 500;
    private final Redactor redactor;
    private final boolean colours;

    DiffText(Redactor redactor, boolean colours) {
        this.redactor = redactor;
        this.colours = colours;
    }

    String of(List<Diff> diffs) {
        StringBuilder out = new StringBuilder();
        for (Diff diff : diffs) {
            diff.entries().forEach(entry -> entry(out, entry));
        }
        return out.toString();
    }

    private void entry(StringBuilder out, Diff.Entry entry) {
        switch (entry) {
            case Diff.Text t -> unified(
                    out,
                    t.beforeHeader(),
                    redactor.redactBefore(t.before(), t.after()),
                    t.afterHeader(),
                    clean(t.after()),
                    !t.before().equals(t.after()));
            case Diff.Properties p -> unified(
                    out,
                    p.name(),
                    clean(YamlText.dict(p.before(), "")),
                    p.name(),
                    clean(YamlText.dict(p.after(), "")),
                    !p.before().equals(p.after()));
        }
    }

    private String clean(String text) {
        return redactor.redact(text);
    }

    private void unified(StringBuilder out, String beforeName, String before, String afterName, String after, boolean differs) {
        List<String> hunks = TextDiff.hunks(before, after);
        if (hunks.isEmpty() && !differs) {
            return;
        }
        out.append(Colour.REMOVED.paint(header("--- before", beforeName), colours)).append('\n');
        out.append(Colour.ADDED.paint(header("+++ after", afterName), colours)).append('\n');
        for (String line : hunks.size() > MAX_LINES ? hunks.subList(0, MAX_LINES) : hunks) {
            out.append(colour(line).paint(Printable.of(line), colours)).append('\n');
        }
        if (hunks.isEmpty()) {
            out.append(Colour.HUNK.paint("(only what is hidden differs)", colours)).append('\n');
        }
        if (hunks.size() > MAX_LINES) {
            out.append(Colour.HUNK.paint("… " + (hunks.size() - MAX_LINES) + " more lines", colours)).append('\n');
        }
        out.append('\n');
    }

    private static String header(String side, String name) {
        return name.isEmpty() ? side : side + ": " + Printable.of(name);
    }

    private static Colour colour(String line) {
        return switch (line.charAt(0)) {
            case '+' -> Colour.ADDED;
            case '-' -> Colour.REMOVED;
            case '@' -> Colour.HUNK;
            default -> Colour.NONE;
        };
    }
}

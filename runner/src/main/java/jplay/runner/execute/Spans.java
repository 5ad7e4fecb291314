package jplay.runner.execute;

import java.nio.file.Path;
import java.util.List;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.YamlReader;
import jplay.runner.template.TemplateException;
import org.jspecify.annotations.Nullable;

/** Places within scalars and templates. */
final class Spans {
    private Spans() {}

    /** The place of an offset in a scalar's text, where it can be told; else the scalar. */
    static SourceSpan within(Node.Scalar scalar, int offset) {
        String text = scalar.text();
        if (offset < 0 || offset >= text.length()) {
            return scalar.span();
        }
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        int end = text.indexOf('\n', offset);
        return within(scalar, text.substring(start, end < 0 ? text.length() : end), offset - start);
    }

    /** The place of a column, from 0, of a line of a scalar's text: where that line stands once alone in the file. */
    private static SourceSpan within(Node.Scalar scalar, String line, int column) {
        SourceSpan span = scalar.span();
        int found = 0;
        int at = 0;
        int row = 0;
        List<String> lines = lines(span);
        for (int i = span.line(); i <= Math.min(span.endLine(), lines.size()); i++) {
            int from = i == span.line() ? span.column() - 1 : 0;
            int index = lines.get(i - 1).indexOf(line, Math.min(from, lines.get(i - 1).length()));
            if (index >= 0) {
                found++;
                at = index;
                row = i;
            }
        }
        return found == 1 ? SourceSpan.at(span.file(), row, at + column + 1) : span;
    }

    private static List<String> lines(SourceSpan span) {
        try {
            return YamlReader.text(Path.of(span.file())).lines().toList();
        } catch (ProblemException | java.nio.file.InvalidPathException e) {
            return List.of();
        }
    }

    /** What is wrong with a template: its file's place, or the place in the scalar that has it. */
    static Problem problem(TemplateException e, Node.Scalar scalar, String prefix) {
        if (e.name() != null) {
            return problem(e);
        }
        List<String> lines = scalar.text().lines().toList();
        boolean own = e.line() <= lines.size() && lines.get(e.line() - 1).equals(e.text());
        SourceSpan span = own ? within(scalar, e.text(), e.column() - 1) : scalar.span();
        // A text of elsewhere, or one whose place in the file cannot be told, is shown.
        String shown = own && (span != scalar.span() || scalar.text().equals(e.text())) ? "" : " (" + e.text().strip() + ")";
        return Problem.of("template", prefix + e.problem() + shown, span);
    }

    /** What is wrong with a template file. */
    static Problem problem(TemplateException e) {
        @Nullable SourceSpan span = e.name() == null ? null : SourceSpan.at(e.name(), e.line(), e.column());
        return Problem.of("template", span == null ? String.valueOf(e.getMessage()) : e.problem(), span);
    }
}

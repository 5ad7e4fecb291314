package jplay.runner.execute;

import jplay.runner.source.Node;
import jplay.runner.source.SourceSpan;

/** Places within scalars. */
final class Spans {
    private Spans() {}

    /** The place of an offset in a scalar's text, where the scalar is on one line as it stands; else the scalar. */
    static SourceSpan within(Node.Scalar scalar, int offset) {
        SourceSpan span = scalar.span();
        int written = span.endColumn() - span.column();
        int quotes = written - scalar.text().length();
        boolean oneLine = span.line() == span.endLine() && (quotes == 0 || quotes == 2);
        if (!oneLine || offset < 0 || offset >= scalar.text().length()) {
            return span;
        }
        int column = span.column() + quotes / 2 + offset;
        return new SourceSpan(span.file(), span.line(), column, span.line(), column + 1);
    }
}

package jplay.runner.template;

import java.util.ArrayList;
import java.util.List;
import jplay.runner.expression.Expression;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Unknown;
import jplay.runner.expression.Values;

/** Text with expressions in it. */
record JinjaTemplate(Source source, List<Part> parts, TemplateOptions options) implements Renderable {
    sealed interface Part {
        record Text(String text) implements Part {}

        record Output(Expression expression) implements Part {}
    }

    static JinjaTemplate read(Source given, TemplateOptions options) {
        String text = given.text().indexOf('\r') < 0 ? given.text() : given.text().replace("\r\n", "\n").replace('\r', '\n');
        Source source = new Source(given.name(), text, given.rawBackslashes());
        return new JinjaTemplate(source, new JinjaReader(source, options).parts(), options);
    }

    @Override
    public Object render(Scope scope) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text text -> out.append(text.text());
                case Part.Output output -> {
                    Object value = source.value(output.expression(), scope);
                    if (value instanceof Unknown) {
                        return value;
                    }
                    out.append(Values.str(value));
                }
            }
        }
        restoreNewlines(out);
        return options.newline().equals("\n") ? out.toString() : out.toString().replace("\n", options.newline());
    }

    /** The reader drops the last newline; the result ends with as many as the source. */
    private void restoreNewlines(StringBuilder out) {
        for (int have = trailing(out), want = trailing(source.text()); have < want; have++) {
            out.append('\n');
        }
    }

    private static int trailing(CharSequence text) {
        int n = 0;
        while (n < text.length() && text.charAt(text.length() - 1 - n) == '\n') {
            n++;
        }
        return n;
    }

    static List<Part> compact(List<Part> parts) {
        List<Part> kept = new ArrayList<>(parts);
        kept.removeIf(part -> part instanceof Part.Text text && text.text().isEmpty());
        return List.copyOf(kept);
    }
}

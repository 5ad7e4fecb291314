package jplay.runner.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filter {@code comment}: text with the marks of a language's comments. */
final class Comments {
    private Comments() {}

    private record Style(String beginning, String end, String decoration) {}

    private static Style style(String name) {
        return switch (name) {
            case "plain" -> new Style("", "", "# ");
            case "erlang" -> new Style("", "", "% ");
            case "c" -> new Style("", "", "// ");
            case "cblock" -> new Style("/*", " */", " * ");
            case "xml" -> new Style("<!--", "-->", " - ");
            default -> throw new ExpressionException("unknown style '" + name + "'"
                    + CloseNames.suggestion(name, List.of("plain", "erlang", "c", "cblock", "xml")));
        };
    }

    static String decorate(String text, Args a) {
        Style style = style(a.text(0, "style", "plain"));
        String newline = a.text(-1, "newline", "\n");
        String decoration = a.text(-1, "decoration", style.decoration());
        String beginning = a.text(-1, "beginning", style.beginning());
        String end = a.text(-1, "end", style.end());
        List<String> parts = new ArrayList<>();
        parts.add(beginning.isEmpty() ? "" : beginning + newline);
        parts.add(around(a.get(-1, "prefix", decoration.stripTrailing()), a.count(-1, "prefix_count", 1), newline));
        String body = decoration + text.replace(newline, newline + decoration);
        parts.add(body.replace(decoration + newline, decoration.stripTrailing() + newline));
        String postfix = Values.str(a.get(-1, "postfix", decoration.stripTrailing()));
        parts.add((newline + postfix).repeat(Math.max(0, a.count(-1, "postfix_count", 1))));
        parts.add(end.isEmpty() ? "" : newline + end);
        return String.join("", parts);
    }

    private static String around(@Nullable Object mark, int count, String newline) {
        String text = mark == null ? "" : Values.str(mark);
        return text.isEmpty() ? "" : (text.equals(newline) ? newline : text + newline).repeat(Math.max(0, count));
    }
}

package jplay.runner.expression;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters on text. */
final class TextFilters {
    static final String NAMES = "upper lower capitalize title trim string center replace indent truncate wordwrap wordcount format split "
            + "quote comment safe pprint";

    private static final Pattern WORD_START = Pattern.compile("([-\\s({\\[<]+)");
    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SAFE_IN_SHELL = Pattern.compile("[\\w@%+=:,./-]+");

    private TextFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "upper" -> (v, a) -> Values.str(v).toUpperCase(Locale.ROOT);
            case "lower" -> (v, a) -> Values.str(v).toLowerCase(Locale.ROOT);
            case "capitalize" -> (v, a) -> Texts.capitalize(Values.str(v));
            case "title" -> (v, a) -> title(Values.str(v));
            case "trim" -> (v, a) -> Texts.strip(Values.str(v), (String) a.get(0, "chars"), true, true);
            case "string", "safe" -> (v, a) -> Values.str(v);
            case "center" -> (v, a) -> Texts.pad(Values.str(v), a.count(0, "width", 80), " ", 0);
            case "replace" -> (v, a) -> Texts.replace(Values.str(v), a.text(0, "old"), a.text(1, "new"), a.count(2, "count", -1));
            case "indent" -> (v, a) -> indent(Values.str(v), a);
            case "truncate" -> (v, a) -> truncate(Values.str(v), a);
            case "wordwrap" -> (v, a) -> TextWrap.wrap(Values.str(v), a);
            case "wordcount" -> (v, a) -> WORD.matcher(Values.str(v)).results().count();
            case "format" -> TextFilters::format;
            case "split" -> (v, a) -> Texts.split(text(v), (String) a.get(0, "sep"), a.count(1, "maxsplit", -1));
            case "quote" -> (v, a) -> quote(v == null ? "" : Values.str(v));
            case "comment" -> (v, a) -> Comments.decorate(Values.str(v), a);
            case "pprint" -> (v, a) -> Values.repr(v);
            default -> null;
        };
    }

    private static String text(@Nullable Object value) {
        if (!(value instanceof String text)) {
            throw new ExpressionException("needs text, not " + Values.type(value));
        }
        return text;
    }

    private static String title(String s) {
        StringBuilder out = new StringBuilder();
        Matcher m = WORD_START.matcher(s);
        int from = 0;
        while (m.find()) {
            out.append(Texts.capitalize(s.substring(from, m.start()))).append(m.group());
            from = m.end();
        }
        return out.append(Texts.capitalize(s.substring(from))).toString();
    }

    private static String indent(String s, Args a) {
        Object width = a.get(0, "width", 4L);
        String by = width instanceof String text ? text : " ".repeat(Math.toIntExact(Numbers.toLong(width, "width")));
        boolean blank = a.flag(2, "blank", false);
        StringBuilder out = new StringBuilder(a.flag(1, "first", false) ? by : "");
        List<@Nullable Object> lines = Texts.lines(s + "\n", false);
        for (int i = 0; i < lines.size(); i++) {
            String line = (String) lines.get(i);
            boolean bare = i == 0 || line == null || line.isEmpty() && !blank;
            out.append(i == 0 ? "" : "\n").append(bare ? "" : by).append(line);
        }
        return out.toString();
    }

    private static String truncate(String s, Args a) {
        int length = a.count(0, "length", 255);
        String end = a.text(2, "end", "...");
        if (s.length() <= length + a.count(3, "leeway", 5)) {
            return s;
        }
        String cut = s.substring(0, Math.max(0, length - end.length()));
        int space = cut.lastIndexOf(' ');
        return (a.flag(1, "killwords", false) || space < 0 ? cut : cut.substring(0, space)) + end;
    }

    private static Object format(@Nullable Object value, Args a) {
        if (!a.named().isEmpty() && a.size() > 0) {
            throw new ExpressionException("takes values either by position or by name, not both");
        }
        return PrintfFormat.format(Values.str(value), a.named().isEmpty() ? Tuple.copyOf(a.positional()) : a.named());
    }

    /** Quotes text for sh. */
    static String quote(String s) {
        return SAFE_IN_SHELL.matcher(s).matches() ? s : "'" + s.replace("'", "'\"'\"'") + "'";
    }
}

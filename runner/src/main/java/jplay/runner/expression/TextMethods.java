package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of str. */
final class TextMethods {
    static final Set<String> NAMES = Set.of("capitalize", "casefold", "center", "count", "decode", "encode", "endswith", "expandtabs",
            "find", "format", "format_map", "index", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower",
            "isnumeric", "isprintable", "isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip", "maketrans", "partition",
            "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip", "split",
            "splitlines", "startswith", "strip", "swapcase", "title", "translate", "upper", "zfill", "__len__", "__contains__");

    private TextMethods() {}

    static @Nullable Object call(String s, String name, Args a) {
        return switch (name) {
            case "upper" -> s.toUpperCase(Locale.ROOT);
            case "lower" -> s.toLowerCase(Locale.ROOT);
            case "casefold" -> s.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
            case "capitalize" -> Texts.capitalize(s);
            case "title" -> Texts.pythonTitle(s);
            case "swapcase" -> Texts.swapCase(s);
            case "strip" -> Texts.strip(s, chars(a), true, true);
            case "lstrip" -> Texts.strip(s, chars(a), true, false);
            case "rstrip" -> Texts.strip(s, chars(a), false, true);
            case "split" -> Texts.split(s, (String) a.get(0, "sep"), a.count(1, "maxsplit", -1));
            case "rsplit" -> Texts.rsplit(s, (String) a.get(0, "sep"), a.count(1, "maxsplit", -1));
            case "splitlines" -> Texts.lines(s, a.flag(0, "keepends", false));
            case "join" -> join(s, Values.list(a.required(0, "iterable")));
            case "replace" -> Texts.replace(s, a.text(0, "old"), a.text(1, "new"), a.count(2, "count", -1));
            case "removeprefix" -> s.startsWith(a.text(0, "prefix")) ? s.substring(a.text(0, "prefix").length()) : s;
            case "removesuffix" -> s.endsWith(a.text(0, "suffix")) ? s.substring(0, s.length() - a.text(0, "suffix").length()) : s;
            case "format" -> new StrFormat(a.positional(), a.named()).format(s);
            case "format_map" -> new StrFormat(List.of(), strings(Values.map(a.required(0, "mapping")))).format(s);
            case "encode", "decode" -> s;
            case "expandtabs" -> Texts.expandTabs(s, a.count(0, "tabsize", 8));
            default -> name.startsWith("is") ? test(s, name) : more(s, name, a);
        };
    }

    private static @Nullable Object more(String s, String name, Args a) {
        return switch (name) {
            case "startswith" -> affix(s, a, true);
            case "endswith" -> affix(s, a, false);
            case "find" -> find(s, a, false);
            case "rfind" -> find(s, a, true);
            case "index" -> found(find(s, a, false), a);
            case "rindex" -> found(find(s, a, true), a);
            case "count" -> (long) Texts.count(window(s, a), a.text(0, "sub"));
            case "center" -> Texts.pad(s, a.count(0, "width", 0), a.text(1, "fillchar", " "), 0);
            case "ljust" -> Texts.pad(s, a.count(0, "width", 0), a.text(1, "fillchar", " "), -1);
            case "rjust" -> Texts.pad(s, a.count(0, "width", 0), a.text(1, "fillchar", " "), 1);
            case "zfill" -> zfill(s, a.count(0, "width", 0));
            case "partition" -> partition(s, a.text(0, "sep"), s.indexOf(a.text(0, "sep")), false);
            case "rpartition" -> partition(s, a.text(0, "sep"), s.lastIndexOf(a.text(0, "sep")), true);
            case "maketrans" -> maketrans(a);
            case "translate" -> translate(s, Values.map(a.required(0, "table")));
            case "__len__" -> (long) s.codePointCount(0, s.length());
            default -> s.contains(a.text(0, "key"));
        };
    }

    private static @Nullable String chars(Args a) {
        return a.get(0, "chars") instanceof String chars ? chars : null;
    }

    private static String join(String separator, List<@Nullable Object> items) {
        List<String> parts = new ArrayList<>(items.size());
        for (Object item : items) {
            if (!(Values.require(item) instanceof String text)) {
                throw new ExpressionException("item " + parts.size() + " is " + Values.type(item) + ", not text; use the filter 'join'");
            }
            parts.add(text);
        }
        return String.join(separator, parts);
    }

    private static Map<String, @Nullable Object> strings(Map<@Nullable Object, @Nullable Object> map) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        map.forEach((k, v) -> result.put(Values.str(k), v));
        return result;
    }

    private static String window(String s, Args a) {
        return (String) Access.slice(s, a.get(1, "start"), a.get(2, "end"), null);
    }

    private static boolean affix(String s, Args a, boolean start) {
        Object given = a.required(0, "prefix");
        String text = window(s, a);
        for (Object item : given instanceof Tuple options ? options : Tuple.of(given)) {
            String affix = item instanceof String x ? x : notText(item);
            if (start ? text.startsWith(affix) : text.endsWith(affix)) {
                return true;
            }
        }
        return false;
    }

    private static String notText(@Nullable Object item) {
        throw new ExpressionException("needs text, not " + Values.type(item));
    }

    private static long find(String s, Args a, boolean last) {
        String text = window(s, a);
        String part = a.text(0, "sub");
        int at = last ? text.lastIndexOf(part) : text.indexOf(part);
        long start = a.integer(1, "start", 0);
        return at < 0 ? -1 : at + Math.max(0, Math.min(start < 0 ? start + s.length() : start, s.length()));
    }

    private static long found(long index, Args a) {
        if (index < 0) {
            throw new ExpressionException(Values.repr(a.text(0, "sub")) + " is not in the text");
        }
        return index;
    }

    private static String zfill(String s, int width) {
        boolean signed = s.startsWith("-") || s.startsWith("+");
        String digits = signed ? s.substring(1) : s;
        String zeros = "0".repeat(Math.max(0, width - s.length()));
        return (signed ? s.substring(0, 1) : "") + zeros + digits;
    }

    private static Tuple partition(String s, String separator, int at, boolean last) {
        if (at < 0) {
            return last ? Tuple.of("", "", s) : Tuple.of(s, "", "");
        }
        return Tuple.of(s.substring(0, at), separator, s.substring(at + separator.length()));
    }

    private static Map<@Nullable Object, @Nullable Object> maketrans(Args a) {
        Map<@Nullable Object, @Nullable Object> table = new LinkedHashMap<>();
        if (a.size() == 1) {
            Values.map(a.get(0, "x")).forEach((k, v) -> table.put(k instanceof String s ? (Object) (long) s.codePointAt(0) : k, v));
            return table;
        }
        int[] from = a.text(0, "x").codePoints().toArray();
        int[] to = a.text(1, "y").codePoints().toArray();
        for (int i = 0; i < from.length; i++) {
            table.put((long) from[i], (long) to[i]);
        }
        a.text(2, "z", "").codePoints().forEach(c -> table.put((long) c, null));
        return table;
    }

    private static String translate(String s, Map<@Nullable Object, @Nullable Object> table) {
        StringBuilder out = new StringBuilder();
        s.codePoints().forEach(c -> {
            Object to = table.containsKey((long) c) ? table.get((long) c) : (Object) (long) c;
            if (to != null) {
                out.append(to instanceof Long code ? Character.toString(code.intValue()) : Values.str(to));
            }
        });
        return out.toString();
    }

    private static boolean test(String s, String name) {
        return switch (name) {
            case "isalnum" -> all(s, Character::isLetterOrDigit);
            case "isalpha" -> all(s, Character::isLetter);
            case "isascii" -> s.chars().allMatch(c -> c < 128);
            case "isdecimal", "isdigit", "isnumeric" -> all(s, Character::isDigit);
            case "isspace" -> all(s, Character::isWhitespace);
            case "isprintable" -> s.codePoints().allMatch(PythonText::printable);
            case "isidentifier" -> s.matches("[\\p{L}_][\\p{L}\\p{N}_]*");
            case "islower" -> Texts.hasCase(s) && s.equals(s.toLowerCase(Locale.ROOT));
            case "isupper" -> Texts.hasCase(s) && s.equals(s.toUpperCase(Locale.ROOT));
            default -> Texts.hasCase(s) && s.equals(Texts.pythonTitle(s));
        };
    }

    private static boolean all(String s, IntPredicate predicate) {
        return !s.isEmpty() && s.codePoints().allMatch(predicate);
    }
}

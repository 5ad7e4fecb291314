package jplay.runner.expression;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Tests against another value. */
final class CompareTests {
    static final String NAMES = "eq equalto ne gt greaterthan ge lt lessthan le == != > >= < <= in sameas divisibleby even odd contains "
            + "subset issubset superset issuperset any all match search regex version version_compare uri url urn";

    private CompareTests() {}

    static @Nullable Test find(String name) {
        return switch (name) {
            case "eq", "equalto", "==" -> (v, a) -> Values.equal(v, a.required(0, "other"));
            case "ne", "!=" -> (v, a) -> !Values.equal(v, a.required(0, "other"));
            case "gt", "greaterthan", ">" -> (v, a) -> Values.compare(v, a.required(0, "other")) > 0;
            case "ge", ">=" -> (v, a) -> Values.compare(v, a.required(0, "other")) >= 0;
            case "lt", "lessthan", "<" -> (v, a) -> Values.compare(v, a.required(0, "other")) < 0;
            case "le", "<=" -> (v, a) -> Values.compare(v, a.required(0, "other")) <= 0;
            case "in" -> (v, a) -> Operators.contains(a.required(0, "seq"), v);
            case "sameas" -> (v, a) -> same(v, a.required(0, "other"));
            case "divisibleby" -> (v, a) -> remainder(v, a.required(0, "num")) == 0;
            case "even" -> (v, a) -> remainder(v, 2L) == 0;
            case "odd" -> (v, a) -> remainder(v, 2L) == 1;
            case "any" -> (v, a) -> Values.list(v).stream().anyMatch(Values::truth);
            case "all" -> (v, a) -> Values.list(v).stream().allMatch(Values::truth);
            default -> more(name);
        };
    }

    private static @Nullable Test more(String name) {
        return switch (name) {
            case "contains" -> (v, a) -> Operators.contains(v, a.required(0, "b"));
            case "subset", "issubset" -> (v, a) -> holds(Values.list(a.required(0, "b")), Values.list(v));
            case "superset", "issuperset" -> (v, a) -> holds(Values.list(v), Values.list(a.required(0, "b")));
            case "match" -> (v, a) -> matcher(v, a, 0).lookingAt();
            case "search" -> (v, a) -> matcher(v, a, 0).find();
            case "regex" -> CompareTests::regex;
            case "version", "version_compare" -> Versions::test;
            case "uri" -> (v, a) -> hasScheme(v, a, false);
            case "url" -> (v, a) -> hasScheme(v, a, true);
            case "urn" -> (v, a) -> Values.str(v).toLowerCase(Locale.ROOT).startsWith("urn:");
            default -> null;
        };
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        boolean value = a instanceof Long || a instanceof String || a instanceof Boolean;
        return a == b || value && a != null && a.equals(b);
    }

    private static double remainder(@Nullable Object value, @Nullable Object by) {
        if (value == null || by == null || !Numbers.isNumber(value)) {
            throw new ExpressionException("needs a number, not " + Values.type(value));
        }
        return Numbers.real(Numbers.modulo(value, by));
    }

    private static boolean holds(List<@Nullable Object> larger, List<@Nullable Object> smaller) {
        return smaller.stream().allMatch(item -> Operators.contains(larger, item));
    }

    private static Matcher matcher(@Nullable Object value, Args a, int regex) {
        return PythonRegex.compile(a.text(regex, "pattern"), a.flag(regex + 1, "ignorecase", false), a.flag(regex + 2, "multiline", false))
                .matcher(Values.str(value));
    }

    private static boolean regex(@Nullable Object value, Args a) {
        Matcher m = matcher(value, a, 0);
        return switch (a.text(3, "match_type", "search")) {
            case "search" -> m.find();
            case "match" -> m.lookingAt();
            case "fullmatch" -> m.matches();
            default -> throw new ExpressionException("match_type is 'search', 'match' or 'fullmatch'");
        };
    }

    private static boolean hasScheme(@Nullable Object value, Args a, boolean host) {
        String text = Values.str(value);
        int colon = text.indexOf(':');
        if (colon < 1 || host && !text.startsWith("//", colon + 1)) {
            return false;
        }
        Object schemes = a.get(0, "schemes");
        String rest = text.substring(colon + 1).replaceFirst("^//", "");
        return !rest.isEmpty() && (!host || !rest.startsWith("/"))
                && (schemes == null || Operators.contains(Values.list(schemes), text.substring(0, colon)));
    }
}

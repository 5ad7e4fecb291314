package jplay.runner.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The test {@code version}: comparing version numbers. */
final class Versions {
    private static final Pattern PART = Pattern.compile("\\d+|[a-z]+|\\.");
    private static final Pattern SEMVER = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");
    private static final Pattern PEP440 = Pattern.compile(
            "v?(?:(\\d+)!)?(\\d+(?:\\.\\d+)*)[-_.]?(?:(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\\d*))?(?:[-_.]?(?:post|rev|r)[-_.]?(\\d*)|-(\\d+))?"
                    + "(?:[-_.]?(dev)[-_.]?(\\d*))?(?:\\+.*)?", Pattern.CASE_INSENSITIVE);

    private Versions() {}

    static boolean test(@Nullable Object value, Args a) {
        String other = a.text(0, "version");
        String operator = a.text(1, "operator", "eq");
        boolean strict = a.flag(2, "strict", false);
        if (a.get(2, "strict") != null && a.get(3, "version_type") != null) {
            throw new ExpressionException("'strict' and 'version_type' are two ways to say one thing; leave 'strict' out");
        }
        String type = a.get(3, "version_type") == null ? strict ? "strict" : "loose" : a.text(3, "version_type");
        String own = Values.str(value);
        if (own.isEmpty()) {
            throw new ExpressionException("the input version value cannot be empty");
        }
        if (other.isEmpty()) {
            throw new ExpressionException("the version to compare against cannot be empty");
        }
        int order = order(type).compare(own, other);
        return switch (operator) {
            case "==", "=", "eq" -> order == 0;
            case "<", "lt" -> order < 0;
            case "<=", "le" -> order <= 0;
            case ">", "gt" -> order > 0;
            case ">=", "ge" -> order >= 0;
            case "!=", "<>", "ne" -> order != 0;
            default -> throw new ExpressionException("versions are not compared with '" + operator + "'");
        };
    }

    private static Comparator<String> order(String type) {
        return switch (type) {
            case "loose" -> (x, y) -> compare(loose(x), loose(y));
            case "strict" -> (x, y) -> compare(strict(x), strict(y));
            case "semver", "semantic" -> (x, y) -> compare(semver(x), semver(y));
            case "pep440" -> (x, y) -> compare(pep440(x), pep440(y));
            default -> throw new ExpressionException("version_type is 'loose', 'strict', 'semver' or 'pep440', not '" + type + "'");
        };
    }

    private static int compare(List<@Nullable Object> a, List<@Nullable Object> b) {
        return Values.compare(a, b);
    }

    static int compareLoose(String a, String b) {
        return compare(loose(a), loose(b));
    }

    /** The numbers and words, dots left out, as Python's LooseVersion cuts them. */
    private static List<@Nullable Object> loose(String version) {
        List<@Nullable Object> parts = new ArrayList<>();
        Matcher m = PART.matcher(version);
        int from = 0;
        while (m.find()) {
            addWord(parts, version.substring(from, m.start()));
            addWord(parts, m.group().equals(".") ? "" : m.group());
            from = m.end();
        }
        addWord(parts, version.substring(from));
        return parts;
    }

    private static void addWord(List<@Nullable Object> parts, String word) {
        if (!word.isEmpty()) {
            parts.add(word.matches("\\d{1,18}") ? (Object) Long.valueOf(word) : word);
        }
    }

    private static List<@Nullable Object> strict(String version) {
        Matcher m = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:([ab])(\\d+))?").matcher(version);
        if (!m.matches()) {
            throw new ExpressionException("'" + version + "' is no strict version");
        }
        long patch = m.group(3) == null ? 0 : Long.parseLong(m.group(3));
        List<@Nullable Object> numbers = List.of(Long.valueOf(m.group(1)), Long.valueOf(m.group(2)), patch);
        return List.of(numbers, m.group(4) == null ? "z" : m.group(4), m.group(5) == null ? 0L : Long.valueOf(m.group(5)));
    }

    /** A release comes after its pre-releases; numbers in these come before words. */
    private static List<@Nullable Object> semver(String version) {
        Matcher m = SEMVER.matcher(version);
        if (!m.matches()) {
            throw new ExpressionException("'" + version + "' is no semantic version");
        }
        List<@Nullable Object> parts = new ArrayList<>(
                List.of(Long.valueOf(m.group(1)), Long.valueOf(m.group(2)), Long.valueOf(m.group(3)), m.group(4) == null ? 1L : 0L));
        for (String part : m.group(4) == null ? new String[0] : m.group(4).split("\\.")) {
            boolean number = part.matches("\\d{1,18}");
            parts.add(List.of(number ? 0L : 1L, number ? (Object) Long.valueOf(part) : part));
        }
        return parts;
    }

    private static List<@Nullable Object> pep440(String version) {
        Matcher m = PEP440.matcher(version.strip());
        if (!m.matches()) {
            throw new ExpressionException("'" + version + "' is no version as PEP 440 defines it");
        }
        List<@Nullable Object> release = new ArrayList<>();
        for (String part : m.group(2).replaceFirst("(\\.0)+$", "").split("\\.")) {
            release.add(Long.valueOf(part));
        }
        boolean dev = m.group(7) != null;
        boolean post = m.group(5) != null || m.group(6) != null;
        String pre = m.group(3) == null ? dev && !post ? " " : "z" : stage(m.group(3).toLowerCase(java.util.Locale.ROOT));
        return List.of(number(m.group(1)), release, pre, number(m.group(4)), post ? 1 + number(m.group(5)) + number(m.group(6)) : 0L,
                dev ? 0L : 1L, number(m.group(8)));
    }

    private static String stage(String name) {
        return switch (name) {
            case "a", "alpha" -> "a";
            case "b", "beta" -> "b";
            default -> "rc";
        };
    }

    private static long number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}

package jplay.tasks.modules.packages;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of Python's packages, as far as numbers and marks of releases before the final one go. */
final class PipVersion {
    private static final Pattern CLAUSE = Pattern.compile("(~=|===?|!=|<=|>=|<|>)\\s*(.+)");
    private static final Pattern PRE = Pattern.compile("(?i)(.*?)[._-]?(a|b|c|rc|alpha|beta|dev|post)[._-]?(\\d*)$");

    private PipVersion() {}

    /** Whether a version is one that all clauses, with commas between, allow. */
    static boolean meets(String version, String clauses) {
        for (String clause : clauses.split(",")) {
            Matcher match = CLAUSE.matcher(clause.strip());
            if (!clause.isBlank() && (!match.matches() || !meets(version, match.group(1), match.group(2).strip()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean meets(String version, String operator, String wanted) {
        if (wanted.endsWith(".*")) {
            boolean begins = (version + ".").startsWith(wanted.substring(0, wanted.length() - 1));
            return operator.equals("!=") != begins;
        }
        int order = compare(version, wanted);
        return switch (operator) {
            case "==", "===" -> order == 0;
            case "!=" -> order != 0;
            case "<=" -> order <= 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            case ">" -> order > 0;
            default -> order >= 0 && wanted.contains(".") && (version + ".").startsWith(wanted.substring(0, wanted.lastIndexOf('.') + 1));
        };
    }

    static int compare(String a, String b) {
        List<BigInteger> one = numbers(a);
        List<BigInteger> other = numbers(b);
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            int order = (i < one.size() ? one.get(i) : BigInteger.ZERO).compareTo(i < other.size() ? other.get(i) : BigInteger.ZERO);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** At most eight numbers, then the rank of the mark and its number: a release has none, and goes behind those that have. */
    private static List<BigInteger> numbers(String version) {
        String text = version.replaceFirst("^v", "").split("\\+")[0];
        Matcher pre = PRE.matcher(text);
        boolean marked = pre.matches();
        List<BigInteger> numbers = new ArrayList<>();
        for (String part : (marked ? pre.group(1) : text).split("\\.")) {
            numbers.add(part.matches("\\d+") ? new BigInteger(part) : BigInteger.ZERO);
        }
        while (numbers.size() < 8) {
            numbers.add(BigInteger.ZERO);
        }
        int rank = !marked ? 5 : switch (pre.group(2).toLowerCase(java.util.Locale.ROOT).charAt(0)) {
            case 'd' -> 1;
            case 'a' -> 2;
            case 'b' -> 3;
            case 'p' -> 6;
            default -> 4;
        };
        numbers.add(BigInteger.valueOf(rank));
        numbers.add(marked && !pre.group(3).isEmpty() ? new BigInteger(pre.group(3)) : BigInteger.ZERO);
        return numbers;
    }
}

package jplay.runner.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that look like a mistyped one. */
public final class CloseNames {
    private CloseNames() {}

    /** {@code "; did you mean 'a' or 'b'?"}, or nothing. */
    public static String suggestion(String name, Iterable<String> candidates) {
        List<String> close = close(name, candidates);
        return close.isEmpty() ? "" : "; did you mean '" + String.join("' or '", close) + "'?";
    }

    /** At most two names, the closest first. */
    public static List<String> close(String name, Iterable<String> candidates) {
        record Scored(String name, int distance) {}
        int limit = Math.max(1, Math.min(3, name.length() / 3));
        List<Scored> found = new ArrayList<>();
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - name.length()) <= limit && !candidate.equals(name)) {
                int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
                if (distance <= limit && distance < candidate.length()) {
                    found.add(new Scored(candidate, distance));
                }
            }
        }
        found.sort(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name));
        return found.stream().map(Scored::name).distinct().limit(2).toList();
    }

    /** Edits from one to the other, where swapping two neighbours is one edit. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}

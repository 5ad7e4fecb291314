package jplay.runner.inventory;

import org.jspecify.annotations.Nullable;

/** Finds what was probably meant. */
public final class CloseName {
    private CloseName() {}

    /** The name closest to a mistyped one, if it is close at all. */
    public static @Nullable String of(String wrong, Iterable<String> names) {
        int best = Math.max(1, wrong.length() / 3) + 1;
        @Nullable String found = null;
        for (String name : names) {
            int distance = Math.abs(name.length() - wrong.length()) < best ? distance(wrong, name) : best;
            if (distance < best && !name.equals(wrong)) {
                best = distance;
                found = name;
            }
        }
        return found;
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}

package jplay.runner.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has to be removed from and added to some lines to get others: the shortest such script, as Myers describes it
 * ("An O(ND) Difference Algorithm", 1986), shown as unified hunks.
 */
final class TextDiff {
    /** Beyond so many edits the search costs more than its result is worth: all is shown as replaced. */
    private static final int MAX_EDITS = 2000;
    private static final int CONTEXT = 3;
    private static final String NO_NEWLINE = "\\ No newline at end of file";

    private final List<String> before;
    private final List<String> after;
    private final int[] a;
    private final int[] b;
    private final List<Edit> edits = new ArrayList<>();

    /** A line that stays (' '), goes ('-') or comes ('+'); positions count from 0. */
    private record Edit(char sign, int before, int after) {}

    private TextDiff(String before, String after) {
        this.before = lines(before);
        this.after = lines(after);
        Map<String, Integer> numbers = new HashMap<>();
        a = numbered(this.before, numbers);
        b = numbered(this.after, numbers);
        compare();
    }

    /** The hunks, a line each entry; empty where both are equal. */
    static List<String> hunks(String before, String after) {
        return new TextDiff(before, after).hunks();
    }

    /** Lines with their ends, so that a missing last one is a difference. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, to));
            from = to;
        }
        return lines;
    }

    private static int[] numbered(List<String> lines, Map<String, Integer> numbers) {
        int[] result = new int[lines.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = numbers.computeIfAbsent(lines.get(i), line -> numbers.size());
        }
        return result;
    }

    private void compare() {
        int start = 0;
        while (start < a.length && start < b.length && a[start] == b[start]) {
            edits.add(new Edit(' ', start, start++));
        }
        int endA = a.length;
        int endB = b.length;
        while (endA > start && endB > start && a[endA - 1] == b[endB - 1]) {
            endA--;
            endB--;
        }
        middle(start, endA, endB);
        while (endA < a.length) {
            edits.add(new Edit(' ', endA++, endB++));
        }
    }

    /** The part between the equal beginning and the equal end. */
    private void middle(int start, int endA, int endB) {
        int n = endA - start;
        int m = endB - start;
        int most = Math.min(n + m, MAX_EDITS);
        int[] reach = new int[2 * most + 3];
        List<int[]> history = new ArrayList<>();
        for (int d = 0; d <= most; d++) {
            history.add(Arrays.copyOfRange(reach, most - d, most + d + 3));
            for (int k = -d; k <= d; k += 2) {
                int at = most + 1 + k;
                int x = k == -d || k != d && reach[at - 1] < reach[at + 1] ? reach[at + 1] : reach[at - 1] + 1;
                while (x < n && x - k < m && x - k >= 0 && a[start + x] == b[start + x - k]) {
                    x++;
                }
                reach[at] = x;
                if (x >= n && x - k >= m) {
                    backtrack(history, start, n, m);
                    return;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            edits.add(new Edit('-', start + i, start));
        }
        for (int i = 0; i < m; i++) {
            edits.add(new Edit('+', endA, start + i));
        }
    }

    private void backtrack(List<int[]> history, int start, int n, int m) {
        List<Edit> reversed = new ArrayList<>();
        int x = n;
        int y = m;
        for (int d = history.size() - 1; d >= 0; d--) {
            int[] reach = history.get(d);
            int k = x - y;
            int at = d + 1 + k;
            int from = k == -d || k != d && reach[at - 1] < reach[at + 1] ? k + 1 : k - 1;
            int fromX = d == 0 ? 0 : reach[d + 1 + from];
            int fromY = d == 0 ? 0 : fromX - from;
            while (x > fromX && y > fromY) {
                reversed.add(new Edit(' ', start + --x, start + --y));
            }
            if (d > 0) {
                reversed.add(x > fromX ? new Edit('-', start + --x, start + y) : new Edit('+', start + x, start + --y));
            }
        }
        Collections.reverse(reversed);
        edits.addAll(reversed);
    }

    private List<String> hunks() {
        List<String> out = new ArrayList<>();
        int i = 0;
        while (i < edits.size()) {
            if (edits.get(i).sign() == ' ') {
                i++;
                continue;
            }
            int end = endOfHunk(i);
            hunk(out, Math.max(0, i - CONTEXT), Math.min(edits.size(), end + CONTEXT));
            i = end;
        }
        return out;
    }

    /** Changes with at most twice the context between them share a hunk. */
    private int endOfHunk(int from) {
        int end = from;
        for (int i = from; i < edits.size() && i - end <= 2 * CONTEXT; i++) {
            if (edits.get(i).sign() != ' ') {
                end = i + 1;
            }
        }
        return end;
    }

    private void hunk(List<String> out, int from, int to) {
        List<Edit> part = edits.subList(from, to);
        int removed = (int) part.stream().filter(edit -> edit.sign() != '+').count();
        int added = (int) part.stream().filter(edit -> edit.sign() != '-').count();
        Edit first = part.get(0);
        out.add("@@ -" + range(first.before(), removed) + " +" + range(first.after(), added) + " @@");
        for (Edit edit : part) {
            String line = edit.sign() == '+' ? after.get(edit.after()) : before.get(edit.before());
            boolean ended = line.endsWith("\n");
            out.add(edit.sign() + (ended ? line.substring(0, line.length() - 1) : line));
            if (!ended) {
                out.add(NO_NEWLINE);
            }
        }
    }

    private static String range(int start, int count) {
        int first = count == 0 ? start : start + 1;
        return count == 1 ? Integer.toString(first) : first + "," + count;
    }
}

package jplay.runner.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jplay.runner.event.Redactor;
import jplay.tasks.contract.Diff;
import org.junit.jupiter.api.Test;

class TextDiffTest {

    private static String hunks(String before, String after) {
        return String.join("\n", TextDiff.hunks(before, after));
    }

    @Test
    void emptyAndEqual() {
        assertEquals("", hunks("", ""));
        assertEquals("", hunks("a\nb\n", "a\nb\n"));
        assertEquals("@@ -0,0 +1 @@\n+a", hunks("", "a\n"));
        assertEquals("@@ -1,2 +0,0 @@\n-a\n-b", hunks("a\nb\n", ""));
    }

    @Test
    void aMissingLastNewlineIsADifference() {
        assertEquals("@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a", hunks("a", "a\n"));
    }

    @Test
    void distantChangesHaveHunksOfTheirOwnAndNearOnesShare() {
        String before = numbers(1, 20);
        assertEquals("""
                @@ -1,5 +1,5 @@
                 1
                -2
                +two
                 3
                 4
                 5
                @@ -16,5 +16,4 @@
                 16
                 17
                 18
                -19
                 20""", hunks(before, before.replace("\n2\n", "\ntwo\n").replace("\n19\n", "\n")));
        assertEquals(1, TextDiff.hunks(before, before.replace("\n5\n", "\n").replace("\n12\n", "\n"))
                .stream().filter(line -> line.startsWith("@@")).count());
    }

    /** Whatever the texts: applying the script to the one gives the other, and it is as short as the table says. */
    @Test
    void theScriptIsRightAndShortest() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            List<String> a = letters(random);
            List<String> b = letters(random);
            List<String> hunks = TextDiff.hunks(String.join("", a), String.join("", b));
            assertEquals(b, apply(hunks, a), () -> a + " to " + b + " by " + hunks);
            long edits = hunks.stream().filter(line -> line.startsWith("+") || line.startsWith("-")).count();
            assertEquals(a.size() + b.size() - 2L * common(a, b), edits);
        }
    }

    @Test
    void veryDifferentTextsAreShownAsReplaced() {
        List<String> hunks = TextDiff.hunks(numbers(0, 3000), numbers(5000, 9000));
        assertEquals("@@ -1,3001 +1,4001 @@", hunks.get(0));
        assertEquals(1 + 3001 + 4001, hunks.size());
    }

    @Test
    void longDiffsAreCutAndPropertiesAreYaml() {
        DiffText text = new DiffText(new Redactor(), false);
        assertTrue(text.of(List.of(Diff.text("/x", "", numbers(1, 700)))).endsWith("+499\n… 201 more lines\n\n"));
        assertEquals("""
                --- before: /etc/motd
                +++ after: /etc/motd
                @@ -1 +1 @@
                -mode: '0644'
                +mode: '0600'

                """, text.of(List.of(Diff.properties("/etc/motd", java.util.Map.of("mode", "0644"), java.util.Map.of("mode", "0600")))));
    }

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> n + "\n").collect(Collectors.joining());
    }

    private static List<String> letters(Random random) {
        return IntStream.range(0, random.nextInt(12)).mapToObj(n -> "abcd".charAt(random.nextInt(4)) + "\n").toList();
    }

    private static List<String> apply(List<String> hunks, List<String> before) {
        List<String> result = new ArrayList<>();
        int next = 0;
        for (String line : hunks) {
            if (line.startsWith("@@")) {
                String[] range = line.split("[ ,]");
                int start = -Integer.parseInt(range[1]) - (line.matches("@@ -\\d+,0 .*") ? 0 : 1);
                result.addAll(before.subList(next, start));
                next = start;
            } else if (line.startsWith("+")) {
                result.add(line.substring(1) + "\n");
            } else {
                assertEquals(line.substring(1) + "\n", before.get(next++));
                if (line.startsWith(" ")) {
                    result.add(line.substring(1) + "\n");
                }
            }
        }
        result.addAll(before.subList(next, before.size()));
        return result;
    }

    private static int common(List<String> a, List<String> b) {
        int[][] table = new int[a.size() + 1][b.size() + 1];
        for (int i = 1; i <= a.size(); i++) {
            for (int j = 1; j <= b.size(); j++) {
                table[i][j] = a.get(i - 1).equals(b.get(j - 1))
                        ? table[i - 1][j - 1] + 1
                        : Math.max(table[i - 1][j], table[i][j - 1]);
            }
        }
        return table[a.size()][b.size()];
    }
}

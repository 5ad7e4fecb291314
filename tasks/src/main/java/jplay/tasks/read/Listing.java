package jplay.tasks.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import jplay.tasks.contract.Output;

/** Reads what {@code jp_tree} and {@code jp_files} print. */
final class Listing {
    private static final int FIELDS = 13;

    private Listing() {}

    /** The files by path. */
    static Map<String, FileState> parse(Output output, String digest) {
        String out = output.out();
        String[] parts = out.split("(?<=^|\n)///\n", -1);
        Map<String, String> targets = pairs(parts.length > 1 ? parts[1] : "");
        Map<String, String> sums = sums(parts.length > 2 ? parts[2] : "");
        Map<String, FileState> files = new TreeMap<>();
        for (String record : parts[0].split("\n//\n")) {
            String[] fields = record.split("\\|", FIELDS);
            if (fields.length == FIELDS) {
                String path = fields[FIELDS - 1];
                String sum = sums.get(path);
                files.put(path, FileState.of(fields, targets.get(path), null, sum == null ? Map.of() : Map.of(digest, sum), null));
            }
        }
        return files;
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        String[] items = text.split("\n//\n");
        for (int i = 0; i + 1 < items.length; i += 2) {
            pairs.put(items[i], items[i + 1]);
        }
        return pairs;
    }

    /** GNU's tools write a backslash before a line in which they escaped the name. */
    private static Map<String, String> sums(String text) {
        Map<String, String> sums = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            boolean escaped = line.startsWith("\\");
            int space = line.indexOf("  ");
            if (space > 0) {
                String name = line.substring(space + 2);
                sums.put(
                        escaped ? name.replace("\\n", "\n").replace("\\\\", "\\") : name,
                        line.substring(escaped ? 1 : 0, space));
            }
        }
        return sums;
    }
}

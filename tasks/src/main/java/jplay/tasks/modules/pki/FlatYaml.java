package jplay.tasks.modules.pki;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the plain YAML that kubeconfigs are written in (by kubectl, kubeadm and ourselves): block mappings and lists of
 * them, one scalar a line. Gives the scalars by their paths; a list's entries go by their {@code name}.
 */
final class FlatYaml {
    private record Level(int indent, String path) {}

    private final Map<String, String> settings = new TreeMap<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private int entries;

    private FlatYaml() {}

    static Map<String, String> read(String text) {
        FlatYaml reader = new FlatYaml();
        text.lines().filter(line -> !line.isBlank() && !line.strip().startsWith("#") && !line.equals("---")).forEach(reader::line);
        return reader.byName();
    }

    private void line(String line) {
        int indent = line.length() - line.stripLeading().length();
        String rest = line.strip();
        if (rest.startsWith("- ")) {
            up(indent, true);
            levels.push(new Level(indent, path() + "/#" + entries++));
            int gap = rest.length() - rest.substring(2).stripLeading().length();
            rest = rest.substring(gap);
            indent += gap;
        } else {
            up(indent, false);
        }
        int colon = rest.indexOf(": ");
        if (colon < 0 && rest.endsWith(":")) {
            levels.push(new Level(indent, path() + "/" + rest.substring(0, rest.length() - 1)));
        } else if (colon > 0) {
            settings.put(path() + "/" + rest.substring(0, colon), scalar(rest.substring(colon + 2).strip()));
        } else {
            settings.put(path() + "/?" + entries++, rest);
        }
    }

    /** A list may stand at the indent of its key. */
    private void up(int indent, boolean item) {
        while (!levels.isEmpty() && (levels.peek().indent() > indent
                || levels.peek().indent() == indent && !(item && !levels.peek().path().matches(".*/#\\d+")))) {
            levels.pop();
        }
    }

    private String path() {
        return levels.isEmpty() ? "" : levels.element().path();
    }

    private Map<String, String> byName() {
        Map<String, String> named = new TreeMap<>();
        settings.forEach((path, value) -> {
            String name = path;
            for (int at = name.indexOf("/#"); at >= 0; at = name.indexOf("/#", at + 1)) {
                int end = name.indexOf('/', at + 1) < 0 ? name.length() : name.indexOf('/', at + 1);
                String own = settings.get(name.substring(0, end) + "/name");
                name = own == null ? name : name.substring(0, at) + "/" + own.replace('#', '_') + name.substring(end);
            }
            if (!value.equals("{}") && !value.equals("[]") && !value.equals("null")) {
                named.put(name, value);
            }
        });
        return named;
    }

    private static String scalar(String text) {
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            return text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\");
        }
        return text.length() > 1 && text.startsWith("'") && text.endsWith("'") ? text.substring(1, text.length() - 1).replace("''", "'") : text;
    }
}

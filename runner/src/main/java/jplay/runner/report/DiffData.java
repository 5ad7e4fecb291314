package jplay.runner.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jplay.runner.event.Redactor;
import jplay.runner.source.Node;
import jplay.runner.source.ProblemException;
import jplay.runner.source.YamlReader;
import jplay.tasks.contract.Diff;
import org.jspecify.annotations.Nullable;

/** Diffs for programs, without secrets: of JSON and YAML also the values that change, each by its path. */
public final class DiffData {
    private static final int MAX_LINES = 500;
    private static final int MAX_VALUES = 200;

    private DiffData() {}

    /** Both texts in full. */
    static Map<String, Object> whole(Diff.Entry entry, Redactor redactor) {
        Map<String, Object> fields = new LinkedHashMap<>();
        switch (entry) {
            case Diff.Text t -> {
                String before = redactor.redactBefore(t.before(), t.after());
                String after = redactor.redact(t.after());
                fields.put("before_header", t.beforeHeader());
                fields.put("before", before);
                fields.put("after_header", t.afterHeader());
                fields.put("after", after);
                List<Object> values = values(t, before, after);
                if (!values.isEmpty()) {
                    fields.put("values", values);
                }
            }
            case Diff.Properties p -> properties(fields, p);
        }
        return fields;
    }

    /** What differs alone: values where the text is JSON or YAML, otherwise unified lines, cut where there are many. */
    public static List<Object> brief(Diff diff, Redactor redactor) {
        List<Object> entries = new ArrayList<>();
        for (Diff.Entry entry : diff.entries()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            switch (entry) {
                case Diff.Text t -> text(fields, t, redactor);
                case Diff.Properties p -> properties(fields, p);
            }
            entries.add(Objects.requireNonNull(redactor.redactValue(fields)));
        }
        return entries;
    }

    private static void text(Map<String, Object> fields, Diff.Text t, Redactor redactor) {
        String before = redactor.redactBefore(t.before(), t.after());
        String after = redactor.redact(t.after());
        fields.put("name", t.afterHeader().isEmpty() ? t.beforeHeader() : t.afterHeader());
        List<Object> values = values(t, before, after);
        if (!values.isEmpty()) {
            fields.put("values", values);
            return;
        }
        List<String> lines = TextDiff.hunks(before, after);
        fields.put("lines", lines.size() > MAX_LINES ? lines.subList(0, MAX_LINES) : lines);
        if (lines.size() > MAX_LINES) {
            fields.put("more_lines", lines.size() - MAX_LINES);
        }
    }

    private static void properties(Map<String, Object> fields, Diff.Properties p) {
        fields.put("name", p.name());
        fields.put("before", p.before());
        fields.put("after", p.after());
    }

    /** The values that change where both texts are structured and the name or a brace says so; none otherwise. */
    private static List<Object> values(Diff.Text t, String before, String after) {
        boolean named = t.afterHeader().matches("(?s).*\\.(json|ya?ml)") || t.beforeHeader().matches("(?s).*\\.(json|ya?ml)");
        if (!named && !(before.startsWith("{") && after.startsWith("{"))) {
            return List.of();
        }
        @Nullable Object was = parse(before);
        @Nullable Object is = parse(after);
        List<Object> found = new ArrayList<>();
        if (was instanceof Map<?, ?> && is instanceof Map<?, ?> || was instanceof List<?> && is instanceof List<?>) {
            compare("", was, is, found);
        }
        return found.size() > MAX_VALUES ? List.of() : found;
    }

    private static @Nullable Object parse(String text) {
        try {
            @Nullable Node node = YamlReader.parse(text, "diff");
            return node == null ? null : node.value();
        } catch (ProblemException e) {
            return null;
        }
    }

    private static void compare(String path, @Nullable Object was, @Nullable Object is, List<Object> found) {
        if (Objects.equals(was, is)) {
            return;
        }
        if (was instanceof Map<?, ?> a && is instanceof Map<?, ?> b) {
            Set<@Nullable Object> keys = new LinkedHashSet<>(a.keySet());
            keys.addAll(b.keySet());
            for (Object key : keys) {
                String at = path.isEmpty() ? String.valueOf(key) : path + "." + key;
                if (a.containsKey(key) && b.containsKey(key)) {
                    compare(at, a.get(key), b.get(key), found);
                } else {
                    found.add(change(at, a.containsKey(key), a.get(key), b.containsKey(key), b.get(key)));
                }
            }
        } else if (was instanceof List<?> a && is instanceof List<?> b) {
            for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
                if (i < a.size() && i < b.size()) {
                    compare(path + "[" + i + "]", a.get(i), b.get(i), found);
                } else {
                    found.add(change(path + "[" + i + "]", i < a.size(), i < a.size() ? a.get(i) : null, i < b.size(), i < b.size() ? b.get(i) : null));
                }
            }
        } else {
            found.add(change(path, true, was, true, is));
        }
    }

    private static Map<String, @Nullable Object> change(String path, boolean had, @Nullable Object was, boolean has, @Nullable Object is) {
        Map<String, @Nullable Object> change = new LinkedHashMap<>();
        change.put("path", path);
        if (had) {
            change.put("before", was);
        }
        if (has) {
            change.put("after", is);
        }
        return change;
    }
}

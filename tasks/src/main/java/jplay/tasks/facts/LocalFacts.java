package jplay.tasks.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jplay.tasks.contract.Answer;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** What the host says of itself in {@code /etc/ansible/facts.d}: JSON or INI, or programs that print it. */
final class LocalFacts {
    private LocalFacts() {}

    static void local(FactsText in, Map<String, Object> facts) {
        Map<String, @Nullable Object> local = new TreeMap<>();
        for (String section : in.sectionNames()) {
            if (section.startsWith("local ")) {
                String path = section.substring("local ".length());
                String name = path.substring(path.lastIndexOf('/') + 1).replace(".fact", "");
                local.put(name, fact(path, in.section(section)));
            }
        }
        facts.put("local", local);
    }

    static void overlay(Map<String, Object> facts, Map<String, Answer<?>> files) {
        Map<String, @Nullable Object> local = new TreeMap<>();
        if (facts.get("local") instanceof Map<?, ?> known) {
            known.forEach((name, value) -> local.put(String.valueOf(name), value));
        }
        files.forEach((path, answer) -> {
            String name = path.substring(path.lastIndexOf('/') + 1).replace(".fact", "");
            if (!path.endsWith(".fact") || answer.isAbsent()) {
                local.remove(name);
            } else if (answer instanceof Answer.Known<?>(FileState state) && state.content() != null) {
                local.put(name, fact(path, state.content().text().lines().toList()));
            }
        });
        facts.put("local", local);
    }

    private static @Nullable Object fact(String path, List<String> lines) {
        String text = String.join("\n", lines);
        if (text.startsWith("Failure executing fact script (")) {
            return text;
        }
        try {
            return Json.read(text);
        } catch (java.io.IOException e) {
            Object ini = ini(lines);
            return ini != null ? ini : "error loading facts as JSON or ini - please check content: " + path;
        }
    }

    private static @Nullable Object ini(List<String> lines) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> section = null;
        for (String raw : lines) {
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                section = sections.computeIfAbsent(line.substring(1, line.length() - 1), name -> new LinkedHashMap<>());
                continue;
            }
            String[] parts = line.split("[=:]", 2);
            if (section == null || parts.length != 2) {
                return null;
            }
            section.put(parts[0].strip().toLowerCase(Locale.ROOT), parts[1].strip());
        }
        return sections;
    }
}

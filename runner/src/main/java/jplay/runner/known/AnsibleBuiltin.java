package jplay.runner.known;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code ansible-doc} lists of Ansible's core, and the filters and tests of Jinja2.
 *
 * @param version of Ansible
 * @param keywords with what each may stand on: play, role, block, task
 * @param modules with their parameters, these with their aliases; {@code a.b} is {@code b} within the dict {@code a}
 * @param names of filters, tests and lookups
 * @param jinja those of Jinja2
 */
public record AnsibleBuiltin(
        String version,
        Map<String, List<String>> keywords,
        Map<String, Map<String, List<String>>> modules,
        Map<Kind, Set<String>> names,
        Map<Kind, Set<String>> jinja) {

    private static final String FILE = "ansible.txt";

    /** What has a name. */
    public enum Kind { MODULE, FILTER, TEST, LOOKUP }

    /** Reads the list. */
    public static AnsibleBuiltin read() {
        AnsibleBuiltin all = new AnsibleBuiltin(lines(FILE).get(0).substring("ansible ".length()), new LinkedHashMap<>(),
                new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Kind kind : List.of(Kind.FILTER, Kind.TEST, Kind.LOOKUP)) {
            all.names.put(kind, new TreeSet<>());
            all.jinja.put(kind, new TreeSet<>());
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String line : lines(FILE)) {
            List<String> words = List.of(line.strip().split(" "));
            if (line.startsWith(" ")) {
                parameters.put(words.get(0), words.subList(1, words.size()));
            } else if (words.get(0).equals("module")) {
                parameters = new LinkedHashMap<>();
                all.modules.put(words.get(1), parameters);
            } else {
                all.add(words);
            }
        }
        return all;
    }

    private void add(List<String> words) {
        String name = words.get(1);
        switch (words.get(0)) {
            case "keyword" -> keywords.put(name, words.subList(2, words.size()));
            case "filter" -> of(names, Kind.FILTER).add(name);
            case "test" -> of(names, Kind.TEST).add(name);
            case "lookup" -> of(names, Kind.LOOKUP).add(name);
            case "jinja-filter" -> of(jinja, Kind.FILTER).add(name);
            case "jinja-test" -> of(jinja, Kind.TEST).add(name);
            default -> {
                // The version.
            }
        }
    }

    private static Set<String> of(Map<Kind, Set<String>> names, Kind kind) {
        return Objects.requireNonNull(names.get(kind));
    }

    static List<String> lines(String resource) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(AnsibleBuiltin.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            List<String> lines = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

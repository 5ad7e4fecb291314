package jplay.runner.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jplay.runner.expression.Filters;
import jplay.runner.expression.Lookups;
import jplay.runner.expression.Tests;
import jplay.runner.known.AnsibleBuiltin;
import jplay.runner.known.AnsibleBuiltin.Kind;
import jplay.runner.model.Keywords;
import jplay.tasks.Modules;
import org.jspecify.annotations.Nullable;

/** What jplay has of Ansible's language, name by name, in Markdown. */
public final class Compatibility {
    /** The first line of the page. */
    public static final String MARKER = "<!-- Made by jplay doc --compatibility; edit the code or differences.md instead. -->";

    private final Modules modules;
    private final AnsibleBuiltin ansible;
    private final ModuleComparison comparison;
    private final StringBuilder out = new StringBuilder();

    private Compatibility(Modules modules, AnsibleBuiltin ansible) {
        this.modules = modules;
        this.ansible = ansible;
        this.comparison = new ModuleComparison(modules, ansible);
    }

    /** The page. */
    public static String of(Modules modules) {
        return new Compatibility(modules, AnsibleBuiltin.read()).page();
    }

    private String page() {
        out.append(MARKER).append("\n# Compatibility with Ansible\n\nMeasured by name against `ansible-doc` of Ansible ")
                .append(ansible.version()).append(", and against Jinja2.\n\n");
        totals();
        differences();
        keywords();
        comparison.write(out);
        names("Filters", Kind.FILTER, Filters.names());
        names("Tests", Kind.TEST, Tests.names());
        names("Lookups", Kind.LOOKUP, Lookups.all());
        return out.toString();
    }

    private void totals() {
        out.append("| | Ansible's | jplay's | |\n| --- | ---: | ---: | ---: |\n");
        total("Keywords", ansible.keywords().size(), count(ansible.keywords().keySet(), this::hasKeyword));
        total("Modules of ansible.builtin", ansible.modules().size(), count(ansible.modules().keySet(), comparison::has));
        total("Their parameters", comparison.theirs(), comparison.ours());
        total("Filters", all(Kind.FILTER).size(), count(all(Kind.FILTER), Filters::exists));
        total("Tests", all(Kind.TEST).size(), count(all(Kind.TEST), Tests::exists));
        total("Lookups", all(Kind.LOOKUP).size(), count(all(Kind.LOOKUP), Lookups.all()::contains));
        out.append('\n');
    }

    private void total(String what, int theirs, long ours) {
        out.append("| ").append(what).append(" | ").append(theirs).append(" | ").append(ours).append(" | ")
                .append(String.format(Locale.ROOT, "%.1f %%", Math.floor(1000.0 * ours / theirs) / 10)).append(" |\n");
    }

    private static long count(Collection<String> names, java.util.function.Predicate<String> has) {
        return names.stream().filter(has).count();
    }

    private void differences() {
        try (InputStream in = Objects.requireNonNull(Compatibility.class.getResourceAsStream("differences.md"))) {
            out.append("## Known differences\n\n").append(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()).append("\n\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keywords() {
        out.append("## Keywords\n\n| Keyword | On | jplay |\n| --- | --- | --- |\n");
        ansible.keywords().forEach((name, levels) -> out.append("| `").append(name).append("` | ")
                .append(String.join(", ", levels)).append(" | ").append(keyword(name, levels)).append(" |\n"));
        Set<String> more = new TreeSet<>(Keywords.HANDLER);
        more.addAll(Keywords.PLAY);
        more.addAll(Keywords.ROLE);
        more.removeAll(ansible.keywords().keySet());
        out.append("\nBeside these, what Ansible takes and does not list: ").append(joined(more)).append(" and `with_` before a lookup's name.\n\n");
    }

    private boolean hasKeyword(String name) {
        return keyword(name, ansible.keywords().getOrDefault(name, List.of())).indexOf("no") != 0;
    }

    private static String keyword(String name, List<String> levels) {
        @Nullable String refused = Keywords.REFUSED.get(name);
        if (refused != null) {
            return "refused: " + refused;
        }
        List<String> lacking = levels.stream().filter(level -> !on(level).contains(name)).toList();
        return lacking.isEmpty() ? "yes" : "not on " + String.join(", ", lacking);
    }

    private static Set<String> on(String level) {
        return switch (level) {
            case "play" -> Keywords.PLAY;
            case "role" -> Keywords.ROLE;
            case "block" -> Keywords.BLOCK;
            default -> Keywords.TASK;
        };
    }

    private Set<String> all(Kind kind) {
        Set<String> all = new TreeSet<>(ansible.names().getOrDefault(kind, Set.of()));
        all.addAll(ansible.jinja().getOrDefault(kind, Set.of()));
        return all;
    }

    private void names(String title, Kind kind, List<String> ours) {
        out.append("## ").append(title).append("\n\n| Name | Of | jplay |\n| --- | --- | --- |\n");
        Map<String, String> origin = new TreeMap<>();
        ansible.jinja().getOrDefault(kind, Set.of()).forEach(name -> origin.put(name, "Jinja2"));
        ansible.names().getOrDefault(kind, Set.of()).forEach(name -> origin.put(name, "ansible.builtin"));
        origin.forEach((name, from) -> out.append("| `").append(name).append("` | ").append(from).append(" | ")
                .append(ours.contains(name) ? "yes" : "no").append(" |\n"));
        Set<String> more = new TreeSet<>(ours);
        more.removeAll(origin.keySet());
        if (!more.isEmpty()) {
            out.append("\nBeside these, those of other collections, and names that Ansible does not list: ").append(joined(more)).append(".\n");
        }
        out.append(kind == Kind.LOOKUP ? "" : "\n");
    }

    static String joined(Collection<String> names) {
        return new ArrayList<>(names).stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /** How many parts in a thousand of something there are: for a test to hold. */
    public static Map<String, Integer> perThousand(Modules modules) {
        AnsibleBuiltin ansible = AnsibleBuiltin.read();
        Compatibility page = new Compatibility(modules, ansible);
        return Map.of(
                "keywords", part(ansible.keywords().keySet(), page::hasKeyword),
                "modules", part(ansible.modules().keySet(), page.comparison::has),
                "parameters", (int) (1000L * page.comparison.ours() / page.comparison.theirs()),
                "filters", part(page.all(Kind.FILTER), Filters::exists),
                "tests", part(page.all(Kind.TEST), Tests::exists),
                "lookups", part(page.all(Kind.LOOKUP), Lookups.all()::contains));
    }

    private static int part(Collection<String> names, java.util.function.Predicate<String> has) {
        return (int) (1000 * count(names, has) / names.size());
    }
}

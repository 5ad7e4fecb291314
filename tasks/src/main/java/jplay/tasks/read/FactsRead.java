package jplay.tasks.read;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import jplay.tasks.facts.Facts;

/**
 * Facts of a host, without the prefix {@code ansible_}.
 *
 * @param collectors which, from {@link Facts#collectors}
 * @param factPath where the host's own facts are
 * @param timeout seconds that file systems and programs of the host's own may take
 */
public record FactsRead(List<String> collectors, String factPath, int timeout) implements Read<Map<String, Object>> {

    /** What {@code gather_facts} asks where nothing else is said. */
    public static FactsRead all() {
        return of(List.of("all"), "/etc/ansible/facts.d", 10);
    }

    /** Throws IllegalArgumentException where a subset has no such name. */
    public static FactsRead of(List<String> subset, String factPath, int timeout) {
        return new FactsRead(List.copyOf(Facts.collectors(subset)), factPath, timeout);
    }

    @Override
    public boolean isLasting() {
        return false;
    }

    @Override
    public String script() {
        return "jp_facts " + (collectors.contains("hardware") ? 1 : 0) + " " + (collectors.contains("network") ? 1 : 0) + " "
                + Shell.quote(collectors.contains("local") ? factPath : "/dev/null") + " " + timeout;
    }

    @Override
    public Answer<Map<String, Object>> parse(Output output) {
        // Distribution before package manager, which looks at the family; the set's order does that.
        return output.out().contains("\036files")
                ? Answer.known(Facts.parse(output.out(), new TreeSet<>(collectors)))
                : Answer.unknown("no facts: " + output.err().strip());
    }

    /** The host's own facts may be among the files that are yet to be put there. */
    @Override
    public Answer<Map<String, Object>> overlay(Pending pending, Answer<Map<String, Object>> real) {
        SortedMap<String, Answer<?>> files = pending.below(FilePaths.clean(factPath));
        if (!collectors.contains("local") || files.isEmpty()) {
            return real;
        }
        for (Map.Entry<String, Answer<?>> file : files.entrySet()) {
            boolean told = file.getValue().isAbsent() || file.getValue() instanceof Answer.Known<?>(FileState state)
                    && (state.isDirectory() || state.content() != null && (state.mode() & 0111) == 0);
            if (!told && file.getKey().endsWith(".fact")) {
                return Answer.later("what " + file.getKey() + " says is known only when it is there");
            }
        }
        return real.map(facts -> Facts.withLocal(facts, files));
    }
}

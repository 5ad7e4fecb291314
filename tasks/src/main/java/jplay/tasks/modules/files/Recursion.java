package jplay.tasks.modules.files;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.effect.SetAttributes;
import jplay.tasks.effect.SetMany;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.TreeRead;

/** All that is below a directory, and with {@code follow} what the links there point to. */
final class Recursion {
    private final FileModule.Params params;
    private final String top;
    private final Map<String, FileState> found = new TreeMap<>();
    private final Set<Read<?>> open = new LinkedHashSet<>();

    Recursion(FileModule.Params params, String top) {
        this.params = params;
        this.top = top;
    }

    /** What has to be asked before all is known. */
    Reads open(HostState host) {
        Deque<String> directories = new ArrayDeque<>(List.of(top));
        Set<String> seen = new LinkedHashSet<>(directories);
        while (!directories.isEmpty()) {
            TreeRead read = new TreeRead(directories.poll(), null);
            if (!host.has(read)) {
                open.add(read);
                continue;
            }
            host.get(read).get().forEach((path, state) -> {
                found.put(path, state);
                if (state.isLink() && params.follow()) {
                    behind(host, path, directories, seen);
                }
            });
        }
        found.remove(top);
        return Reads.of(new ArrayList<>(open));
    }

    private void behind(HostState host, String link, Deque<String> directories, Set<String> seen) {
        FileRead read = FileRead.of(link).following();
        if (!host.has(read)) {
            open.add(read);
        } else if (host.get(read).isKnown()) {
            FileState state = host.get(read).get();
            String real = state.realPath() == null ? link : state.realPath();
            found.put(real, state);
            if (state.isDirectory() && !real.startsWith(top + "/") && seen.add(real)) {
                directories.add(real);
            }
        }
    }

    /** Adds what is to be done. */
    Diff add(HostState host, List<Effect> effects, Diff diff) {
        Wish wish = params.wish();
        List<SetAttributes> all = new ArrayList<>();
        List<Diff.Entry> entries = new ArrayList<>();
        found.forEach((path, state) -> {
            if (!wish.isMet(state)) {
                all.add(wish.mend(path, state));
                entries.add(wish.diff(path, state));
            }
        });
        if (!all.isEmpty()) {
            effects.add(new SetMany(top, all));
        }
        return diff.and(entries.toArray(new Diff.Entry[0]));
    }
}

package jplay.tasks.contract;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The effects so far of a check-mode run on one host: what is there that was not, and what is no more.
 *
 * <p>Subjects of the kind {@code file} are paths and know of one another: what lay below a directory is gone with it,
 * even when a new one is made in its place. Several tasks may use it at once, as all delegate to one host.
 */
public final class Pending {
    private static final String FILE = "file";
    private final Map<Read.Subject, Answer<?>> answers = new HashMap<>();
    private final NavigableMap<String, Answer<?>> files = new TreeMap<>();
    private final Set<String> emptied = new HashSet<>();
    private final Map<String, String> hidden = new HashMap<>();

    /** What is pending now, to lay over it what nobody else is to see. */
    public synchronized Pending copy() {
        Pending copy = new Pending();
        copy.answers.putAll(answers);
        copy.files.putAll(files);
        copy.emptied.addAll(emptied);
        copy.hidden.putAll(hidden);
        return copy;
    }

    public synchronized void put(Read.Subject subject, Answer<?> answer) {
        if (!subject.kind().equals(FILE)) {
            answers.put(subject, answer);
            return;
        }
        if (answer.isAbsent()) {
            empty(subject.name());
        }
        files.put(subject.name(), answer);
    }

    public synchronized @Nullable Answer<?> get(Read.Subject subject) {
        if (!subject.kind().equals(FILE)) {
            return answers.get(subject);
        }
        Answer<?> own = files.get(subject.name());
        return own == null && isBelowEmptied(subject.name()) ? Answer.absent() : own;
    }

    /** Nothing is left below this path, as far as it was not put there afterwards. */
    public synchronized void empty(String path) {
        view(path).clear();
        emptied.add(path);
        hidden.keySet().removeIf(at -> at.equals(path) || at.startsWith(path + "/"));
    }

    /** Something that nobody can foretell will be below this path; {@code why} goes into messages. */
    public synchronized void hide(String path, String why) {
        hidden.put(path, why);
    }

    /** Why it cannot be told what will be at this path, or null where it can. */
    public synchronized @Nullable String hiddenBecause(String path) {
        for (int slash = path.lastIndexOf('/'); !hidden.isEmpty() && slash >= 0; slash = path.lastIndexOf('/', slash - 1)) {
            String why = hidden.get(slash == 0 ? "/" : path.substring(0, slash));
            if (why != null) {
                return why;
            }
            if (slash == 0) {
                break;
            }
        }
        return null;
    }

    /** The files that were put below a path, by path. */
    public synchronized SortedMap<String, Answer<?>> below(String path) {
        return new TreeMap<>(view(path));
    }

    private SortedMap<String, Answer<?>> view(String path) {
        String prefix = path.equals("/") ? "/" : path + "/";
        return files.subMap(prefix, false, prefix + Character.MAX_VALUE, false);
    }

    /** The files that were put anywhere on the way to a path, by path. */
    public synchronized Map<String, Answer<?>> above(String path) {
        if (files.isEmpty()) {
            return Collections.emptyMap();
        }
        Map<String, Answer<?>> found = new TreeMap<>();
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            Answer<?> answer = files.get(path.substring(0, slash));
            if (answer != null) {
                found.put(path.substring(0, slash), answer);
            }
        }
        return found;
    }

    public synchronized boolean isEmpty() {
        return answers.isEmpty() && files.isEmpty() && emptied.isEmpty() && hidden.isEmpty();
    }

    private boolean isBelowEmptied(String path) {
        for (int slash = path.lastIndexOf('/'); !emptied.isEmpty() && slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            if (emptied.contains(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }
}

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
 * even when a new one is made in its place, and what lies behind a link lies where it leads. Several tasks may use it
 * at once, as all delegate to one host.
 */
public final class Pending {
    private static final String FILE = "file";
    private static final int LINKS = 20;
    private final Map<Read.Subject, Answer<?>> answers = new HashMap<>();
    private final NavigableMap<String, Answer<?>> files = new TreeMap<>();
    private final Set<String> emptied = new HashSet<>();
    private final Map<String, String> hidden = new HashMap<>();
    private final Set<String> ways = new HashSet<>();
    private boolean linked;
    private String actor = "";

    /** Lays effects over what is there; what they make is this user's, who is nobody in particular where it is "". */
    public synchronized void apply(String user, Runnable effects) {
        actor = user;
        effects.run();
        actor = "";
    }

    /** Whose are the files that effects make just now. */
    public synchronized String actor() {
        return actor;
    }

    /** What may be a symbolic link. */
    public interface Link {
        /** What it says, or null where it is none. */
        @Nullable String target();
    }

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
        String path = real(subject.name());
        if (answer.isAbsent()) {
            empty(path);
        } else if (answer.isKnown()) {
            for (int slash = path.lastIndexOf('/'); slash > 0 && ways.add(path.substring(0, slash)); ) {
                slash = path.lastIndexOf('/', slash - 1);
            }
        }
        linked |= target(answer) != null;
        files.put(path, answer);
    }

    private static @Nullable String target(@Nullable Answer<?> answer) {
        return answer instanceof Answer.Known<?>(Link link) ? link.target() : null;
    }

    /** A path without the links on its way, as far as they were made here; its last part may be one. */
    private String real(String path) {
        String now = path;
        for (int links = 0; linked && links < LINKS; links++) {
            String next = past(now);
            if (next.equals(now)) {
                break;
            }
            now = next;
        }
        return now;
    }

    private String past(String path) {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            @Nullable String target = target(files.get(path.substring(0, slash)));
            if (target != null) {
                String from = target.startsWith("/") ? target : path.substring(0, path.lastIndexOf('/', slash - 1) + 1) + target;
                return java.nio.file.Path.of(from + path.substring(slash)).normalize().toString();
            }
        }
        return path;
    }

    public synchronized @Nullable Answer<?> get(Read.Subject subject) {
        if (!subject.kind().equals(FILE)) {
            return answers.get(subject);
        }
        String path = real(subject.name());
        Answer<?> own = files.get(path);
        boolean nothing = own == null && isBelowEmptied(path) && !ways.contains(path) && hiddenBecause(path) == null;
        return nothing ? Answer.absent() : own;
    }

    /** All that was put of this kind, by name; not of files. */
    public synchronized Map<String, Answer<?>> all(String kind) {
        Map<String, Answer<?>> found = new TreeMap<>();
        answers.forEach((subject, answer) -> {
            if (subject.kind().equals(kind)) {
                found.put(subject.name(), answer);
            }
        });
        return found;
    }

    /** Nothing is left below this path, as far as it was not put there afterwards. */
    public synchronized void empty(String path) {
        view(path).clear();
        ways.removeIf(at -> at.equals(path) || at.startsWith(path + "/"));
        emptied.add(path);
        hidden.keySet().removeIf(at -> at.equals(path) || at.startsWith(path + "/"));
    }

    /** Something that nobody can foretell will be below this path; {@code why} goes into messages. */
    public synchronized void hide(String path, String why) {
        hidden.put(path, why);
    }

    /** The paths below which nobody can foretell what there will be. */
    public synchronized Set<String> hidden() {
        return Set.copyOf(hidden.keySet());
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

    /** Whether something was put below this path, though it may be gone again: then it is a directory. */
    public synchronized boolean isOnTheWay(String path) {
        return ways.contains(path);
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

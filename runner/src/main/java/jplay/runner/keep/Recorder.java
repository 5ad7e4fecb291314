package jplay.runner.keep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.event.Redactor;
import jplay.runner.event.TaskResult;
import jplay.runner.report.DiffData;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** Writes down what a check decides. */
public final class Recorder implements Book, Listener {
    private static final String CENSORED = "(censored due to no_log)";
    private final Fingerprint fingerprint;
    private final Redactor redactor;
    private final List<Raw> entries = new ArrayList<>();
    private final Map<String, String> failures = new TreeMap<>();
    private final TreeSet<String> hosts = new TreeSet<>();
    private final TreeSet<String> unreachable = new TreeSet<>();

    /** An entry with what may not be shown yet: not all secrets are known. */
    private record Raw(Entry entry, Diff diff) {}

    public Recorder(Fingerprint fingerprint, Redactor redactor) {
        this.fingerprint = fingerprint;
        this.redactor = redactor;
    }

    @Override
    public synchronized void decided(Supplier<Where> where, Plan plan, Supplier<Map<Read<?>, Answer<?>>> seen) {
        Where at = where.get();
        List<Entry.Step> steps = steps(fingerprint, plan);
        boolean certain = plan instanceof Plan.Opaque opaque
                ? opaque.changes() != null || opaque.rehearsal() != null
                : plan instanceof Plan.Change change && change.effects().stream().anyMatch(e -> e.changes() && e.isCertain());
        Entry.Status status = steps.isEmpty() ? Entry.Status.OK : certain ? Entry.Status.CHANGED : Entry.Status.MAYBE;
        Diff diff = plan instanceof Plan.Change change && at.diff() && !at.hidden() ? change.diff() : Diff.NONE;
        entries.add(new Raw(new Entry(at, status, null, steps, state(seen.get(), at.hidden()), List.of()), diff));
    }

    @Override
    public synchronized void open(Supplier<Where> where, String reason) {
        entries.add(new Raw(new Entry(where.get(), Entry.Status.OPEN, reason, List.of(), Map.of(), List.of()), Diff.NONE));
    }

    /** What a plan changes. */
    static List<Entry.Step> steps(Fingerprint fingerprint, Plan plan) {
        List<Effect> effects = switch (plan) {
            case Plan.Change change -> change.effects().stream().filter(Effect::changes).toList();
            case Plan.Opaque opaque -> opaque.run().changes() ? List.of(opaque.run()) : List.of();
            default -> List.of();
        };
        effects.forEach(fingerprint::learn);
        return effects.stream().map(e -> new Entry.Step(e.describe(), fingerprint.what(e), fingerprint.of(e))).toList();
    }

    private Map<String, List<String>> state(Map<Read<?>, Answer<?>> seen, boolean hidden) {
        Map<String, TreeSet<String>> state = new TreeMap<>();
        seen.forEach((read, answer) -> {
            if (!read.isLasting()) {
                return;
            }
            if (answer instanceof Answer.Known<?>(Map<?, ?> map) && map.values().stream().allMatch(FileState.class::isInstance)) {
                map.forEach((path, file) -> add(state, new Read.Subject("file", String.valueOf(path)), Answer.known(file), read, hidden));
                add(state, read.subject(), Answer.known(List.copyOf(map.keySet().stream().map(String::valueOf).sorted().toList())), read, hidden);
            } else {
                add(state, read.subject(), answer, read, hidden);
            }
        });
        Map<String, List<String>> lists = new TreeMap<>();
        state.forEach((name, prints) -> lists.put(name, List.copyOf(prints)));
        return lists;
    }

    private void add(Map<String, TreeSet<String>> state, Read.Subject subject, Answer<?> answer, Read<?> read, boolean hidden) {
        boolean named = !subject.kind().equals(read.getClass().getSimpleName());
        String what = fingerprint.lasting(subject.name());
        String name = !named ? "answer " + subject.kind() + " " + fingerprint.of(what)
                : hidden ? subject.kind() + " (no_log) " + fingerprint.of(what)
                : what.isEmpty() ? subject.kind() : subject.kind() + " " + what;
        state.computeIfAbsent(name, key -> new TreeSet<>()).add(fingerprint.of(answer));
    }

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.HostFinished done) {
            hosts.add(done.host());
            @Nullable String failure = switch (done.result()) {
                case TaskResult.Failed r when !r.ignored() -> r.message();
                case TaskResult.Unreachable r when !r.ignored() -> r.message();
                default -> null;
            };
            if (done.result() instanceof TaskResult.Unreachable lost && !lost.ignored()) {
                unreachable.add(done.host());
            }
            if (failure != null) {
                failures.put(done.host(), failure);
            }
        } else if (event instanceof Event.RunFinished end) {
            // What was rescued is no failure.
            failures.keySet().removeIf(host -> {
                Event.@Nullable HostStats stats = end.stats().get(host);
                return stats != null && stats.failed() + stats.unreachable() == 0;
            });
        }
    }

    /** The hosts that tasks were for. */
    public synchronized List<String> hosts() {
        return List.copyOf(hosts);
    }

    /** Whether a host was lost. */
    public synchronized boolean isUnreachable(String host) {
        return unreachable.contains(host) && failures.containsKey(host);
    }

    /** The hosts on which something failed, and with what. */
    public synchronized Map<String, String> failures() {
        Map<String, String> clean = new TreeMap<>();
        failures.forEach((host, message) -> clean.put(host, redactor.redact(message)));
        return clean;
    }

    /** What was decided, without secrets. */
    public synchronized List<Entry> entries() {
        return entries.stream().map(this::clean).toList();
    }

    private Entry clean(Raw raw) {
        Entry entry = raw.entry();
        Where w = entry.where();
        Where where = new Where(w.hosts(), w.on(), redactor.redact(w.task()), w.role(), w.action(), w.at(),
                w.item() == null ? null : w.hidden() ? CENSORED : redactor.redact(w.item()), w.hidden(), w.diff());
        Map<String, List<String>> state = new TreeMap<>();
        entry.state().forEach((name, prints) -> state.put(redactor.redact(name), prints));
        return new Entry(where, entry.status(), entry.reason() == null ? null : redactor.redact(entry.reason()),
                entry.steps().stream().map(s -> new Entry.Step(w.hidden() ? CENSORED : redactor.redact(s.does()), s.what(), s.exact())).toList(),
                state, DiffData.brief(raw.diff(), redactor));
    }
}

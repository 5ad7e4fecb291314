package jplay.runner.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.event.Redactor;
import jplay.runner.event.TaskResult;
import org.jspecify.annotations.Nullable;

/** A run as JUnit's XML, which CI servers show: a suite a play, a case for each task on each host. Written at the end. */
public final class JUnitReporter implements Listener {
    private final Redactor redactor;
    private final Consumer<String> sink;
    private final boolean drift;
    private final Map<Long, Event.TaskStarted> tasks = new HashMap<>();
    private final List<Suite> suites = new ArrayList<>();

    /** A play and its cases so far. */
    private record Suite(String name, List<Case> cases) {
        long count(String outcome) {
            return cases.stream().filter(c -> c.outcome().equals(outcome)).count();
        }

        Duration time() {
            return cases.stream().map(Case::took).reduce(Duration.ZERO, Duration::plus);
        }
    }

    /** A task on a host; {@code outcome} is the name of its element, or "". */
    private record Case(String host, String name, String place, Duration took, String outcome, String message, String details) {}

    public JUnitReporter(Redactor redactor, Consumer<String> sink) {
        this(redactor, sink, false);
    }

    /** @param drift whether what would change is a failure */
    public JUnitReporter(Redactor redactor, Consumer<String> sink, boolean drift) {
        this.drift = drift;
        this.redactor = redactor;
        this.sink = sink;
    }

    @Override
    public synchronized void on(Event event) {
        switch (event) {
            case Event.PlayStarted e -> suites.add(new Suite(e.name(), new ArrayList<>()));
            case Event.TaskStarted e -> tasks.put(e.id(), e);
            case Event.HostFinished e -> finished(e);
            case Event.RunFinished e -> sink.accept(xml());
            default -> { }
        }
    }

    private void finished(Event.HostFinished e) {
        Event.@Nullable TaskStarted task = tasks.get(e.task());
        if (task == null) {
            return;
        }
        if (suites.isEmpty()) {
            suites.add(new Suite("", new ArrayList<>()));
        }
        String name = task.role() == null ? task.name() : task.role() + " : " + task.name();
        suites.get(suites.size() - 1).cases().add(switch (e.result()) {
            case TaskResult.Skipped r -> new Case(e.host(), name, task.span().toString(), e.took(), "skipped", r.reason(), "");
            case TaskResult.Maybe r -> new Case(e.host(), name, task.span().toString(), e.took(), "skipped", "maybe: " + r.reason(), "");
            case TaskResult.Changed r when drift && !r.values().containsKey("rc") ->
                new Case(e.host(), name, task.span().toString(), e.took(), "failure", "drift", details(r.values()));
            case TaskResult.Failed r when !r.ignored() ->
                new Case(e.host(), name, task.span().toString(), e.took(), "failure", r.message(), details(r.values()));
            case TaskResult.Unreachable r when !r.ignored() ->
                new Case(e.host(), name, task.span().toString(), e.took(), "error", r.message(), "");
            default -> new Case(e.host(), name, task.span().toString(), e.took(), "", "", "");
        });
    }

    private String details(Map<String, @Nullable Object> values) {
        return String.valueOf(redactor.redactValue(values) instanceof Map<?, ?> map ? YamlText.dict(map, "") : "");
    }

    private String xml() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for (Suite suite : suites) {
            out.append("  <testsuite name=\"").append(text(suite.name())).append("\" tests=\"").append(suite.cases().size())
                    .append("\" failures=\"").append(suite.count("failure"))
                    .append("\" errors=\"").append(suite.count("error"))
                    .append("\" skipped=\"").append(suite.count("skipped"))
                    .append("\" time=\"").append(seconds(suite.time())).append("\">\n");
            suite.cases().forEach(one -> testCase(out, one));
            out.append("  </testsuite>\n");
        }
        return out.append("</testsuites>\n").toString();
    }

    private void testCase(StringBuilder out, Case one) {
        out.append("    <testcase classname=\"").append(text(one.host())).append("\" name=\"").append(text(one.name()))
                .append("\" file=\"").append(text(one.place()))
                .append("\" time=\"").append(seconds(one.took())).append('"');
        if (one.outcome().isEmpty()) {
            out.append("/>\n");
            return;
        }
        out.append(">\n      <").append(one.outcome()).append(" message=\"").append(text(one.message())).append('"');
        out.append(one.details().isEmpty() ? "/>\n" : ">" + text(one.details()) + "</" + one.outcome() + ">\n");
        out.append("    </testcase>\n");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    /** Without secrets, with XML's signs escaped, and without what XML 1.0 cannot hold. */
    private String text(String text) {
        StringBuilder out = new StringBuilder();
        redactor.redact(text).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n' -> out.append("&#10;");
                default -> out.appendCodePoint(c < ' ' && c != '\t' || c == 0xFFFE || c == 0xFFFF || c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
            }
        });
        return out.toString();
    }
}

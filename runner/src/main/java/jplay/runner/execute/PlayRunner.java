package jplay.runner.execute;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import jplay.runner.event.Event;
import jplay.runner.model.Attributes;
import jplay.runner.model.Item;
import jplay.runner.model.Play;
import jplay.runner.model.ReadContext;
import jplay.runner.model.Task;
import jplay.runner.model.TaskReader;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import org.jspecify.annotations.Nullable;

/** One play: its hosts in batches, its sections in order, its handlers after each. */
final class PlayRunner {
    private final RunContext context;
    private final ExecutorService threads;
    private final ReadContext reading;
    private final StartAt startAt;
    private final Step step;

    PlayRunner(RunContext context, ExecutorService threads, ReadContext reading, StartAt startAt, Step step) {
        this.context = context;
        this.threads = threads;
        this.reading = reading;
        this.startAt = startAt;
        this.step = step;
    }

    /** Runs it; false where the run must end because a whole batch failed. */
    boolean run(Play play) {
        List<String> names = hosts(play, play.attributes().own("order"));
        List<HostRun> hosts = names.stream().map(context::run).filter(host -> !host.gone()).toList();
        if (names.isEmpty()) {
            context.events().emit(new Event.PlaySkipped(play.name(), "no hosts matched"));
            return true;
        }
        if (hosts.isEmpty()) {
            context.events().emit(new Event.PlaySkipped(play.name(), "all of its hosts have failed before"));
            return true;
        }
        boolean goOn = true;
        Path parent = Path.of(play.file()).getParent();
        TaskReader reader = new TaskReader(reading, parent == null ? Path.of("") : parent);
        List<String> written = hosts(play, null);
        for (List<HostRun> batch : Serial.batches(play, hosts, node -> text(node, play, hosts))) {
            context.events().emit(new Event.PlayStarted(name(play, hosts), batch.stream().map(host -> host.name).toList(), play.span()));
            batch.forEach(host -> host.ended = false);
            PlayContext playContext = PlayContext.of(play, batch, reader);
            // The variables that name hosts have them in the inventory's order, whatever the play's is.
            context.variables().beginBatch(play, sorted(hosts, written), sorted(batch, written));
            batch(playContext);
            if (playContext.flow().ended) {
                break;
            }
            if (batch.stream().allMatch(HostRun::gone)) {
                if (playContext.flow().fatal) {
                    context.events().emit(new Event.NoHostsLeft());
                }
                goOn = false;
                break;
            }
        }
        context.events().emit(new Event.PlayFinished(play.name()));
        return goOn;
    }

    private static List<HostRun> sorted(List<HostRun> hosts, List<String> names) {
        return hosts.stream().sorted(Comparator.comparingInt(host -> names.indexOf(host.name))).toList();
    }

    private List<String> hosts(Play play, @Nullable Node order) {
        List<String> patterns = new ArrayList<>();
        for (String pattern : play.hosts()) {
            patterns.add(Evaluator.isTemplate(pattern) ? text(Node.Scalar.text(pattern, play.span()), play, List.of()) : pattern);
        }
        return context.hosts().select(patterns, context.options().limit(), order == null ? null : text(order, play, List.of()));
    }

    private String text(Node node, Play play, List<HostRun> hosts) {
        String host = hosts.isEmpty() ? "localhost" : hosts.get(0).name;
        return context.evaluator().text(node, context.variables().scope(host, play, play.attributes(), Map.of()));
    }

    private String name(Play play, List<HostRun> hosts) {
        @Nullable Node name = play.attributes().own("name");
        return name == null || !Evaluator.isTemplate(play.name()) ? play.name() : text(name, play, hosts);
    }

    private void batch(PlayContext play) {
        @Nullable Node strategy = play.play().attributes().own("strategy");
        String how = strategy == null ? context.options().defaults().strategy() : text(strategy, play.play(), play.batch());
        // Mitogen's are the same ones by another way to the hosts.
        how = how.substring(how.lastIndexOf('.') + 1).replaceFirst("^mitogen_", "");
        switch (how) {
            case "linear", "debug" -> sections(play, play.batch());
            case "free", "host_pinned" -> {
                int forks = context.options().forks();
                int atOnce = forks > 0 ? forks : play.batch().size();
                HostsTask.each(threads, play.batch(), atOnce, host -> sections(play, List.of(host)));
            }
            default -> throw Problem.of("unknown-strategy", "there is no strategy '" + how + "'",
                    strategy == null ? null : strategy.span(), "there are linear, free, host_pinned and debug").exception();
        }
    }

    private void sections(PlayContext play, List<HostRun> hosts) {
        HostsTask hostsTask = new HostsTask(context, play, threads);
        Handlers handlers = new Handlers(context, play);
        ItemsRunner runner = new ItemsRunner(context, play, hostsTask, handlers, startAt, step);
        @Nullable Node forced = play.play().attributes().own("force_handlers");
        boolean force = forced == null ? context.options().forceHandlers() : isTrue(forced);
        gatherFacts(play, hosts, runner);
        for (List<Item> section : play.play().sections()) {
            runner.run(section, hosts);
            if (play.flow().ended && !force) {
                return;
            }
            handlers.flush(runner, hosts, force);
        }
    }

    private static boolean isTrue(@Nullable Node node) {
        return node instanceof Node.Scalar scalar && Boolean.TRUE.equals(scalar.value());
    }

    private void gatherFacts(PlayContext play, List<HostRun> hosts, ItemsRunner runner) {
        @Nullable Node gather = play.play().attributes().own("gather_facts");
        if (gather != null && !context.evaluator().flag(gather, context.variables().scope(
                hosts.get(0).name, play.play(), play.play().attributes(), Map.of()))) {
            return;
        }
        Map<String, Node> keywords = new LinkedHashMap<>();
        keywords.put("name", Node.Scalar.text("Gathering Facts", play.play().span()));
        keywords.put("tags", Node.Scalar.text("always", play.play().span()));
        Map<String, Node> arguments = new LinkedHashMap<>();
        for (String name : List.of("gather_subset", "gather_timeout", "fact_path")) {
            @Nullable Node given = play.play().attributes().own(name);
            if (given != null) {
                arguments.put(name, given);
            }
        }
        Attributes attributes = play.play().attributes().child(Attributes.Level.TASK, keywords, play.play().file());
        List<HostRun> without = hosts.stream().filter(host -> !host.gone()).toList();
        if (!without.isEmpty()) {
            runner.run(List.of(new Task("setup", arguments, null, false, attributes, play.play().span())), without);
        }
    }
}

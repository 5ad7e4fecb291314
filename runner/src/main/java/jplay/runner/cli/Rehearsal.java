package jplay.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.event.TaskResult;
import jplay.runner.execute.PreparedRun;
import jplay.runner.json.Json;
import jplay.runner.model.Play;
import jplay.runner.rehearse.Agreement;
import jplay.runner.rehearse.Hidden;
import jplay.runner.rehearse.HostListing;
import jplay.runner.rehearse.Outcomes;

/**
 * Runs playbooks twice, first in check mode, and compares; what the hosts have is listed before, between and after.
 *
 * @param prepare reads the playbooks anew, for a check or a run
 * @param prepareTask makes a run of the shell module with these arguments, on these hosts
 * @param run runs it with a listener
 */
record Rehearsal(
        Backend.Session session,
        List<Path> playbooks,
        java.util.function.Function<Boolean, PreparedRun> prepare,
        BiFunction<String, String, PreparedRun> prepareTask,
        Runner run) {
    /** Runs with a listener; returns the exit code. */
    interface Runner {
        int apply(PreparedRun prepared, Listener listener);
    }

    private static final double LEAST = 99;
    private static final double MOST = 5;

    /** The exit code: 0 where they agree, 2 where they do not or something failed. */
    int play() {
        PreparedRun checked = prepare.apply(true);
        List<String> hosts = new ArrayList<>();
        for (Play play : checked.plays()) {
            checked.hosts(play).stream().filter(host -> !hosts.contains(host) && !host.equals("localhost")).forEach(hosts::add);
        }
        Map<String, HostListing> before = list(hosts);
        Outcomes check = new Outcomes();
        int first = run.apply(checked, both(check));
        Map<String, HostListing> between = list(hosts);
        if (first == Exit.INTERRUPTED) {
            return first;
        }
        Outcomes real = new Outcomes();
        int second = run.apply(prepare.apply(false), both(real));
        Agreement agreement = Agreement.of(check, real, Hidden.of(real, between, list(hosts)));
        List<String> touched = new ArrayList<>();
        before.forEach((host, was) -> was.changes(between.getOrDefault(host, was)).forEach(thing -> touched.add(host + ": " + thing)));
        session.out().print("\n");
        touched.forEach(thing -> session.out().println("changed by the check: " + thing));
        session.out().print(agreement.text());
        boolean good = touched.isEmpty() && agreement.percent() >= LEAST && agreement.maybePercent() <= MOST;
        return first != 0 ? first : second != 0 ? second : good ? Exit.OK : Exit.FAILED_HOSTS;
    }

    /** Diffs tell what a task has changed; they are shown only where they were asked for. */
    private Listener both(Outcomes outcomes) {
        boolean diff = session.invocation().run().diff();
        return event -> {
            outcomes.on(event);
            session.listener().on(diff ? event : switch (event) {
                case Event.ItemFinished e -> new Event.ItemFinished(e.task(), e.host(), e.delegatedTo(), e.label(), plain(e.result()));
                case Event.HostFinished e ->
                    new Event.HostFinished(e.task(), e.host(), e.delegatedTo(), plain(e.result()), e.loop(), e.took());
                default -> event;
            });
        };
    }

    private static TaskResult plain(TaskResult result) {
        return switch (result) {
            case TaskResult.Ok r -> new TaskResult.Ok(r.values(), List.of());
            case TaskResult.Changed r -> new TaskResult.Changed(r.values(), List.of());
            case TaskResult.Failed r -> new TaskResult.Failed(r.values(), r.message(), r.ignored(), List.of());
            default -> result;
        };
    }

    private Map<String, HostListing> list(List<String> hosts) {
        Map<String, HostListing> listings = new TreeMap<>();
        if (hosts.isEmpty()) {
            return listings;
        }
        PreparedRun listing = prepareTask.apply(String.join(":", hosts), Json.compact(Map.of("cmd", HostListing.script())));
        run.apply(listing, event -> {
            if (event instanceof Event.HostFinished done && done.result().values().get("stdout") instanceof String text) {
                synchronized (listings) {
                    listings.put(done.host(), HostListing.parse(text));
                }
            }
        });
        return listings;
    }
}

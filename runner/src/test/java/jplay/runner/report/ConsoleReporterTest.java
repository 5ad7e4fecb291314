package jplay.runner.report;

import static jplay.runner.report.Run.changed;
import static jplay.runner.report.Run.failed;
import static jplay.runner.report.Run.ignored;
import static jplay.runner.report.Run.ok;
import static jplay.runner.report.Run.skipped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.event.Event;
import jplay.runner.event.TaskResult;
import jplay.runner.source.Problem;
import jplay.tasks.contract.Diff;
import org.junit.jupiter.api.Test;

class ConsoleReporterTest {
    private static final String PLAY = "\nPLAY [web] *****************************\n";

    /** What comes after the play's banner. */
    private static String shown(Run run, int verbosity) {
        String out = run.console(verbosity);
        assertTrue(out.startsWith(PLAY), out);
        return out.substring(PLAY.length());
    }

    @Test
    void equalResultsOfSeveralHostsShareALine() {
        Run run = Run.of("node1", "node2", "node3").task("motd", "node1", "node2", "node3")
                .host("node3", ok()).host("node2", changed()).host("node1", ok()).done();
        assertEquals("""

                TASK [motd] ****************************
                ok: [node1, node3]
                changed: [node2]
                """, shown(run, 0));
    }

    @Test
    void rolesHandlersSkippingAndDelegation() {
        Run run = Run.of("a")
                .task("unit", "systemd", "etcd", false, "a").host("a", skipped("etcd_on is false")).done()
                .task("say", "debug", null, true, "a")
                .add(id -> new Event.HostFinished(id, "a", "b", changed("msg", "hi"), false, java.time.Duration.ZERO)).done();
        assertEquals("""

                TASK [etcd : unit] *********************
                skipping: [a]

                RUNNING HANDLER [say] ******************
                changed: [a -> b] =>
                    msg: hi
                """, shown(run, 0));
        assertTrue(shown(run, 1).contains("skipping: [a] => etcd_on is false\n"));
    }

    @Test
    void loopsShowTheirItemsAndNoSum() {
        Run run = Run.of("a", "b").task("dirs", "a", "b")
                .item("a", "/x", changed()).item("b", "/x", changed()).item("b", "/y", ok()).item("a", "/y", ok())
                .loop("a", changed()).loop("b", changed()).done();
        assertEquals("""

                TASK [dirs] ****************************
                changed: [a, b] => (item=/x)
                ok: [a, b] => (item=/y)
                """, shown(run, 0));
    }

    @Test
    void aFailureShowsItsMessageFirstThenWhatTheCommandSaid() {
        Run run = Run.of("a").task("ls", "a")
                .host("a", failed("non-zero return code", "cmd", List.of("ls", "/nope"), "rc", 2L, "stdout", "", "stdout_lines", List.of(),
                        "stderr", "ls: cannot access '/nope'\nls: second line", "start", "x")).done();
        assertEquals("""

                TASK [ls] ******************************
                fatal: [a]: FAILED! =>
                    msg: non-zero return code
                    stderr: |-
                        ls: cannot access '/nope'
                        ls: second line
                    rc: 2
                    cmd: ls /nope
                """, shown(run, 0));
    }

    @Test
    void failedItemsIgnoredFailuresAndUnreachableHosts() {
        Run run = Run.of("a", "b")
                .task("one", "a").item("a", "x", failed("no")).loop("a", ignored("one or more items failed")).done()
                .task("two", "a", "b").host("a", ignored("no"))
                .host("b", new TaskResult.Unreachable(Map.of(), "connection refused", false)).done();
        assertEquals("""

                TASK [one] *****************************
                failed: [a] (item=x) =>
                    msg: 'no'
                ...ignoring

                TASK [two] *****************************
                fatal: [a]: FAILED! =>
                    msg: 'no'
                ...ignoring
                fatal: [b]: UNREACHABLE! =>
                    msg: connection refused
                """, shown(run, 0));
    }

    @Test
    void retriesIncludesWarningsAndMessages() {
        Run run = Run.of("a", "b").task("wait", "a", "b")
                .add(id -> new Event.Retrying(id, "a", 3, failed("not yet")))
                .host("a", ok("warnings", List.of("old"))).host("b", ok("warnings", List.of("old"))).done()
                .task("more", "a", "b").add(id -> new Event.Included(id, "/x/more.yml", "/x/more.yml", null, List.of("a", "b"))).done()
                .add(new Event.Warning(Problem.of("unused", "nothing matches", null)))
                .add(new Event.Message("Pausing"));
        assertEquals("""

                TASK [wait] ****************************
                FAILED - RETRYING: [a]: wait (3 retries left).
                [WARNING]: old
                ok: [a, b]

                TASK [more] ****************************
                included: /x/more.yml for a, b
                [WARNING]: nothing matches
                Pausing
                """, shown(run, 0));
    }

    @Test
    void theRecapHasAnsiblesColumnsAndTheTime() {
        Map<String, Event.HostStats> stats = new LinkedHashMap<>();
        stats.put("node1", new Event.HostStats(12, 3, 0, 0, 1, 0, 0));
        stats.put("node2", new Event.HostStats(1, 0, 1, 0, 0, 0, 0));
        assertEquals("""

                PLAY RECAP ********************** 1m 23s
                node1                      : ok=12   changed=3    unreachable=0    failed=0    skipped=1    rescued=0    ignored=0
                node2                      : ok=1    changed=0    unreachable=1    failed=0    skipped=0    rescued=0    ignored=0

                """, shown(Run.of("node1", "node2").end(4, stats), 0));
    }

    @Test
    void noHostsMatched() {
        Run run = Run.of("a");
        run.events.remove(2);
        run.add(new Event.PlaySkipped("db", "no hosts matched"));
        assertEquals("\nPLAY [db] ******************************\nskipping: no hosts matched\n", run.console(0));
    }

    @Test
    void diffsStandAboveTheResult() {
        Run run = Run.of("a").task("motd", "a").host("a", changed(Diff.text("/etc/motd", "one\ntwo\n", "one\n2\n"))).done();
        assertEquals("""

                TASK [motd] ****************************
                --- before: /etc/motd
                +++ after: /etc/motd
                @@ -1,2 +1,2 @@
                 one
                -two
                +2

                changed: [a]
                """, shown(run, 0));
    }

    @Test
    void verbosityAddsResultsPositionsAndTimes() {
        Run run = Run.of("a").task("stat", "a").host("a", ok("stat", Map.of("exists", false), "failed", false)).done();
        assertEquals("""
                playbook: site.yml

                PLAY [web] *****************************
                play path: site.yml:1:3

                TASK [stat] ****************************
                task path: site.yml:7:7
                ok: [a] =>
                    changed: false
                    stat:
                        exists: false
                    failed: false
                took: a 0.1s
                """, run.console(3));
    }

    @Test
    void secretsAreMaskedInBlocksToo() {
        Run run = Run.of("a").task("x", "a")
                .host("a", failed("bad password hunter22", "stderr", "line\nMIIEvQIBADANBgkqhkiG\nxyzxyzxyzxyzxyzxyz\nend"))
                .item("a", "hunter22", ok()).done();
        run.redactor.add("hunter22");
        run.redactor.add("MIIEvQIBADANBgkqhkiG\nxyzxyzxyzxyzxyzxyz\n");
        String out = run.console(2);
        assertFalse(out.contains("hunter22") || out.contains("MIIE") || out.contains("xyzxyz"), out);
        assertTrue(out.contains("msg: bad password ********\n") && out.contains("(item=********)"), out);
    }

    @Test
    void controlCharactersOfAHostDoNotReachTheTerminal() {
        Run run = Run.of("a").task("x", "a").host("a", failed("\033]0;owned\007\033[2Jboo")).done();
        assertTrue(run.console(0).contains("msg: ^[]0;owned^G^[[2Jboo\n"), run.console(0));
    }

    @Test
    void coloursAreAnsibles() {
        StringBuilder out = new StringBuilder();
        ConsoleReporter console = new ConsoleReporter(new ConsoleOptions(40, true, false, 0), new jplay.runner.event.Redactor(), () -> Run.START, out::append);
        Run.of("a", "b").task("x", "a", "b").host("a", changed()).host("b", failed("no")).done().events.forEach(console::on);
        assertTrue(out.toString().endsWith("""
                \033[0;33mchanged: [a]\033[0m
                \033[0;31mfatal: [b]: FAILED! =>\033[0m
                \033[0;31m    msg: 'no'\033[0m
                """), out.toString());
    }

    @Test
    void aSlowHostIsWaitedForInALiveLineAndShownWhenDone() {
        List<String> writes = new ArrayList<>();
        Instant[] now = {Run.START};
        InstantSource clock = () -> now[0];
        ConsoleReporter console = new ConsoleReporter(new ConsoleOptions(60, false, true, 0), new jplay.runner.event.Redactor(), clock, writes::add);
        Run run = Run.of("a", "b").task("get", "a", "b").host("a", changed())
                .add(id -> new Event.Progress(id, "b", "kubelet", 4_200_000, 110_000_000));
        run.events.forEach(console::on);
        writes.clear();
        console.tick();
        assertEquals(List.of(), writes);
        now[0] = Run.START.plusSeconds(12);
        console.tick();
        run.host("b", changed()).done().events.subList(run.events.size() - 2, run.events.size()).forEach(console::on);
        assertEquals(List.of(
                "changed: [a]\n… b 12s: kubelet 4.2 MB of 110.0 MB",
                LiveLine.ERASE,
                "changed: [b]\n"), writes);
    }
}

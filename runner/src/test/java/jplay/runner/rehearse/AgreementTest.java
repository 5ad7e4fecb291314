package jplay.runner.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jplay.runner.event.Event;
import jplay.runner.event.TaskResult;
import jplay.runner.source.SourceSpan;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final TaskResult OK = new TaskResult.Ok(Map.of(), List.of());
    private static final TaskResult CHANGED = new TaskResult.Changed(Map.of("dest", "/etc/a/b"), List.of());
    private static final TaskResult MAYBE = new TaskResult.Maybe(Map.of(), "who knows");

    @Test
    void changesAreComparedByHostTaskAndItem() {
        Outcomes check = new Outcomes();
        task(check, 1, "copy", CHANGED);
        task(check, 2, "file", OK, CHANGED, MAYBE);
        task(check, 3, "copy", OK);
        task(check, 4, "command", MAYBE);
        Outcomes run = new Outcomes();
        task(run, 1, "copy", CHANGED);
        task(run, 2, "file", OK, OK, CHANGED);
        task(run, 3, "copy", CHANGED);
        task(run, 4, "command", OK, CHANGED);
        Agreement agreement = Agreement.of(check, run, List.of());
        assertEquals(1, agreement.agreed());
        assertEquals(List.of("only the check: h: a copy (item=2) (x.yml:2:1)", "only the run: h: a copy (x.yml:3:1)"),
                agreement.disagreements().stream().map(line -> line.replace("a file", "a copy")).toList());
        assertEquals("2 of 4", agreement.maybes() + " of " + agreement.tasks());
        assertTrue(agreement.text().endsWith("agreement: 33.3 % (1 of 3 changes), maybes: 50.0 % (2 of 4 tasks)\n"), agreement.text());
    }

    @Test
    void whatNoTaskOwnsUpToCounts() {
        Outcomes run = new Outcomes();
        task(run, 1, "copy", CHANGED);
        task(run, 2, "systemd", CHANGED);
        Map<String, HostListing> before = Map.of("h", HostListing.parse("755 dir\t/etc\n644 x\t/etc/motd\nactive\tunit b.service\n"));
        Map<String, HostListing> after = Map.of("h", HostListing.parse("700 dir\t/etc\n755 dir\t/etc/a\n644 y\t/etc/motd\nfailed\tunit b.service\n1\t/etc/a/b\n"));
        List<String> hidden = Hidden.of(run, before, after);
        assertEquals(List.of("h: /etc", "h: /etc/motd"), hidden);
        assertEquals(List.of("no task says: h: /etc", "no task says: h: /etc/motd"), Agreement.of(run, run, hidden).disagreements());
    }

    private static void task(Outcomes outcomes, long id, String action, TaskResult... items) {
        outcomes.on(new Event.TaskStarted(
                id, "a " + action, null, action, false, SourceSpan.at("x.yml", (int) id, 1), List.of("h"), Instant.EPOCH));
        if (items.length > 1) {
            for (int i = 0; i < items.length; i++) {
                outcomes.on(new Event.ItemFinished(id, "h", null, String.valueOf(i + 1), items[i]));
            }
        }
        outcomes.on(new Event.HostFinished(id, "h", null, items[0], items.length > 1, Duration.ZERO));
    }
}

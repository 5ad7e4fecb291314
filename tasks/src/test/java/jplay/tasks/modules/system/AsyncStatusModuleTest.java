package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Plan;
import jplay.tasks.read.JobRead;
import org.junit.jupiter.api.Test;

/** Jobs of another run: this one knows of them what stands in their files. */
class AsyncStatusModuleTest {
    private static final JobRead READ = new JobRead("~/.ansible_async", "j1.2");
    private static final String MARK = "\n7fffffffffffffff";

    private static Case status(String json) {
        return Case.of("async_status", "jid", "j1.2").with(READ, new JobRead.State("/root/.ansible_async/j1.2", json));
    }

    private static String finished(String out, String err) {
        return "{\"started\": 1, \"finished\": 1, \"exit\": 0, \"out\": \"" + encoded(out) + "\", \"err\": \"" + encoded(err) + "\"}";
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String value(Object result, String name) {
        return result instanceof Map<?, ?> map ? String.valueOf(map.get(name)) : "";
    }

    @Test
    void aJobThatRuns() {
        Object result = status("{\"started\": 1, \"finished\": 0}").inSync();
        assertEquals(List.of("0", "1", "/root/.ansible_async/j1.2"),
                List.of(value(result, "finished"), value(result, "started"), value(result, "results_file")));
    }

    @Test
    void aJobThatIsDone() {
        String times = "\036jplay@100.500000000 2026-01-01 00:00:00|101.500000000 2026-01-01 00:00:01\n";
        Object result = status(finished("hi\n" + MARK + " 0\n", "aside\n" + times + MARK + "\n")).inSync();
        assertEquals(List.of("hi", "aside", "0", "1", "0:00:01", "true"), List.of(value(result, "stdout"), value(result, "stderr"),
                value(result, "rc"), value(result, "finished"), value(result, "delta"), value(result, "changed")));
    }

    @Test
    void aJobThatFailed() {
        assertEquals("non-zero return code", status(finished("hi\n" + MARK + " 3\n", MARK + "\n")).failure());
        assertEquals("could not find job", status("").failure());
    }

    @Test
    void aJobOfAnsibles() {
        Object result = status("{\"finished\": 1, \"rc\": 0, \"stdout\": \"theirs\"}").inSync();
        assertEquals(List.of("1", "theirs"), List.of(value(result, "finished"), value(result, "stdout")));
        assertEquals("boom", status("{\"finished\": 1, \"failed\": true, \"msg\": \"boom\"}").failure());
    }

    @Test
    void forgettingIsNoChange() {
        Plan.Change change = (Plan.Change) Case.of("async_status", "jid", "j1.2", "mode", "cleanup")
                .with(READ, new JobRead.State("/r/j1.2", "")).plan();
        assertEquals(false, change.effects().get(0).changes());
        assertEquals("rm -f -- /r/j1.2 /r/j1.2.out /r/j1.2.err /r/j1.2.pid", change.effects().get(0).script());
    }
}

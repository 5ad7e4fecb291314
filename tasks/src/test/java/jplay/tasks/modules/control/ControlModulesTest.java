package jplay.tasks.modules.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import jplay.tasks.modules.Case;
import jplay.tasks.modules.FakeControl;
import org.junit.jupiter.api.Test;

class ControlModulesTest {
    private static final FakeControl CONTROL = new FakeControl(
            Map.of("name", "x", "x", 7, "list", List.of(1), "yes", true, "no", false, "ansible_verbosity", 1));

    private static Map<String, Object> run(String module, Object... arguments) {
        Case call = Case.of(module).control(CONTROL);
        for (int i = 0; i < arguments.length; i += 2) {
            call.with((String) arguments[i], arguments[i + 1]);
        }
        return call.run();
    }

    @Test
    void debugMessage() {
        assertEquals(Map.of("msg", "hi", "changed", false), run("debug", "msg", "hi"));
        assertEquals(Map.of("msg", "Hello world!", "changed", false), run("debug"));
    }

    @Test
    void debugVar() {
        assertEquals(Map.of("list", List.of(1), "changed", false), run("debug", "var", "list"));
        assertEquals(Map.of("x", 7, "changed", false), run("debug", "var", "{{ name }}"));
        assertEquals(Map.of("gone", "VARIABLE IS NOT DEFINED!", "changed", false), run("debug", "var", "gone"));
    }

    @Test
    void debugVerbosity() {
        assertEquals(Map.of("msg", "hi", "changed", false), run("debug", "msg", "hi", "verbosity", "1"));
        assertEquals(true, run("debug", "msg", "hi", "verbosity", "2").get("skipped"));
    }

    @Test
    void assertsInOrder() {
        assertEquals(
                Map.of("assertion", "no", "evaluated_to", false, "msg", "Assertion failed", "failed", true),
                run("assert", "that", List.of("yes", "no", "gone")));
        assertEquals("bad", run("assert", "that", "no", "fail_msg", "bad").get("msg"));
        assertEquals(
                Map.of("msg", "fine", "changed", false),
                run("assert", "that", List.of("yes", true), "success_msg", "fine", "quiet", "yes"));
    }

    @Test
    void assertOfSomethingUndefinedFails() {
        assertEquals("'gone' is undefined", run("assert", "that", "gone").get("msg"));
    }

    @Test
    void fails() {
        assertEquals("Failed as requested from task", run("fail").get("msg"));
        assertEquals("no", run("fail", "msg", "no").get("msg"));
    }

    @Test
    void setsFacts() {
        assertEquals(
                Map.of("ansible_facts", Map.of("a", List.of(1), "b", "2"), "ansible_facts_cacheable", true, "changed", false),
                run("set_fact", "a", List.of(1), "b", "2", "cacheable", "yes"));
        assertEquals(true, String.valueOf(run("set_fact", "a-b", 1).get("msg")).startsWith("The variable name 'a-b' is not valid."));
        assertEquals(true, run("set_fact").get("failed"));
    }
}

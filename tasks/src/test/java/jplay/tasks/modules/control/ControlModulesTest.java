package jplay.tasks.modules.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jplay.tasks.modules.Case;
import jplay.tasks.modules.FakeControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                Map.of("ansible_facts", Map.of("a", List.of(1), "b", "2"), "changed", false),
                run("set_fact", "a", List.of(1), "b", "2", "cacheable", "yes"));
        assertEquals(true, String.valueOf(run("set_fact", "a-b", 1).get("msg")).startsWith("The variable name 'a-b' is not valid."));
        assertEquals(true, run("set_fact").get("failed"));
    }

    @Test
    void addsHosts() {
        assertEquals(
                Map.of("add_host", Map.of("host_name", "w3", "groups", List.of("worker", "etcd"),
                        "host_vars", Map.of("ansible_host", "10.0.0.13", "ansible_port", 2222)), "changed", false),
                run("add_host", "name", "w3:2222", "groups", "worker,etcd", "ansible_host", "10.0.0.13"));
    }

    @Test
    void groupsHostsBelowOthers() {
        assertEquals(List.of("os", "all-os"), run("group_by", "key", "os_x", "parents", List.of("os", "all os")).get("parent_groups"));
    }

    @Test
    void groupsHosts() {
        assertEquals(
                Map.of("add_group", "os_Debian-12", "parent_groups", List.of("all"), "changed", false),
                run("group_by", "key", "os_Debian 12"));
    }

    private static Map<String, Object> vars(Path dir, Object... arguments) {
        return vars(new FakeControl(Map.of(), dir), arguments);
    }

    private static Map<String, Object> vars(FakeControl control, Object... arguments) {
        Case call = Case.of("include_vars").control(control);
        for (int i = 0; i < arguments.length; i += 2) {
            call.with((String) arguments[i], arguments[i + 1]);
        }
        return call.run();
    }

    @Test
    void includesVars(@TempDir Path dir) throws IOException {
        Files.createDirectories(dir.resolve("vars/all/deep"));
        Files.writeString(dir.resolve("vars/one.yml"), "one: 1");
        Files.writeString(dir.resolve("vars/all/b.yaml"), "b: 1");
        Files.writeString(dir.resolve("vars/all/a.json"), "a: 1");
        Files.writeString(dir.resolve("vars/all/deep/c.yml"), "c: 1");
        Files.writeString(dir.resolve("vars/all/.hidden"), "d: 1");
        assertEquals(Map.of("one", "1"), vars(dir, "file", "one.yml").get("ansible_facts"));
        assertEquals(Map.of("x", Map.of("one", "1")), vars(dir, "file", "one.yml", "name", "x").get("ansible_facts"));
        assertEquals(Map.of("a", "1", "b", "1", "c", "1"), vars(dir, "dir", "all").get("ansible_facts"));
        assertEquals(List.of(dir + "/vars/all/a.json", dir + "/vars/all/b.yaml"), vars(dir, "dir", "all", "depth", "1").get("ansible_included_var_files"));
        assertEquals(Map.of("b", "1"), vars(dir, "dir", "all", "files_matching", "^b").get("ansible_facts"));
        assertEquals(Map.of("c", "1"), vars(dir, "dir", "all", "ignore_files", "a,b\\.").get("ansible_facts"));
        Files.writeString(dir.resolve("vars/all/readme.txt"), "");
        assertEquals(dir + "/vars/all/readme.txt does not have a valid extension: json, yaml, yml; set ignore_unknown_extensions: true to leave such files out",
                vars(dir, "dir", "all").get("msg"));
        assertEquals(3, ((List<?>) vars(dir, "dir", "all", "ignore_unknown_extensions", "yes").get("ansible_included_var_files")).size());
    }

    @Test
    void mergesVars(@TempDir Path dir) throws IOException {
        Files.createDirectories(dir.resolve("vars/all"));
        Files.writeString(dir.resolve("vars/all/a.yml"), "x: 1");
        FakeControl control = new FakeControl(Map.of("d", Map.of("y", "2")), dir) {
            @Override
            public Map<String, Object> readVars(Path file) {
                return Map.of("d", super.readVars(file));
            }
        };
        assertEquals(Map.of("d", Map.of("x", "1")), vars(control, "dir", "all").get("ansible_facts"));
        assertEquals(Map.of("d", Map.of("x", "1", "y", "2")), vars(control, "dir", "all", "hash_behaviour", "merge").get("ansible_facts"));
        Files.writeString(dir.resolve("vars/all/c.vars"), "z: 3");
        assertEquals(Map.of("d", Map.of("z", "3")), vars(control, "dir", "all", "extensions", "vars,yml").get("ansible_facts"));
        assertEquals(Map.of("d", Map.of("z", "3")), vars(control, "file", "all/c.vars").get("ansible_facts"));
    }

    @Test
    void pauses() {
        Map<String, Object> result = run("pause", "minutes", "1.5");
        assertEquals(java.time.Duration.ofSeconds(90), CONTROL.slept.get(CONTROL.slept.size() - 1));
        assertEquals("Paused for 0.0 minutes", result.get("stdout"));
        assertEquals("answer to Name?:", run("pause", "prompt", "Name?").get("user_input"));
        assertEquals("answer to Name? (output is hidden):", run("pause", "prompt", "Name?", "echo", false).get("user_input"));
        assertEquals("", run("pause", "seconds", 2).get("user_input"));
        assertEquals(java.time.Duration.ofSeconds(2), CONTROL.slept.get(CONTROL.slept.size() - 1));
    }

    @Test
    void checksArguments() {
        Map<String, Object> spec = Map.of("x", Map.of("type", "int", "required", true), "y", Map.of("type", "int"));
        Map<String, Object> context = Map.of("argument_spec_name", "main");
        Map<String, Object> good = run("validate_argument_spec", "argument_spec", spec, "validate_args_context", context);
        assertEquals(List.of("The arg spec validation passed", context), List.of(good.get("msg"), good.get("validate_args_context")));
        Map<String, Object> bad = run("validate_argument_spec", "argument_spec", spec, "provided_arguments", Map.of("x", "no"));
        assertEquals(true, String.valueOf(bad.get("msg")).startsWith("Validation of arguments failed:\n"));
        assertEquals(spec, bad.get("argument_spec_data"));
        assertEquals(true, run("validate_argument_spec", "argument_spec", Map.of("gone", Map.of("required", true))).get("failed"));
    }

    @Test
    void keepsStats() {
        assertEquals("{ansible_stats={data={a=1}, per_host=true, aggregate=false}}",
                jplay.tasks.modules.Task.of("set_stats", "data", Map.of("a", 1), "per_host", true, "aggregate", false).result().toString());
        assertEquals(true, jplay.tasks.modules.Task.of("set_stats", "data", Map.of("a b", 1)).failure().contains("'a b' is not valid"));
    }
}

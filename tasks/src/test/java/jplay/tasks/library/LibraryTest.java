package jplay.tasks.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jplay.tasks.Modules;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.modules.FakeControl;
import jplay.tasks.modules.Here;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
    @TempDir
    Path dir;

    private Plan.Opaque plan(String name, String text, Map<String, Object> arguments) throws IOException {
        Path file = Files.writeString(dir.resolve(name), text);
        LibraryModule module = new LibraryModule(Executable.of(file));
        Plan plan = module.plan(new LibraryModule.Params(arguments), null, new FakeControl(Map.of()));
        return assertInstanceOf(Plan.Opaque.class, plan);
    }

    private Map<?, ?> run(String name, String text, Map<String, Object> arguments) throws IOException {
        return Here.apply(plan(name, text, arguments), null);
    }

    @Test
    void givesJson() throws IOException {
        Map<?, ?> result = run("m", "#!/bin/sh\n# WANT_JSON\necho noise; cat \"$1\"; echo; echo '# end'\n", Map.of("a", java.util.List.of(1, "ü")));
        assertEquals("{a=[1, ü], changed=false}", result.toString());
    }

    @Test
    void givesWords() throws IOException {
        String script = "#!/bin/sh\n. \"$1\"\nprintf '{\"changed\": true, \"who\": \"%s\", \"check\": \"%s\"}' \"$name\" \"$_ansible_check_mode\"";
        assertEquals("{changed=true, who=it's me, check=False}", run("m.sh", script, Map.of("name", "it's me")).toString());
        Plan.Opaque plan = plan("m.sh", script, Map.of());
        assertEquals("True", plan.then().apply(Here.apply(assertNotNullEffect(plan))).result() instanceof Map<?, ?> map ? map.get("check") : "");
    }

    private static jplay.tasks.contract.Effect assertNotNullEffect(Plan.Opaque plan) {
        assertNotNull(plan.rehearsal());
        return plan.rehearsal();
    }

    @Test
    void writesJsonIntoTheText() throws IOException {
        String script = "#!/bin/sh\ncat <<'E'\n<<INCLUDE_ANSIBLE_MODULE_JSON_ARGS>>\nE\n";
        assertEquals("{x=1, changed=false}", run("m", script, Map.of("x", 1)).toString());
    }

    @Test
    void judgesAnswers() {
        Plan.Outcome none = LibraryAnswer.outcome(Output.of(3, "Traceback", "oh"));
        assertEquals("MODULE FAILURE\nSee stdout/stderr for the exact error", none.failed());
        assertEquals("{module_stdout=Traceback, module_stderr=oh, rc=3}", none.result().toString());
        assertEquals("no", LibraryAnswer.outcome(Output.of(1, "{\"failed\": true, \"msg\": \"no\"}", "")).failed());
        assertTrue(LibraryAnswer.outcome(Output.of(0, "{\"rc\": 1}", "")).failed() != null);
        assertTrue(LibraryAnswer.outcome(Output.of(0, "warning {\n{\"changed\": true}", "")).changed());
    }

    @Test
    void knowsWhatCannotRun() throws IOException {
        assertTrue(Executable.of(Files.writeString(dir.resolve("a.py"), "#!/usr/bin/python\nfrom ansible.module_utils.basic import *\n")).refusal()
                .contains("imports Ansible's own Python"));
        assertTrue(Executable.of(Files.writeString(dir.resolve("b.ps1"), "#Requires -Module x\n")).refusal().contains("Windows"));
        assertNull(Executable.of(Files.writeString(dir.resolve("c.py"), "#!/usr/bin/python\n# WANT_JSON\n")).refusal());
        Files.write(dir.resolve("d"), new byte[] {0x7f, 'E', 'L', 'F', 0, 1});
        assertEquals(Executable.Style.JSON, Executable.of(dir.resolve("d")).style());
    }

    @Test
    void goesBeforeTheBuiltInWhereItRuns() throws IOException {
        Files.writeString(dir.resolve("ping.sh"), "#!/bin/sh\n");
        Files.writeString(dir.resolve("copy.py"), "from ansible.module_utils import x\n");
        Files.writeString(dir.resolve("README.md"), "");
        Modules modules = Modules.load();
        modules.addLibrary(dir);
        assertInstanceOf(LibraryModule.class, modules.find("ping").module());
        assertEquals("ansible.builtin.copy", modules.find("copy").fullName());
        assertEquals("ansible.builtin.ping", modules.find("ansible.builtin.ping").fullName());
        assertNull(modules.find("README"));
    }

    @Test
    void choosesTheInterpreter() throws IOException {
        Path file = Files.writeString(dir.resolve("p"), "#!/usr/bin/env ruby\nWANT_JSON");
        LibraryModule module = new LibraryModule(Executable.of(file));
        Plan.Opaque plan = (Plan.Opaque) module.plan(new LibraryModule.Params(Map.of()), null, new FakeControl(Map.of("ansible_ruby_interpreter", "/opt/ruby")));
        assertTrue(plan.run().script().startsWith("jp_library p /opt/ruby "), plan.run().script());
    }
}

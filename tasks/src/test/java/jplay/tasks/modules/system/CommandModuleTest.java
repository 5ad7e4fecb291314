package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Plan;
import jplay.tasks.read.GlobRead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandModuleTest {
    @Test
    void wordsAsAShellQuotesThem() {
        assertEquals(List.of("a", "b c", "d\"e", "$x", "f g", "h\\n", ""), FreeForm.words("a 'b c' d\\\"e  $x f\\ g \"h\\n\" ''"));
        assertThrows(ModuleFailure.class, () -> FreeForm.words("echo 'open"));
    }

    @Test
    void optionsStandInTheFreeForm() {
        assertEquals(
                new FreeForm("tar  xf {{ a b=c }} x=y", Map.of("chdir", "/opt/my dir", "creates", "/opt/a")),
                FreeForm.split("tar  xf {{ a b=c }} creates=/opt/a x=y chdir='/opt/my dir'"));
    }

    @Test
    void createsIsARead() {
        Case present = Case.of("command", "free_form", "make creates=/x").with(new GlobRead("/x", null), List.of("/x"));
        CommandResult result = (CommandResult) present.inSync();
        assertEquals("skipped, since /x exists", result.stdout());
        assertInstanceOf(
                Plan.Opaque.class, Case.of("shell", "cmd", "make", "creates", "/x").without(new GlobRead("/x", null)).plan());
    }

    @Test
    void removesIsARead() {
        Case gone = Case.of("shell", "free_form", "rm x", "removes", "x", "chdir", "/d").without(new GlobRead("x", "/d"));
        assertEquals("skipped, since x does not exist", ((CommandResult) gone.inSync()).stdout());
    }

    @Test
    void failures() {
        assertEquals("no command given", Case.of("shell").failure());
        assertEquals("only command or argv can be given, not both", Case.of("command", "cmd", "a", "argv", List.of("b")).failure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void runs(String shell) {
        Sh sh = shell.equals("dash") ? Sh.DASH : shell.equals("bash") ? Sh.BASH : Sh.BUSYBOX;
        CommandResult echo = run(sh, Case.of("command", "free_form", "echo 'a\\nb' $UNSET_X ${PATH}x ${UNSET_Y} *")).result();
        assertEquals("a\\nb $UNSET_X " + sh.run("printf %s \"$PATH\"").out() + "x ${UNSET_Y} *", echo.stdout());
        assertTrue(echo.start().matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}"), echo.start());
        assertTrue(echo.delta().startsWith("0:00:0"), echo.delta());

        Ran failing = run(sh, Case.of("shell", "free_form", "echo out; echo err >&2; exit 3 chdir=/tmp"));
        assertEquals("non-zero return code", failing.msg());
        assertEquals(List.of(3, "out", "err"), List.of(failing.result().rc(), failing.result().stdout(), failing.result().stderr()));

        assertEquals("/tmp [a b]", run(sh, Case.of("shell", "cmd", "read x; echo $PWD [$x]", "chdir", "/tmp", "stdin", "a b")).result().stdout());
        assertEquals("yes-", run(sh, Case.of("shell", "cmd", "[[ a == a ]] && echo yes-$_JPLAY_TEXT", "executable", "/bin/bash")).result().stdout());
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "shell"})
    void newlinesAtTheEndStayWhereTold(String module) {
        assertEquals("a", run(Sh.DASH, Case.of(module, "free_form", "printf 'a\\n\\n'")).result().stdout());
        assertEquals("a\n\n", run(Sh.DASH, Case.of(module, "free_form", "printf 'a\\n\\n'", "strip_empty_ends", false)).result().stdout());
    }

    @Test
    void whatKeepsItFromStarting() {
        Ran missing = run(Sh.DASH, Case.of("command", "free_form", "no-such-program x"));
        assertEquals("[Errno 2] No such file or directory: b'no-such-program'", missing.msg());
        assertEquals(2, missing.result().rc());
        Ran denied = run(Sh.DASH, Case.of("command", "argv", List.of("/etc/passwd")));
        assertEquals("[Errno 13] Permission denied: b'/etc/passwd'", denied.msg());
        Ran chdir = run(Sh.DASH, Case.of("command", "free_form", "ls chdir=/nowhere"));
        assertEquals("Unable to change directory before execution: [Errno 2] No such file or directory: b'/nowhere'", chdir.msg());
    }

    @Test
    void globs() {
        assertEquals(List.of("/etc/passwd"), Sh.DASH.ask(new GlobRead("/etc/pass[w]d", null)).get());
        assertEquals(List.of("passwd"), Sh.BUSYBOX.ask(new GlobRead("passwd", "/etc")).get());
        assertTrue(Sh.BASH.ask(new GlobRead("/etc/no such*", null)).isAbsent());
    }

    record Ran(String msg, CommandResult result) {}

    private static Ran run(Sh sh, Case c) {
        Plan.Opaque plan = (Plan.Opaque) c.plan();
        assertEquals(true, plan.changes());
        Plan.Outcome outcome = plan.then().apply(sh.apply(plan.run()));
        return new Ran(outcome.failed(), (CommandResult) outcome.result());
    }
}

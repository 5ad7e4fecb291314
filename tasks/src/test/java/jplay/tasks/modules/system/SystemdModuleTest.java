package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import jplay.tasks.bind.BindException;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Plan;
import jplay.tasks.effect.PutFile;
import jplay.tasks.effect.SystemdReload;
import jplay.tasks.effect.UnitAction;
import jplay.tasks.read.UnitRead;
import jplay.tasks.read.UnitState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SystemdModuleTest {
    private static final UnitRead NGINX = UnitRead.of("nginx");

    private static UnitState unit(String active, String file) {
        return new UnitState("nginx", Map.of("LoadState", "loaded", "ActiveState", active, "UnitFileState", file));
    }

    @Test
    void runningAndEnabledIsInSync() {
        SystemdModule.Result result = (SystemdModule.Result) Case.of("systemd", "name", "nginx", "state", "started", "enabled", "yes")
                .with(NGINX, unit("active", "enabled"))
                .inSync();
        assertEquals("started", result.state());
        assertEquals("active", result.status().get("ActiveState"));
    }

    @Test
    void enablesAndStarts() {
        Case c = Case.of("systemd_service", "name", "nginx", "state", "started", "enabled", true, "no_block", true)
                .with(NGINX, unit("failed", "disabled"));
        assertEquals("jp_unit_do system enable nginx --no-block\njp_unit_do system start nginx --no-block", c.scripts());
        UnitState after = NGINX.overlay(c.pending(), Answer.known(unit("failed", "disabled"))).get();
        assertTrue(after.running() && after.enabled());
    }

    @Test
    void restartsWhatRunsAndStartsWhatDoesNot() {
        assertEquals("jp_unit_do system restart nginx", state("restarted", "active"));
        assertEquals("jp_unit_do system start nginx", state("restarted", "inactive"));
        assertEquals("jp_unit_do system reload nginx", state("reloaded", "active"));
        assertEquals("jp_unit_do system stop nginx", state("stopped", "deactivating"));
    }

    private static String state(String wanted, String active) {
        return Case.of("systemd", "name", "nginx", "state", wanted).with(NGINX, unit(active, "enabled")).scripts();
    }

    @Test
    void masks() {
        assertEquals("jp_unit_do user mask nginx", Case.of("systemd", "name", "nginx", "masked", "true", "scope", "user")
                .without(new UnitRead("user", "nginx")).scripts());
        assertEquals("jp_unit_do system unmask nginx --force",
                Case.of("systemd", "name", "nginx", "masked", "no", "force", "yes").with(NGINX, unit("inactive", "masked")).scripts());
    }

    @Test
    void reloadingIsNoChange() {
        Plan.Change change = Case.of("systemd", "daemon_reload", true, "daemon_reexec", true).change();
        assertEquals("jp_systemctl system daemon-reload", change.effects().get(0).script());
        assertTrue(change.effects().stream().noneMatch(effect -> effect.changes()));
    }

    @Test
    void missingUnit() {
        assertEquals("Could not find the requested service nginx: host",
                Case.of("systemd", "name", "nginx", "state", "started").without(NGINX).failure());
        assertEquals("missing parameter(s) required by 'state': name",
                assertThrows(BindException.class, () -> Case.of("systemd", "state", "started")).getMessage());
        assertThrows(BindException.class, () -> Case.of("systemd", "name", "a*", "state", "started"));
    }

    @Test
    void unitsOfPendingFilesAreThere() {
        Pending pending = new Pending();
        PutFile.of("/etc/systemd/system/web@.service", Content.of("[Service]"), 0644).predict(pending);
        UnitState unit = UnitRead.of("web@1").overlay(pending, Answer.absent()).get();
        assertFalse(unit.running() || unit.enabled());
        assertTrue(UnitRead.of("web").overlay(pending, Answer.absent()).isAbsent());
    }

    @Test
    void parsesWhatSystemctlShows() {
        UnitState unit = NGINX.parse(Output.of(0, "Id=x\nExecStart={ path=/a ;\nargv[]=/a b }\nLoadState=loaded\nUnitFileState=static\n", "")).get();
        assertEquals("{ path=/a ;\nargv[]=/a b }", unit.properties().get("ExecStart"));
        assertTrue(unit.enabled());
        assertTrue(NGINX.parse(Output.of(0, "LoadState=not-found\n", "")).isAbsent());
        assertEquals(Answer.unknown("no systemctl"), NGINX.parse(Output.of(127, "", "no systemctl\n")));
    }

    @Test
    @Tag("root")
    void onAHost() {
        Sh host = Sh.remote();
        String name = "jplay-test-unit";
        String file = "/etc/systemd/system/" + name + ".service";
        try {
            assertTrue(host.ask(UnitRead.of(name)).isAbsent());
            assertTrue(host.ask(UnitRead.of("getty@")).get().active().isEmpty());
            host.run("printf '[Service]\\nExecStart=/bin/sleep 1000\\n[Install]\\nWantedBy=multi-user.target\\n' >" + file);
            host.applied(new SystemdReload("system", "daemon-reload"));
            UnitRead read = UnitRead.of(name);
            UnitState before = host.ask(read).get();
            assertFalse(before.running() || before.enabled() || before.masked());
            host.applied(new UnitAction("enable", read, "", before));
            host.applied(new UnitAction("start", read, "", before));
            UnitState after = host.ask(read).get();
            assertTrue(after.running() && after.enabled());
            host.applied(new UnitAction("disable", read, "", before));
            host.applied(new UnitAction("stop", read, "", before));
            assertFalse(host.ask(read).get().running());
            Output failed = host.apply(new UnitAction("start", UnitRead.of("jplay-none"), "", before));
            assertTrue(failed.err().startsWith("Unable to start service jplay-none: "), failed.err());
        } finally {
            host.run("systemctl disable --now " + name + "; rm -f " + file + "; systemctl daemon-reload");
        }
    }
}

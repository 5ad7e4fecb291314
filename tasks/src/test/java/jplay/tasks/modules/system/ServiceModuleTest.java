package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.effect.InitScript;
import jplay.tasks.read.InitRead;
import jplay.tasks.read.InitScriptRead;
import jplay.tasks.read.UnitRead;
import jplay.tasks.read.UnitState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ServiceModuleTest {
    private static final InitScriptRead SCRIPT = new InitScriptRead("web", "", "default");

    private static UnitState unit(String active, String file) {
        return new UnitState("web", Map.of("LoadState", "loaded", "ActiveState", active, "UnitFileState", file));
    }

    @Test
    void bySystemd() {
        assertEquals("jp_unit_do system enable web\njp_unit_do system restart web",
                Case.of("service", "name", "web", "state", "restarted", "enabled", true).with(new InitRead(), "systemd").with(UnitRead.of("web"), unit("active", "disabled")).scripts());
        assertEquals("Could not find the requested service web: host",
                Case.of("service", "name", "web", "state", "started", "use", "systemd").without(UnitRead.of("web")).failure());
        Case.of("service", "name", "web").with(new InitRead(), "systemd").with(UnitRead.of("web"), unit("active", "disabled")).inSync();
    }

    @Test
    void byScripts() {
        Case c = Case.of("service", "name", "web", "state", "restarted", "enabled", false, "sleep", 2, "arguments", "-v x")
                .with(new InitRead(), "openrc").with(SCRIPT, unit("active", "enabled"));
        assertEquals("jp_init_do disable web default 2 -v x\njp_init_do restart web default 2 -v x", c.scripts());
        assertTrue(!SCRIPT.overlay(c.pending(), Answer.absent()).get().enabled());
        Case.of("sysvinit", "name", "web", "state", "started", "use", "sysvinit", "pattern", "webd", "runlevel", "boot")
                .with(new InitScriptRead("web", "webd", "boot"), unit("active", "enabled")).inSync();
    }

    @Test
    @Tag("root")
    void onAHost() {
        Sh host = Sh.remote();
        InitScriptRead read = new InitScriptRead("jplaytest", "", "default");
        try {
            assertTrue(host.ask(read).isAbsent());
            host.run("printf '#!/bin/sh\\ncase $1 in start) touch /tmp/jplaytest.$2;; stop) rm /tmp/jplaytest.*;; status) ls /tmp/jplaytest.*;; esac\\n' >/etc/init.d/jplaytest; chmod 755 /etc/init.d/jplaytest");
            UnitState before = host.ask(read).get();
            assertEquals("inactive", before.active());
            host.applied(new InitScript("start", read, "arg", 0, before));
            assertEquals("active", host.ask(read).get().active());
            assertEquals("/tmp/jplaytest.arg\n", host.run("ls /tmp/jplaytest.*").out());
            host.applied(new InitScript("stop", read, "", 0, before));
            assertEquals("inactive", host.ask(read).get().active());
            assertEquals("systemd", host.ask(new InitRead()).get());
        } finally {
            host.run("rm -f /etc/init.d/jplaytest /tmp/jplaytest.*");
        }
    }
}

package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jplay.tasks.bind.BindException;
import jplay.tasks.contract.Answer;
import jplay.tasks.effect.HostnameSet;
import jplay.tasks.read.HostnameRead;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HostnameModuleTest {
    private static final HostnameRead READ = new HostnameRead();

    @Test
    void namesTheHost() {
        Case c = Case.of("hostname", "name", "web.example.org").with(READ, new HostnameRead.Names("web.example.org", "old"));
        assertEquals("jp_hostname web.example.org 1", c.scripts());
        assertEquals("web.example.org", READ.overlay(c.pending(), Answer.absent()).get().kernel());
        assertEquals("jp_hostname a 0", Case.of("hostname", "name", "a", "use", "alpine").with(READ, new HostnameRead.Names("b", "")).scripts());
    }

    @Test
    void noName() {
        assertThrows(BindException.class, () -> Case.of("hostname", "name", " "));
    }

    @Test
    void inSync() {
        HostnameModule.Result result = (HostnameModule.Result) Case.of("hostname", "name", "web.example.org").with(READ, new HostnameRead.Names("web.example.org", "web.example.org")).inSync();
        assertEquals("{ansible_hostname=web, ansible_nodename=web.example.org, ansible_fqdn=web.example.org, ansible_domain=example.org}", result.ansibleFacts().toString());
    }

    @Test
    void reads() {
        assertEquals(Sh.DASH.run("uname -n").out().strip(), Sh.BUSYBOX.ask(READ).get().kernel());
    }

    @Test
    @Tag("root")
    void onAHost() {
        Sh host = Sh.remote();
        HostnameRead.Names before = host.ask(READ).get();
        try {
            host.applied(new HostnameSet("jplay-a", true));
            assertEquals(new HostnameRead.Names("jplay-a", "jplay-a"), host.ask(READ).get());
            host.applied(new HostnameSet("jplay-b", false));
            assertEquals(new HostnameRead.Names("jplay-b", "jplay-b"), host.ask(READ).get());
        } finally {
            host.applied(new HostnameSet(before.kernel(), true));
        }
    }
}

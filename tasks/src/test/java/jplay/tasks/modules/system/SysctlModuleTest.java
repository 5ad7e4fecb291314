package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import jplay.tasks.bind.BindException;
import jplay.tasks.contract.Content;
import jplay.tasks.effect.PutFile;
import jplay.tasks.effect.SysctlSet;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.SysctlRead;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SysctlModuleTest {
    private static final FileRead FILE = FileRead.withContent("/etc/sysctl.conf").following();

    static FileState file(String path, String text) {
        return new FileState(FileState.Kind.FILE, 0640, 0, "root", 0, "adm", text.length(), 0, 0, 0, 1, 1, 1, null, path, Map.of(), Content.of(text));
    }

    static String put(Case c) {
        return c.change().effects().stream()
                .filter(PutFile.class::isInstance)
                .map(effect -> ((PutFile) effect).content().text())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void addsAndReloads() {
        Case c = Case.of("sysctl", "name", "a.b", "value", "yes").with(FILE, file("/etc/sysctl.conf", "# x\nc.d = 1\n"));
        assertEquals("# x\nc.d = 1\na.b=1\n", put(c));
        assertEquals("jp_sysctl_load 0 /etc/sysctl.conf", c.change().effects().get(1).script());
        assertEquals(0640, ((PutFile) c.change().effects().get(0)).mode());
        assertEquals("1", new SysctlRead("a.b").overlay(c.pending(), null).get());
    }

    @Test
    void replacesTheFirstAndDropsDoubles() {
        Case c = Case.of("sysctl", "name", "a.b", "value", "2", "reload", "no")
                .with(FILE, file("/etc/sysctl.conf", "a.b = 1\n;a.b=3\nx=1\na.b=4\n"));
        assertEquals("a.b=2\n;a.b=3\nx=1\n", put(c));
        assertEquals(1, c.change().effects().size());
    }

    @Test
    void inSyncWhateverTheBlanks() {
        Case.of("sysctl", "name", "a.b", "value", "1 2").with(FILE, file("/etc/sysctl.conf", "a.b =  1\t2\n")).inSync();
        Case.of("sysctl", "name", "a.b", "state", "absent").without(FILE).inSync();
    }

    @Test
    void setsTheKernelsValue() {
        Case c = Case.of("sysctl", "name", "a.b", "value", "1", "sysctl_set", true, "ignoreerrors", true)
                .with(FILE, file("/etc/sysctl.conf", "a.b=1\n"))
                .with(new SysctlRead("a.b"), "0");
        assertEquals("jp_sysctl_set 1 /proc/sys/a/b 1\njp_sysctl_load 1 /etc/sysctl.conf", c.scripts());
    }

    @Test
    void removes() {
        assertEquals("x=1\n", put(Case.of("sysctl", "name", "a.b", "state", "absent").with(FILE, file("/etc/sysctl.conf", "a.b=1\nx=1\n"))));
        assertThrows(BindException.class, () -> Case.of("sysctl", "name", "a.b"));
    }

    @Test
    void names() {
        assertEquals("/proc/sys/net/ipv4/conf/eth0.100/forwarding", SysctlRead.path("net.ipv4.conf.eth0/100.forwarding"));
        assertEquals("/proc/sys/net/ipv4/conf/eth0.100/forwarding", SysctlRead.path("net/ipv4/conf/eth0.100/forwarding"));
        assertEquals("Linux", Sh.DASH.ask(new SysctlRead("kernel.ostype")).get());
        assertTrue(Sh.BUSYBOX.ask(new SysctlRead("kernel.nothing")).isAbsent());
    }

    @Test
    @Tag("root")
    void onAHost() {
        Sh host = Sh.remote();
        SysctlRead read = new SysctlRead("net.ipv4.ip_default_ttl");
        String before = host.ask(read).get();
        try {
            host.applied(new SysctlSet(read.name(), "63", null, false));
            assertEquals("63", host.ask(read).get());
            host.run("printf '# c\\nnet.ipv4.ip_default_ttl = 62\\n' >/tmp/jplay-sysctl");
            host.applied(new SysctlSet(read.name(), null, "/tmp/jplay-sysctl", false));
            assertEquals("62", host.ask(read).get());
            String without = "command() { return 1; }\n" + new SysctlSet(read.name(), null, "/tmp/jplay-sysctl", false).script();
            host.run("sysctl -w net.ipv4.ip_default_ttl=61");
            assertEquals("", host.run(without).err());
            assertEquals("62", host.ask(read).get());
            assertEquals(1, host.apply(new SysctlSet("no.such", "1", null, false)).exit());
            assertEquals(0, host.apply(new SysctlSet("no.such", "1", null, true)).exit());
        } finally {
            host.run("rm -f /tmp/jplay-sysctl; sysctl -w net.ipv4.ip_default_ttl=" + before);
        }
    }
}

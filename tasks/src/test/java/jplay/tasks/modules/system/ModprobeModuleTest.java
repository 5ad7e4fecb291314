package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.effect.PutFile;
import jplay.tasks.read.LinesRead;
import jplay.tasks.read.KernelModuleRead;
import org.junit.jupiter.api.Test;

class ModprobeModuleTest {
    private static final KernelModuleRead DUMMY = new KernelModuleRead("dummy");
    private static final LinesRead CONFIG = new LinesRead(List.of("/etc/modules-load.d/*.conf", "/etc/modprobe.d/*.conf"));

    @Test
    void loadsWithParameters() {
        Case c = Case.of("modprobe", "name", "dummy", "params", "numdummies=2 b=c d").without(DUMMY);
        assertEquals("modprobe dummy numdummies=2 b=c d", c.scripts());
        assertTrue(DUMMY.overlay(c.pending(), Answer.absent()).isKnown());
    }

    @Test
    void unloads() {
        assertEquals("modprobe -r dummy", Case.of("modprobe", "name", "dummy", "state", "absent").with(DUMMY, "loaded").scripts());
        Case.of("modprobe", "name", "dummy").with(DUMMY, "builtin").inSync();
    }

    @Test
    void persists() {
        Case c = Case.of("modprobe", "name", "dummy", "params", "n=2", "persistent", "present").with(DUMMY, "loaded").with(CONFIG, Map.of());
        PutFile load = (PutFile) c.change().effects().get(0);
        PutFile options = (PutFile) c.change().effects().get(1);
        assertEquals("/etc/modules-load.d/dummy.conf dummy\n", load.path() + " " + load.content().text());
        assertEquals("/etc/modprobe.d/dummy.conf options dummy n=2\n", options.path() + " " + options.content().text());
        Case.of("modprobe", "name", "dummy", "params", "n=2", "persistent", "present").with(DUMMY, "loaded")
                .with(CONFIG, Map.of("/etc/modules-load.d/a.conf", "x\ndummy # y\n", "/etc/modprobe.d/b.conf", "options dummy m=1 n=2\n"))
                .inSync();
    }

    @Test
    void forgets() {
        Case c = Case.of("modprobe", "name", "dummy", "state", "absent", "persistent", "absent").without(DUMMY)
                .with(CONFIG, Map.of("/etc/modules-load.d/a.conf", "x\ndummy\n"));
        assertEquals("x\n#dummy\n", SysctlModuleTest.put(c));
    }

    @Test
    void reads() {
        assertTrue(Sh.DASH.ask(new KernelModuleRead("no_such_module")).isAbsent());
        String loaded = Sh.DASH.run("cut -d' ' -f1 /proc/modules | head -1").out().strip();
        if (!loaded.isEmpty()) {
            assertEquals("loaded", Sh.BUSYBOX.ask(new KernelModuleRead(loaded.replace('_', '-'))).get());
        }
        Map<String, String> files = Sh.BUSYBOX.ask(new LinesRead(List.of("/etc/host*", "/nowhere/*"))).get();
        assertTrue(files.get("/etc/hosts").contains("localhost"));
        assertFalse(files.containsKey("/nowhere/*"));
    }
}

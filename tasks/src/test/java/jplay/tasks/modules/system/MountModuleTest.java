package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jplay.tasks.bind.BindException;
import jplay.tasks.contract.Answer;
import jplay.tasks.effect.MountAction;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.MountRead;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MountModuleTest {
    private static final FileRead FSTAB = FileRead.withContent("/etc/fstab").following();
    private static final MountRead DATA = new MountRead("/data");
    private static final MountRead.Mount VDB = new MountRead.Mount("/dev/vdb", "ext4", "/", "rw");

    private static Case mount(String state, String fstab) {
        return Case.of("mount", "path", "/data/", "src", "/dev/vdb", "fstype", "ext4", "opts", "noatime", "state", state)
                .with(FSTAB, SysctlModuleTest.file("/etc/fstab", fstab));
    }

    @Test
    void mounts() {
        Case c = mount("mounted", "# x\n/dev/vda / ext4 defaults 0 1\n").without(DATA);
        assertEquals("# x\n/dev/vda / ext4 defaults 0 1\n/dev/vdb /data ext4 noatime 0 0\n", SysctlModuleTest.put(c));
        assertEquals("jp_mount_do mount /data /dev/vdb ext4 noatime", c.change().effects().get(1).script());
        assertTrue(DATA.overlay(c.pending(), Answer.absent()).isKnown());
        mount("mounted", "/dev/vdb\t/data  ext4 noatime 0\t0\n").with(DATA, VDB).inSync();
        assertEquals("jp_mount_do mount /data /dev/vdb ext4 noatime", mount("mounted", "/dev/vdb /data ext4 noatime 0 0\n").without(DATA).scripts());
    }

    @Test
    void changesWhatIsMounted() {
        assertEquals("jp_mount_do remount /data /dev/vdb ext4 noatime", mount("mounted", "/dev/vdb /data ext4 defaults 0 0\n").with(DATA, VDB).change().effects().get(1).script());
        assertEquals("jp_mount_do replace /data /dev/vdb ext4 noatime",
                mount("mounted", "").with(DATA, new MountRead.Mount("/dev/vdc", "ext4", "/", "rw")).change().effects().get(1).script());
        assertEquals("jp_mount_do remount /data /dev/vdb ext4 noatime", mount("remounted", "").with(DATA, VDB).scripts());
        assertEquals("Error remounting /data/: it is not mounted", mount("remounted", "").without(DATA).failure());
    }

    @Test
    void unmounts() {
        assertEquals("jp_mount_do umount /data /dev/vdb ext4 noatime", mount("unmounted", "x").with(DATA, VDB).scripts());
        Case absent = mount("absent", "/dev/vdb /data ext4 noatime 0 0\na b c d 0 0\n").with(DATA, VDB);
        assertEquals("a b c d 0 0\n", SysctlModuleTest.put(absent));
        assertEquals("jp_mount_do rmdir /data /dev/vdb ext4 noatime", absent.change().effects().get(2).script());
        assertEquals(1, mount("absent_from_fstab", "/dev/vdb /data ext4 noatime 0 0\n").with(DATA, VDB).change().effects().size());
        mount("absent", "a b c d 0 0\n").without(DATA).inSync();
    }

    @Test
    void presentEphemeralAndSwap() {
        assertEquals(1, mount("present", "").without(DATA).change().effects().size());
        assertEquals("jp_mount_do mount /data /dev/vdb ext4 noatime", mount("ephemeral", "x").without(DATA).scripts());
        assertTrue(mount("ephemeral", "").with(DATA, new MountRead.Mount("/dev/vdc", "ext4", "/", "rw")).failure().startsWith("something else is mounted"));
        Case swap = Case.of("mount", "path", "none", "src", "/swap", "fstype", "swap", "opts", "sw", "boot", false, "dump", 1, "passno", 2, "state", "present")
                .without(new MountRead("none")).with(FSTAB, SysctlModuleTest.file("/etc/fstab", "/other none swap sw 0 0\n"));
        assertEquals("/other none swap sw 0 0\n/swap none swap sw,noauto 1 2\n", SysctlModuleTest.put(swap));
        assertThrows(BindException.class, () -> Case.of("mount", "path", "/x", "state", "mounted"));
    }

    @Test
    void keepsACopy() {
        Case c = Case.of("mount", "path", "/data", "src", "a b", "fstype", "ext4", "state", "present", "backup", true, "fstab", "/tmp/f")
                .without(DATA).with(FileRead.withContent("/tmp/f").following(), SysctlModuleTest.file("/tmp/f", "x\n"));
        assertTrue(c.scripts().startsWith("cp -p -- /tmp/f '/tmp/f.") || c.scripts().contains("/tmp/f."), c.scripts());
        assertTrue(SysctlModuleTest.put(c).contains("a\\040b /data ext4 defaults 0 0"));
    }

    @Test
    void reads() {
        assertEquals("proc", Sh.DASH.ask(new MountRead("/proc")).get().type());
        assertEquals("proc", Sh.BUSYBOX.ask(new MountRead("/proc")).get().type());
        assertTrue(Sh.DASH.ask(new MountRead("/etc")).isAbsent());
    }

    @Test
    @Tag("root")
    void onAHost() {
        Sh host = Sh.remote();
        String at = "/tmp/jplay mount";
        MountRead read = new MountRead(at);
        try {
            host.applied(new MountAction("mount", at, "tmpfs", "tmpfs", "size=1m"));
            assertEquals("tmpfs tmpfs /", host.ask(read).map(m -> m.source() + " " + m.type() + " " + m.root()).get());
            host.applied(new MountAction("remount", at, "tmpfs", "tmpfs", "ro"));
            assertTrue(host.ask(read).get().options().startsWith("ro"));
            host.applied(new MountAction("replace", at, "/etc", "none", "bind"));
            assertTrue(host.ask(read).get().shows("/etc"), host.ask(read).toString());
            host.applied(new MountAction("umount", at, "", "", ""));
            assertTrue(host.ask(read).isAbsent());
            host.applied(new MountAction("rmdir", at, "", "", ""));
            assertEquals("", host.run("ls -d '" + at + "' 2>/dev/null").out());
        } finally {
            host.run("umount '" + at + "'; rmdir '" + at + "'");
        }
    }
}

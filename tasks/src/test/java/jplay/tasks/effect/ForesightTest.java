package jplay.tasks.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.NotKnownYet;
import jplay.tasks.contract.Pending;
import jplay.tasks.read.AptPlanRead;
import jplay.tasks.read.FactsRead;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.MountRead;
import jplay.tasks.read.PackageListRead;
import jplay.tasks.read.PackageRead;
import jplay.tasks.read.UnitRead;
import jplay.tasks.read.UnitState;
import jplay.tasks.read.UserRead;
import org.junit.jupiter.api.Test;

/** How the host will look after effects, where one has to do with another. */
class ForesightTest {
    private final Pending pending = new Pending();

    private Answer<FileState> file(String path) {
        return FileRead.of(path).overlay(pending, Answer.absent());
    }

    private void put(String path, String content) {
        PutFile.of(path, Content.of(content), 0644).predict(pending);
    }

    private static String text(Answer<FileState> answer) {
        Content content = answer.get().content();
        return content == null ? "?" : content.text();
    }

    @Test
    void whatLiesBehindALinkLiesWhereItLeads() {
        put("/a/v1/n", "1");
        put("/a/v2/n", "2");
        new MakeLink("/a/now", "v1", null).predict(pending);
        assertEquals("1", text(file("/a/now/n")));
        put("/a/now/n", "3");
        assertEquals("3", text(file("/a/v1/n")));
        new MakeLink("/a/now", "/a/v2", null).predict(pending);
        assertEquals("2", text(file("/a/now/n")));
        new Remove("/a/now").predict(pending);
        assertTrue(file("/a/now/n").isAbsent());
        assertEquals("2", text(file("/a/v2/n")));
    }

    @Test
    void aDirectoryStaysWhenWhatWasInItGoes() {
        MakeDirectory.of("/a/b/c").predict(pending);
        new Remove("/a/b/c").predict(pending);
        assertTrue(file("/a/b").get().isDirectory());
        new Remove("/a").predict(pending);
        assertTrue(file("/a/b").isAbsent());
    }

    @Test
    void aMountCoversWhatWasThere() {
        put("/m/old", "x");
        new MountAction("mount", "/m", "tmpfs", "tmpfs", "").predict(pending);
        assertTrue(file("/m/old").isAbsent());
        assertTrue(new MountRead("/m").overlay(pending, Answer.absent()).isKnown());
        put("/m/new", "y");
        new MountAction("umount", "/m", "tmpfs", "tmpfs", "").predict(pending);
        assertTrue(file("/m/new").isAbsent());
        assertTrue(file("/m").get().isDirectory());
        new MountAction("mount", "/m", "/dev/sdb", "ext4", "").predict(pending);
        assertTrue(file("/m/x") instanceof Answer.Unknown<FileState>(String why, boolean later) && later);
    }

    @Test
    void anEnabledUnitIsWanted() {
        put("/etc/systemd/system/a.service", "[Install]\nWantedBy=multi-user.target\n");
        UnitRead unit = UnitRead.of("a");
        new UnitAction("enable", unit, "", UnitState.fresh("a")).predict(pending);
        String link = "/etc/systemd/system/multi-user.target.wants/a.service";
        assertEquals("/etc/systemd/system/a.service", file(link).get().target());
        new UnitAction("disable", unit, "", UnitState.fresh("a")).predict(pending);
        assertTrue(file(link).isAbsent());
    }

    @Test
    void aNewUserOwnsTheHomeAndWhatIsMadeThere() {
        UserRead.User user = new UserRead.User("ann", 7, 7, "", "/home/ann", "/bin/sh", null, true, Map.of());
        new AccountChange("", Map.of(UserRead.of("ann").subject(), Answer.known(user)), "", user).predict(pending);
        assertTrue(file("/home/ann").get().isOwnedBy("7"));
        pending.apply("ann", () -> put("/home/ann/x", "x"));
        assertTrue(file("/home/ann/x").get().isOwnedBy("ann") && file("/home/ann/x").get().isOwnedBy("7"));
        put("/home/ann/y", "y");
        assertTrue(file("/home/ann/y").get().isOwnedBy("root"));
    }

    @Test
    void whoseNumberANameIsMayBeOpen() {
        FileState file = FileState.predicted(FileState.Kind.FILE, 0644).withOwner("nobody", "7");
        assertThrows(NotKnownYet.class, () -> file.isOwnedBy("65534"));
        assertThrows(NotKnownYet.class, () -> file.isInGroup("ann"));
        assertTrue(!file.isOwnedBy("root") && !file.isInGroup("root") && file.isInGroup("7"));
    }

    @Test
    void packagesThatWillBeInstalledCanBeRemoved() {
        new AptRun(List.of("install", "a"), 0, null, true, Map.of("a", "1"), Set.of()).predict(pending);
        Answer<AptPlanRead.Steps> none = Answer.known(new AptPlanRead.Steps(Map.of(), Map.of(), ""));
        assertEquals(Map.of("a", "1"), new AptPlanRead(List.of("remove", "a", "b")).overlay(pending, none).get().removes());
        assertEquals("a", new PackageListRead("apt").overlay(pending, Answer.known(List.of())).get().get(0).get("name"));
        AptRun file = new AptRun(List.of("install", "/b.deb"), 0, null, true, AptPlanRead.Steps.UNKNOWN.installs(), Set.of());
        assertTrue(!file.isCertain());
        file.predict(pending);
        Answer<PackageRead.Packages> real = Answer.known(new PackageRead.Packages(Map.of(), Set.of(), Set.of()));
        assertTrue(new PackageRead(List.of("b")).overlay(pending, real) instanceof Answer.Unknown);
        assertTrue(new PackageRead(List.of("a")).overlay(pending, real).get().installed("a"));
    }

    @Test
    void factsOfTheHostsOwnAreReadFromWhatWillBeThere() {
        put("/facts/a.fact", "{\"n\": 1}");
        FactsRead read = FactsRead.of(List.of("!all", "local"), "/facts", 1);
        assertEquals(Map.of("a", Map.of("n", 1)), read.overlay(pending, Answer.known(Map.of("local", Map.of()))).get().get("local"));
        PutFile.of("/facts/b.fact", Content.of("#!/bin/sh"), 0755).predict(pending);
        assertTrue(read.overlay(pending, Answer.known(Map.of())) instanceof Answer.Unknown);
    }

    @Test
    void nobodyKnowsWhatACloneHolds() {
        HostCommand.of("git clone", "clone").makes(new jplay.tasks.contract.Read.Subject("file", "/w/.git"),
                Answer.known(FileState.predicted(FileState.Kind.DIRECTORY, 0755))).hides("/w", "cloned").predict(pending);
        assertTrue(file("/w/.git").isKnown());
        assertTrue(file("/w/readme") instanceof Answer.Unknown<FileState>);
    }
}

package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import jplay.tasks.contract.Answer;
import jplay.tasks.read.GroupRead;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GroupModuleTest {
    private static final GroupRead WEB = GroupRead.of("web");
    private static final GroupRead.Group GROUP = new GroupRead.Group("web", 900, List.of("a"));

    @Test
    void adds() {
        Case c = Case.of("group", "name", "web", "gid", 900, "system", true, "non_unique", true).without(WEB);
        assertEquals("if command -v groupadd >/dev/null; then groupadd -g 900 -o -r -- web; else addgroup -g 900 -S web; fi", c.scripts());
        assertEquals(900, WEB.overlay(c.pending(), Answer.absent()).get().gid());
    }

    @Test
    void changesTheNumber() {
        assertEquals("groupmod -g 901 -- web", Case.of("group", "name", "web", "gid", 901).with(WEB, GROUP).scripts());
        assertEquals(900, ((GroupModule.Result) Case.of("group", "name", "web").with(WEB, GROUP).inSync()).gid());
    }

    @Test
    void removes() {
        assertTrue(Case.of("group", "name", "web", "state", "absent").with(WEB, GROUP).scripts().contains("groupdel -- web"));
        Case.of("group", "name", "web", "state", "absent", "local", true).without(new GroupRead("web", true)).inSync();
    }

    @Test
    void reads() {
        assertEquals(0, Sh.DASH.ask(GroupRead.of("root")).get().gid());
        assertEquals(0, Sh.BUSYBOX.ask(new GroupRead("root", true)).get().gid());
        assertTrue(Sh.DASH.ask(GroupRead.of("no-such-group")).isAbsent());
    }

    @Test
    @Tag("root")
    void onAHost() {
        Sh host = Sh.remote();
        GroupRead read = GroupRead.of("jplaytest");
        Case make = Case.of("group", "name", "jplaytest", "gid", 61234).without(read);
        Case remove = Case.of("group", "name", "jplaytest", "state", "absent").with(read, GROUP);
        try {
            host.applied(make.change().effects().get(0));
            assertEquals(61234, host.ask(read).get().gid());
        } finally {
            host.applied(remove.change().effects().get(0));
        }
        assertTrue(host.ask(read).isAbsent());
    }
}

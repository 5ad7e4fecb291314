package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Plan;
import jplay.tasks.read.GroupRead;
import jplay.tasks.read.UserRead;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UserModuleTest {
    private static final UserRead BOB = UserRead.of("bob");
    private static final GroupRead OWN = GroupRead.of("bob");
    private static final GroupRead WHEEL = GroupRead.of("wheel");
    private static final UserRead.User USER = new UserRead.User(
            "bob", 1000, 1000, "Bob", "/home/bob", "/bin/sh", List.of("bob", "$6$x", "19000", "0", "99999", "7", "", "", ""), true, Map.of("wheel", 10));

    private static Case bob(Object... more) {
        Object[] all = new Object[more.length + 2];
        all[0] = "name";
        all[1] = "bob";
        System.arraycopy(more, 0, all, 2, more.length);
        return Case.of("user", all).without(OWN).with(WHEEL, new GroupRead.Group("wheel", 10, List.of()));
    }

    @Test
    void adds() {
        Case c = bob("uid", 7, "groups", "wheel", "comment", "B b", "shell", "/bin/bash", "system", "yes", "create_home", "no", "password", "$6$s$h")
                .without(BOB);
        String scripts = c.scripts();
        assertTrue(scripts.startsWith("if command -v useradd >/dev/null; then useradd -u 7 -G wheel -c 'B b' -s /bin/bash -M -r -- bob; "
                + "else adduser -D -u 7 -g 'B b' -s /bin/bash -H -S bob && addgroup bob wheel; fi"), scripts);
        assertTrue(scripts.endsWith("jp_password bob '$6$s$h'"), scripts);
        UserRead.User after = BOB.overlay(c.pending(), Answer.absent()).get();
        assertEquals("/bin/bash $6$s$h {wheel=-1}", after.shell() + " " + after.password() + " " + after.groups());
        assertTrue(OWN.overlay(c.pending(), Answer.absent()).isKnown());
        assertFalse(c.change().toString().contains("$6$s$h"), "the hash must not be in what is printed");
    }

    @Test
    void leavesTheGroupOfItsNameToOthers() {
        Case c = Case.of("user", "name", "bob", "append", true, "create_home", "no").without(BOB).with(OWN, new GroupRead.Group("bob", 7, List.of()));
        assertTrue(c.scripts().startsWith("if command -v useradd >/dev/null; then useradd -N -M -- bob; else adduser -D -G bob -H bob; fi"), c.scripts());
    }

    @Test
    void inSync() {
        UserModule.Result result = (UserModule.Result) bob("uid", 1000, "groups", List.of("wheel"), "shell", "/bin/sh", "password", "$6$x", "password_lock", false, "expires", -1)
                .with(BOB, USER).inSync();
        assertEquals("wheel 1000 NOT_LOGGING_PASSWORD", result.groups() + " " + result.uid() + " " + result.password());
    }

    @Test
    void modifies() {
        assertEquals("usermod -u 5 -c C -d /new -m -s /bin/zsh -e 1970-01-02 -- bob",
                bob("uid", 5, "comment", "C", "home", "/new", "move_home", true, "shell", "/bin/zsh", "expires", 86400).with(BOB, USER).scripts());
        assertEquals("usermod -G '' -- bob", bob("groups", List.of()).with(BOB, USER).scripts());
        Case.of("user", "name", "bob", "groups", "wheel", "append", true).without(OWN).with(WHEEL, new GroupRead.Group("wheel", 10, List.of())).with(BOB, USER).inSync();
        assertEquals("usermod -L -- bob\nchage -M 90 -- bob", bob("password_lock", true, "password_expire_max", 90).with(BOB, USER).scripts());
        assertEquals("jp_password bob '$6$new'", bob("password", "$6$new").with(BOB, USER).scripts());
        bob("password", "$6$new", "update_password", "on_create").with(BOB, USER).inSync();
    }

    @Test
    void groupsMustBeThere() {
        assertEquals("Group none does not exist; make it first with the module group",
                bob("group", "none").without(GroupRead.of("none")).with(BOB, USER).failure());
    }

    @Test
    void removes() {
        assertTrue(bob("state", "absent", "remove", true, "force", true).with(BOB, USER).scripts().contains("userdel -f -r -- bob"));
        bob("state", "absent").without(BOB).inSync();
    }

    @Test
    void reads() {
        UserRead.User root = Sh.DASH.ask(UserRead.of("root")).get();
        assertEquals("0 0 /root true", root.uid() + " " + root.gid() + " " + root.home() + " " + root.homeExists());
        assertEquals(root.uid(), Sh.BUSYBOX.ask(new UserRead("root", true)).get().uid());
        assertTrue(Sh.BUSYBOX.ask(UserRead.of("no-such-user")).isAbsent());
    }

    @Test
    @Tag("root")
    void onAHost() {
        Sh host = Sh.remote();
        UserRead read = UserRead.of("jplaytest");
        GroupRead own = GroupRead.of("jplaytest");
        UserKeyRead key = new UserKeyRead("jplaytest", "/srv/jplay/t", ".ssh/id_ed25519");
        try {
            Case add = Case.of("user", "name", "jplaytest", "home", "/srv/jplay/t", "groups", "games,mail", "password", "$6$x$y", "password_expire_max", 90,
                            "generate_ssh_key", true, "ssh_key_type", "ed25519", "ssh_key_passphrase", "se cret")
                    .without(read, own, key).with(GroupRead.of("games"), new GroupRead.Group("games", 60, List.of())).with(GroupRead.of("mail"), new GroupRead.Group("mail", 8, List.of()));
            for (Effect effect : add.change().effects()) {
                host.applied(effect);
            }
            UserRead.User user = host.ask(read).get();
            assertEquals("$6$x$y 90 [mail, games] true", user.password() + " " + user.shadow(4) + " " + user.groups().keySet() + " " + user.homeExists());
            assertTrue(host.ask(key).get().publicKey().endsWith("ansible-generated on " + host.run("uname -n").out().strip()));
            assertEquals("", host.run("ssh-keygen -y -P 'se cret' -f /srv/jplay/t/.ssh/id_ed25519 >/dev/null").err());
            Case change = Case.of("user", "name", "jplaytest", "groups", "mail", "shell", "/bin/sh", "home", "/srv/jplay/u", "password_lock", true)
                    .without(own).with(GroupRead.of("mail"), new GroupRead.Group("mail", 8, List.of())).with(read, user);
            for (Effect effect : change.change().effects()) {
                host.applied(effect);
            }
            user = host.ask(read).get();
            assertEquals("!$6$x$y [mail] /srv/jplay/u true", user.password() + " " + user.groups().keySet() + " " + user.home() + " " + user.homeExists());
            host.applied(Case.of("user", "name", "jplaytest", "state", "absent", "remove", true).with(read, user).change().effects().get(0));
            assertTrue(host.ask(read).isAbsent());
        } finally {
            host.run("userdel -r jplaytest 2>/dev/null; groupdel jplaytest 2>/dev/null; rm -rf /srv/jplay");
        }
    }
}

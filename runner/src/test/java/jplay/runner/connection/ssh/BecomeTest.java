package jplay.runner.connection.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jplay.runner.connection.Become;
import jplay.runner.connection.Connection;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.ConnectionException.Kind;
import jplay.runner.connection.HostKeyPolicy;
import jplay.runner.connection.Reply;
import jplay.runner.connection.Request;
import jplay.runner.connection.Secret;
import jplay.runner.connection.Target;
import jplay.tasks.contract.Content;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * sudo and su on a host that is there for it: {@code JPLAY_LAB} is its address, with the port behind a colon, and
 * {@code JPLAY_LAB_KEY} the private key of its root. Makes two users there and removes them.
 */
@Tag("root")
class BecomeTest {
    private static final String RIGHT = "p'w $1 \u00fc";
    private static SshConnector connector;
    private static Connection root;
    private static Connection asker;
    private static Connection free;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(System.getenv("JPLAY_LAB") != null, "JPLAY_LAB names no host to run this on");
        connector = Sshd.connector();
        root = connector.open(target("root"));
        Reply made = root.run(Request.of(
                        """
                        useradd -m jp-ask; useradd -m jp-free
                        printf 'jp-ask:%s\\n' "$PW" | chpasswd
                        printf 'root:%s\\n' "$PW" | chpasswd
                        echo 'jp-ask ALL=(ALL) ALL' >/etc/sudoers.d/jp-test
                        echo 'jp-free ALL=(ALL) NOPASSWD:ALL' >>/etc/sudoers.d/jp-test
                        for u in jp-ask jp-free; do
                            mkdir -p /home/$u/.ssh; cp /root/.ssh/authorized_keys /home/$u/.ssh/
                            chown -R $u /home/$u/.ssh
                        done
                        """)
                .withEnvironment(java.util.Map.of("PW", RIGHT)));
        assertEquals("", made.err());
        asker = connector.open(target("jp-ask"));
        free = connector.open(target("jp-free"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (root == null) {
            return;
        }
        asker.close();
        free.close();
        root.run(Request.of("rm -f /etc/sudoers.d/jp-test; userdel -f -r jp-ask; userdel -f -r jp-free; passwd -l root"));
        root.close();
        connector.close();
    }

    private static Target target(String user) {
        String[] place = System.getenv("JPLAY_LAB").split(":");
        return Target.ssh("h", place[0])
                .withPort(place.length > 1 ? Integer.parseInt(place[1]) : 0)
                .withUser(user)
                .withKeys(List.of(Path.of(System.getenv("JPLAY_LAB_KEY"))), null)
                .withHostKeys(HostKeyPolicy.OFF, List.of(Path.of("/dev/null")));
    }

    private static final Request WHO = Request.of("id -un; echo $HOME; cat");

    private static ConnectionException refused(Connection host, Become become) {
        return assertThrows(ConnectionException.class, () -> host.run(WHO.withBecome(become)));
    }

    @Test
    void sudoWithoutPassword() throws Exception {
        assertEquals("root\n/root\n", free.run(WHO.withBecome(Become.sudo("root"))).out());
        assertEquals("jp-ask\n/home/jp-ask\n", free.run(WHO.withBecome(Become.sudo("jp-ask"))).out());
    }

    /** sudo does not ask, and the shell must not get the password as a command. */
    @Test
    void passwordThatIsNotAskedFor() throws Exception {
        Reply reply = free.run(WHO.withBecome(Become.sudo("root").withPassword(Secret.of("touch /tmp/jp-hit"))));
        assertEquals("root\n/root\n", reply.out());
        assertEquals("", reply.err());
        assertEquals(1, root.run(Request.of("test -e /tmp/jp-hit")).exit());
    }

    @Test
    void sudoWithPassword() throws Exception {
        Become become = Become.sudo("root").withPassword(Secret.of(RIGHT));
        Reply reply = asker.run(WHO.withBecome(become).withStdin(Content.of("in")));
        assertEquals("root\n/root\nin", reply.out());
        assertEquals("", reply.err());
    }

    @Test
    void sudoWithFlagsThatForbidToAsk() throws Exception {
        Become become = new Become("sudo", "root", Secret.of(RIGHT), "-H -S -n", null);
        assertEquals("root\n/root\n", asker.run(WHO.withBecome(become)).out());
    }

    @Test
    void wrongSudoPassword() {
        ConnectionException e = refused(asker, Become.sudo("root").withPassword(Secret.of("wrong")));
        assertEquals(Kind.BECOME_PASSWORD_WRONG, e.kind());
        assertEquals(
                "h: sudo refused the password to become root; it is asked for by -K, or set by ansible_become_password",
                e.getMessage());
    }

    @Test
    void missingSudoPassword() {
        ConnectionException e = refused(asker, Become.sudo("root"));
        assertEquals(Kind.BECOME_PASSWORD_MISSING, e.kind());
        assertEquals(
                "h: sudo wants a password to become root: give it with -K (--ask-become-pass) or"
                        + " ansible_become_password",
                e.getMessage());
    }

    @Test
    void userThatIsNotThere() {
        ConnectionException e = refused(free, Become.sudo("nobody-there"));
        assertEquals(Kind.BECOME_FAILED, e.kind());
        assertTrue(e.getMessage().startsWith("h: cannot become nobody-there by sudo: "), e.getMessage());
    }

    @Test
    void su() throws Exception {
        assertEquals("jp-ask\n/home/jp-ask\n", root.run(WHO.withBecome(Become.su("jp-ask"))).out());
        Become become = Become.su("root").withPassword(Secret.of(RIGHT));
        Reply reply = asker.run(WHO.withBecome(become).withStdin(Content.of("in")));
        assertEquals("root\n/root\nin", reply.out());
        assertEquals("", reply.err());
    }

    @Test
    void wrongAndMissingSuPassword() {
        ConnectionException wrong = refused(asker, Become.su("root").withPassword(Secret.of("wrong")));
        assertEquals(Kind.BECOME_PASSWORD_WRONG, wrong.kind());
        ConnectionException missing = refused(asker, Become.su("root"));
        assertEquals(Kind.BECOME_PASSWORD_MISSING, missing.kind());
    }

    @Test
    void uploadAsRoot() throws Exception {
        Become become = Become.sudo("root");
        Path local = Path.of("pom.xml");
        Reply reply = free.upload(Content.of(local), "/root/jp-file", become);
        assertEquals(0, reply.exit(), reply.err());
        Request read = Request.of("stat -c '%U %a' /root/jp-file; cat /root/jp-file; rm /root/jp-file");
        assertEquals("root 600\n" + Files.readString(local), root.run(read).out());
    }

    @Test
    void timeoutEndsWhatRootRuns() throws Exception {
        Request request = Request.of("sleep 4711; :").withBecome(Become.sudo("root"));
        ConnectionException e = assertThrows(
                ConnectionException.class, () -> free.run(request.withTimeout(Duration.ofMillis(500))));
        assertEquals(Kind.TIMEOUT, e.kind());
        assertEquals("", root.run(Request.of("grep -lz 4711 /proc/[0-9]*/cmdline 2>/dev/null; :")).out());
    }
}

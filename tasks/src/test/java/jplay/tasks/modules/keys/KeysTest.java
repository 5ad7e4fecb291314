package jplay.tasks.modules.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Content;
import jplay.tasks.modules.FakeControl;
import jplay.tasks.modules.Task;
import jplay.tasks.read.FileState;
import jplay.tasks.read.MissingRead;
import jplay.tasks.read.UserRead;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final UserRead.User JOE = new UserRead.User("joe", 1000, 100, "", "/home/joe", "/bin/sh", null, true, Map.of());
    private static final String FILE = "/home/joe/.ssh/authorized_keys";
    private static final String A = "ssh-ed25519 AAAA a";
    private static final String B = "ssh-rsa BBBB b c";

    private static Task key(Object... parameters) {
        return Task.of("authorized_key", parameters).known(UserRead.of("joe"), JOE);
    }

    private static FileState joes(FileState state) {
        return state.withOwner("joe", "100").withMode(0640);
    }

    @Test
    void addsAKeyAndItsDirectory() {
        Task task = key("user", "joe", "key", A).does(
                "jp_mkdir /home/joe/.ssh 700 1000 100", "put " + FILE + " 600 1000:100\n" + A);
        assertEquals(FILE, task.result().get("keyfile"));
        key("user", "joe", "key", A, "manage_dir", false).does("jp_mkdir /home/joe/.ssh '' '' ''", "put " + FILE + " 600 1000:100\n" + A);
        key("user", "joe", "key", A, "path", "/etc/keys/joe").directory("/etc/keys")
                .does("chown -h -- 1000:100 /etc/keys && chmod -- 700 /etc/keys", "put /etc/keys/joe 600 1000:100\n" + A);
        key("user", "joe", "key", A).after(key("user", "joe", "key", A)).inSync();
    }

    @Test
    void replacesWhatSaysOtherwise() {
        Task task = key("user", "joe", "key", "# mine\n" + A + "\n" + B, "key_options", "no-pty,command=\"a,b c\"", "comment", "new")
                .file(FILE, "# here\n" + B + "\n" + A + "\n", KeysTest::joes).directory("/home/joe/.ssh");
        assertTrue(task.effects().endsWith("# here\nno-pty,command=\"a,b c\" ssh-ed25519 AAAA new\nno-pty,command=\"a,b c\" ssh-rsa BBBB new"), task.effects());
        key("user", "joe", "key", "ssh-rsa BBBB b c").file(FILE, "ssh-rsa BBBB  b c\n").inSync();
    }

    @Test
    void removes() {
        assertTrue(key("user", "joe", "key", B, "state", "absent").file(FILE, A + "\n" + B + "\n").effects().endsWith("\n" + A));
        assertTrue(key("user", "joe", "key", B, "exclusive", true).file(FILE, "# c\n" + A + "\n" + B + "\n").effects().endsWith("\n# c\n" + B));
        key("user", "joe", "key", B, "state", "absent").file(FILE, A + "\n").inSync();
    }

    @Test
    void followsALinkOnlyWhereTold() {
        FileState link = new FileState(FileState.Kind.FILE, 0600, 0, "", 0, "", 0, 0, 0, 0, 1, 1, 1, null, "/real", Map.of(), Content.of(""));
        assertTrue(key("user", "joe", "key", A, "follow", true).file(FILE, "", s -> link).effects().contains("put /real 600"));
        assertTrue(key("user", "joe", "key", A).file(FILE, "", s -> link).effects().contains("put " + FILE));
    }

    @Test
    void fetchesAndRefuses() {
        Control control = FakeControl.web(Content.of(A + "\n"), Content.of(A.replace("AAAA", "AAAAB")));
        assertTrue(key("user", "joe", "key", "https://x/joe.keys").control(control).effects().endsWith(A));
        assertTrue(key("user", "joe", "key", "https://x/joe.keys", "validate_certs", false).control(control).effects().endsWith(A.replace("AAAA", "AAAAB")));
        assertEquals("invalid key specified: nonsense", key("user", "joe", "key", "nonsense").failure());
        assertEquals("Failed to lookup user joe: there is no such user", Task.of("authorized_key", "user", "joe", "key", A).absent(UserRead.of("joe")).failure());
    }

    @Test
    void knowsHosts() {
        String key = "git.x ssh-rsa AAAA";
        Task.of("known_hosts", "name", "git.x", "key", key).known(new MissingRead("/root/.ssh/known_hosts"), java.util.List.of("/root/.ssh"))
                .does("jp_mkdir /root/.ssh 700 '' ''", "put /root/.ssh/known_hosts 644\n" + key);
        Task.of("known_hosts", "name", "git.x", "key", key, "path", "/k").file("/k", "a ssh-rsa BBBB\ngit.x ssh-rsa BBBB\ngit.x ssh-dss CCCC\n")
                .does("put /k 644\na ssh-rsa BBBB\ngit.x ssh-dss CCCC\n" + key);
        Task.of("known_hosts", "name", "git.x", "key", key, "path", "/k").file("/k", "x,git.x ssh-rsa AAAA\n").does("put /k 644\n" + key);
        Task.of("known_hosts", "name", "git.x", "key", key, "path", "/k").file("/k", key + " comment\n").inSync();
        Task.of("known_hosts", "name", "git.x", "state", "absent", "path", "/k").file("/k", "a ssh-rsa B\n" + key + "\n").does("put /k 644\na ssh-rsa B");
        Task.of("known_hosts", "name", "git.x", "key", key, "state", "absent", "path", "/k").file("/k", "git.x ssh-rsa BBBB\n").inSync();
        Task.of("known_hosts", "host", "git.x", "key", key, "state", "absent", "path", "/k").file("/k", key + "\n").does("put /k 644\n");
        assertTrue(Task.of("known_hosts", "name", "git.y", "key", key).failure().contains("Host parameter does not match hashed host field"));
        assertTrue(Task.of("known_hosts", "name", "git.y").failure().contains("key is missing"));
        assertTrue(Task.of("known_hosts", "name", "git.x,git.y", "key", key).failure().contains("Comma separated list of names is not supported"));
    }

    @Test
    void hashesNames() {
        String hashed = KnownHosts.hash("git.x", "12345678901234567890".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertEquals("|1|MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=|", hashed.substring(0, 32));
        Task.of("known_hosts", "name", "git.x", "key", "git.x ssh-rsa AAAA", "hash_host", true, "path", "/k").file("/k", hashed + " ssh-rsa AAAA\n").inSync();
        String effects = Task.of("known_hosts", "name", "git.x", "key", "git.x ssh-rsa AAAA", "hash_host", true, "path", "/k").effects();
        assertTrue(effects.matches("(?s)put /k 644\n\\|1\\|.*= ssh-rsa AAAA"), effects);
    }
}

package jplay.tasks.modules.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jplay.tasks.modules.Case;
import jplay.tasks.modules.Here;
import jplay.tasks.modules.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With this machine's ssh-keygen. */
class OpensshKeypairTest {
    @TempDir
    Path dir;

    private Case pair() {
        return Case.of("openssh_keypair").with("path", dir.resolve("k").toString()).with("type", "ed25519");
    }

    private String text(String name) throws IOException {
        return Files.readString(dir.resolve(name));
    }

    private static String mode(Path file) {
        return Here.sh("stat -c %a " + file, Map.of()).out().strip();
    }

    @Test
    void makesAndKeeps() throws IOException {
        Map<String, Object> made = pair().with("comment", "a b").run();
        assertEquals(true, made.get("changed"), made.toString());
        assertEquals(256, made.get("size"));
        assertEquals("a b", made.get("comment"));
        assertTrue(text("k.pub").startsWith(made.get("public_key") + " a b"));
        assertTrue(made.get("fingerprint").toString().startsWith("SHA256:"));
        assertEquals("600 644", mode(dir.resolve("k")) + " " + mode(dir.resolve("k.pub")));
        Map<String, Object> again = pair().run();
        assertEquals(false, again.get("changed"));
        assertEquals(made.get("public_key"), again.get("public_key"));
    }

    @Test
    void mendsWhatIsMissing() throws IOException {
        Object key = pair().with("comment", "x").run().get("public_key");
        Files.delete(dir.resolve("k.pub"));
        assertEquals(true, pair().with("comment", "x").run().get("changed"));
        assertEquals(key + " x\n", text("k.pub"));
        assertEquals(true, pair().with("comment", "y").run().get("changed"));
        assertEquals(key + " y\n", text("k.pub"));
        assertEquals(false, pair().with("comment", "y").run().get("changed"));
        assertEquals(true, pair().with("mode", "0400").run().get("changed"));
        assertEquals("400", mode(dir.resolve("k")));
    }

    @Test
    void makesAnew() throws IOException {
        pair().run();
        String before = text("k");
        assertTrue(pair().with("type", "ecdsa").with("regenerate", "fail").run().get("msg").toString().contains("wrong type"));
        assertEquals(false, pair().with("type", "ecdsa").with("regenerate", "never").run().get("changed"));
        assertEquals(before, text("k"));
        assertEquals("ecdsa", pair().with("type", "ecdsa").with("size", 384).run().get("type"));
        assertTrue(text("k.pub").startsWith("ecdsa-sha2-nistp384"));
        String then = text("k");
        assertEquals(false, pair().with("type", "ecdsa").with("size", 384).run().get("changed"));
        pair().with("type", "ecdsa").with("size", 384).with("force", true).run();
        assertNotEquals(then, text("k"));
        Files.writeString(dir.resolve("k"), "broken");
        assertTrue(pair().run().get("msg").toString().contains("Unable to read the key"));
        assertEquals(true, pair().with("regenerate", "full_idempotence").run().get("changed"));
        assertEquals(true, pair().with("regenerate", "always").run().get("changed"));
    }

    @Test
    void encrypts() throws IOException {
        Map<String, Object> made = pair().with("passphrase", "s3cret").run();
        assertEquals(true, made.get("changed"), made.toString());
        assertEquals(false, pair().with("passphrase", "s3cret").run().get("changed"));
        assertTrue(pair().run().get("msg").toString().contains("protected with a passphrase"));
        pair().with("type", "rsa").with("size", 2048).with("regenerate", "always").with("private_key_format", "pkcs1").run();
        assertTrue(text("k").startsWith("-----BEGIN RSA PRIVATE KEY"));
    }

    @Test
    void removes() {
        pair().run();
        assertEquals(true, pair().with("state", "absent").run().get("changed"));
        assertFalse(Files.exists(dir.resolve("k")) || Files.exists(dir.resolve("k.pub")));
        assertEquals(false, pair().with("state", "absent").run().get("changed"));
        Task make = Task.of("openssh_keypair", "path", "/k", "owner", "joe", "group", "g");
        assertTrue(make.effects().endsWith(" && chown -- joe:g /k /k.pub"), make.effects());
        assertTrue(Task.of("openssh_keypair", "path", "/k", "type", "rsa1").failure().contains("use rsa"));
        assertTrue(Task.of("openssh_keypair", "path", "/k", "type", "ecdsa", "size", 100).failure().contains("256, 384 or 521"));
    }
}

package jplay.tasks.modules.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import jplay.tasks.modules.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpensslPrivatekeyTest {
    @TempDir
    Path dir;

    private Map<String, Object> run(String... arguments) {
        Case call = Case.of("openssl_privatekey").with("path", dir + "/key");
        for (String argument : arguments) {
            call.with(argument.split("=")[0], argument.split("=")[1]);
        }
        return call.run();
    }

    private String key() throws IOException {
        return Files.readString(dir.resolve("key"));
    }

    @ParameterizedTest
    @CsvSource({
        "type=RSA, size=2048, x=, RSA PRIVATE KEY",
        "type=RSA, size=2048, format=pkcs8, BEGIN PRIVATE KEY",
        "type=RSA, size=2048, passphrase=secret, RSA PRIVATE KEY",
        "type=ECC, curve=secp256r1, x=, EC PRIVATE KEY",
        "type=ECC, curve=secp384r1, format=pkcs8, BEGIN PRIVATE KEY",
        "type=ECC, curve=secp521r1, passphrase=secret, EC PRIVATE KEY",
        "type=Ed25519, x=, x=, BEGIN PRIVATE KEY",
        "type=Ed448, x=, x=, BEGIN PRIVATE KEY",
        "type=X25519, x=, x=, BEGIN PRIVATE KEY",
        "type=Ed25519, passphrase=secret, x=, BEGIN ENCRYPTED PRIVATE KEY"
    })
    void opensslReadsWhatIsMadeAndTheSecondRunChangesNothing(String a, String b, String c, String label) throws IOException {
        String[] arguments = java.util.stream.Stream.of(a, b, c).filter(s -> !s.startsWith("x=")).toArray(String[]::new);
        Map<String, Object> made = run(arguments);
        assertEquals(true, made.get("changed"), made.toString());
        assertTrue(key().contains(label), label);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("key"))));
        Openssl.run(dir, "pkey -in key -check -noout -passin pass:secret".replace("-check ", a.contains("25519") || a.contains("448") ? "" : "-check "));
        String first = key();
        Openssl.run(dir, "pkey -in key -passin pass:secret -pubout -outform DER -out pub");
        Map<String, Object> again = run(arguments);
        assertEquals(false, again.get("changed"));
        assertEquals(first, key());
        assertEquals(made.get("fingerprint"), again.get("fingerprint"));
        assertEquals(Asn1.fingerprints(Files.readAllBytes(dir.resolve("pub"))), made.get("fingerprint"));
    }

    @ParameterizedTest
    @CsvSource({
        "genrsa -traditional -out key 2048, type=RSA, size=2048",
        "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key, type=RSA, size=2048",
        "genrsa -traditional -aes128 -passout pass:secret -out key 2048, type=RSA, size=2048",
        "ecparam -genkey -name prime256v1 -out key, type=ECC, curve=secp256r1",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -aes-256-cbc -pass pass:secret -out key, type=ECC, curve=secp384r1",
        "genpkey -algorithm ed25519 -out key, type=Ed25519, mode=0600"
    })
    void keysMadeByOpensslAreKept(String make, String type, String size) throws IOException {
        Openssl.run(dir, make);
        Files.setPosixFilePermissions(dir.resolve("key"), PosixFilePermissions.fromString("rw-------"));
        String passphrase = make.contains("pass:") ? "passphrase=secret" : "regenerate=fail";
        assertEquals(false, run(type, size, passphrase, "format=auto_ignore").get("changed"));
    }

    @Test
    void anotherKindIsMadeAnewOrRefused() throws IOException {
        run("type=Ed25519");
        String first = key();
        assertTrue(String.valueOf(run("type=RSA", "size=2048", "regenerate=fail").get("msg")).contains("has the wrong type or size: it is Ed25519"));
        assertEquals(false, run("type=RSA", "size=2048", "regenerate=never").get("changed"));
        assertEquals(first, key());
        assertEquals(true, run("type=ECC", "curve=secp256r1").get("changed"));
        assertNotEquals(first, key());
    }

    @Test
    void formIsConverted() throws IOException {
        Object fingerprint = run("type=ECC", "curve=secp256r1").get("fingerprint");
        Map<String, Object> converted = run("type=ECC", "curve=secp256r1", "format=pkcs8", "format_mismatch=convert", "backup=yes");
        assertEquals(fingerprint, converted.get("fingerprint"));
        assertTrue(key().startsWith("-----BEGIN PRIVATE KEY"));
        assertTrue(Files.exists(Path.of((String) converted.get("backup_file"))));
    }

    @Test
    void anotherPassphrase() throws IOException {
        run("type=Ed25519", "passphrase=one");
        assertTrue(String.valueOf(run("type=Ed25519", "passphrase=two", "regenerate=partial_idempotence").get("msg")).startsWith("Unable to read the key"));
        assertEquals(true, run("type=Ed25519", "passphrase=two").get("changed"));
    }

    @Test
    void modeIsMended() throws IOException {
        run("type=Ed25519");
        String first = key();
        Files.setPosixFilePermissions(dir.resolve("key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(true, run("type=Ed25519").get("changed"));
        assertEquals(first, key());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("key"))));
    }

    @Test
    void isRemoved() {
        run("type=Ed25519");
        assertEquals(true, run("state=absent").get("changed"));
        assertTrue(Files.notExists(dir.resolve("key")));
        assertEquals(false, run("state=absent").get("changed"));
    }
}

package jplay.tasks.modules.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jplay.tasks.contract.Plan;
import jplay.tasks.effect.PutFile;
import jplay.tasks.modules.Case;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What single parameters do, one a line. In arguments, {@code DIR} is the directory and {@code @a.key} what is in its file. */
class PkiParametersTest {
    private static final String EC = " -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes ";
    private static final List<Object> KEY = List.of("openssl_privatekey", "type", "Ed25519", "size", 1024);
    private static final List<Object> CSR = List.of("openssl_csr", "privatekey_path", "DIR/a.key", "common_name", "a");
    private static final List<Object> OWNCA = List.of(
            "x509_certificate", "provider", "ownca", "csr_path", "DIR/a.csr", "ownca_path", "DIR/ca.crt", "ownca_privatekey_path", "DIR/ca.key");
    private static final List<Object> OWN = List.of("x509_certificate", "provider", "selfsigned", "csr_path", "DIR/a.csr", "privatekey_path", "DIR/a.key");
    private static final List<Object> PACK = List.of(
            "openssl_pkcs12", "passphrase", "secret", "certificate_path", "DIR/a.crt", "privatekey_path", "DIR/a.key");
    private static final List<Object> KUBE = List.of("kubeconfig", "server", "https://h:6443", "ca_path", "DIR/ca.crt");

    @TempDir
    Path dir;

    private static final Map<String, String> FILES = made();

    private static Map<String, String> made() {
        try {
            Path at = Files.createTempDirectory("jplay-pki");
            Openssl.run(at, "req -x509" + EC + "-keyout ca.key -out ca.crt -subj /CN=CA");
            Openssl.run(at, "req -x509" + EC + "-keyout a.key -out a.crt -subj /CN=a");
            Openssl.run(at, "req -new -key a.key -out a.csr -subj /CN=a");
            Openssl.run(at, "ec -in a.key -aes256 -passout pass:secret -out locked.key");
            Openssl.run(at, "ec -in ca.key -aes256 -passout pass:secret -out locked-ca.key");
            Map<String, String> files = new LinkedHashMap<>();
            for (String name : List.of("ca.key", "ca.crt", "a.key", "a.crt", "a.csr", "locked.key", "locked-ca.key")) {
                files.put(name, Files.readString(at.resolve(name)));
                Files.delete(at.resolve(name));
            }
            Files.delete(at);
            files.put("both.crt", files.get("ca.crt") + files.get("a.crt"));
            return files;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void files() throws IOException {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Files.writeString(dir.resolve(file.getKey()), file.getValue());
        }
    }

    private String read(String name) {
        try {
            return Files.readString(dir.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A base's module with its arguments, and others over them; null takes one away. */
    private Case call(List<Object> base, Object... more) {
        Map<String, Object> all = new LinkedHashMap<>();
        List<Object> words = new ArrayList<>(base.subList(1, base.size()));
        words.addAll(Arrays.asList(more));
        for (int i = 0; i < words.size(); i += 2) {
            all.put((String) words.get(i), filled(words.get(i + 1)));
        }
        all.putIfAbsent("path", dir + "/made");
        Case call = Case.of((String) base.get(0));
        all.forEach((name, value) -> {
            if (value != null && !value.equals("")) {
                call.with(name, value);
            }
        });
        return call;
    }

    private Object filled(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        return text.startsWith("@") ? read(text.substring(1)) : text.replace("DIR", dir.toString());
    }

    private static Arguments row(List<Object> base, String shown, Object... more) {
        return Arguments.of(base, shown, more);
    }

    static Stream<Arguments> contents() {
        return Stream.of(
                row(CSR, "X509v3 Authority Key Identifier: 00:11:22", "authority_key_identifier", "00:11:22"),
                row(CSR, "DNS:issuer serial:30:39", "authority_cert_issuer", "DNS:issuer", "authority_cert_serial_number", "12345"),
                row(CSR, "X509v3 Subject Key Identifier: ", "create_subject_key_identifier", true),
                row(CSR, "X509v3 Subject Key Identifier: AA:BB", "subject_key_identifier", "aa:bb"),
                row(CSR, "Signature Algorithm: ecdsa-with-SHA512", "digest", "sha512"),
                row(CSR, "emailAddress = a@b.c", "email_address", "a@b.c"),
                row(CSR, "Extended Key Usage: critical", "extended_key_usage", "serverAuth", "extended_key_usage_critical", true),
                row(CSR, "L = Berlin", "locality_name", "Berlin"),
                row(CSR, "TLS Feature: critical", "ocsp_must_staple", true, "ocsp_must_staple_critical", true),
                row(CSR, "OU = masters", "organizational_unit_name", "masters"),
                row(CSR, "ST = Hessen", "state_or_province_name", "Hessen"),
                row(CSR, "Alternative Name: critical DNS:b", "subject_alt_name", "DNS:b", "subject_alt_name_critical", true),
                row(CSR, "Subject: CN = b, O = c", "common_name", "", "subject_ordered", List.of(Map.of("CN", "b"), Map.of("O", "c"))),
                row(CSR, "! Alternative Name", "use_common_name_for_san", false),
                row(CSR, "CN = a", "privatekey_path", "", "privatekey_content", "@a.key"),
                row(CSR, "CN = a", "privatekey_path", "DIR/locked.key", "privatekey_passphrase", "secret"),
                row(OWNCA, "Issuer: CN = CA", "csr_path", "", "csr_content", "@a.csr"),
                row(OWNCA, "Issuer: CN = CA", "ownca_path", "", "ownca_content", "@ca.crt"),
                row(OWNCA, "Issuer: CN = CA", "ownca_privatekey_path", "", "ownca_privatekey_content", "@ca.key"),
                row(OWNCA, "Issuer: CN = CA", "ownca_privatekey_path", "DIR/locked-ca.key", "ownca_privatekey_passphrase", "secret"),
                row(OWNCA, "! Authority Key Identifier", "ownca_create_authority_key_identifier", false),
                row(OWNCA, "! Subject Key Identifier", "ownca_create_subject_key_identifier", "never_create"),
                row(OWNCA, "Signature Algorithm: ecdsa-with-SHA512", "ownca_digest", "sha512"),
                row(OWNCA, "Not Before: Jan 1 00:00:00 2020 GMT", "ownca_not_before", "20200101000000Z"),
                row(OWNCA, "Not After : Jan 1 00:00:00 2060 GMT", "ownca_not_after", "20600101000000Z"),
                row(OWN, "Not After : Jan 1 00:00:00 2060 GMT", "selfsigned_not_after", "20600101000000Z"),
                row(OWN, "Subject: CN = a", "privatekey_path", "", "privatekey_content", "@a.key"),
                row(OWN, "Subject: CN = a", "privatekey_path", "DIR/locked.key", "privatekey_passphrase", "secret"),
                row(OWN, "! Subject Key Identifier", "selfsigned_create_subject_key_identifier", "never_create"),
                row(OWN, "Signature Algorithm: ecdsa-with-SHA512", "selfsigned_digest", "sha512"),
                row(OWN, "Not Before: Jan 1 00:00:00 2020 GMT", "selfsigned_not_before", "20200101000000Z"));
    }

    @ParameterizedTest
    @MethodSource
    void contents(List<Object> base, String shown, Object[] more) {
        Map<String, Object> made = call(base, more).run();
        assertEquals(true, made.get("changed"), made.toString());
        String kind = base == CSR ? "req" : "x509";
        String text = Openssl.run(dir, kind + " -in made -noout -text").replaceAll("\\s+", " ");
        assertEquals(!shown.startsWith("! "), text.contains(shown.replaceFirst("^! ", "")), text);
    }

    static Stream<List<Object>> kept() {
        return Stream.of(KEY, CSR, OWNCA, PACK, KUBE);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void filesAreAsAskedFor(List<Object> base) throws IOException {
        Files.writeString(dir.resolve("made"), "old");
        Plan.Change plan = (Plan.Change) call(base, "mode", "0641", "owner", "nobody", "group", "daemon", "backup", true).planHere();
        PutFile put = (PutFile) plan.effects().get(0);
        assertEquals("641 nobody daemon", Integer.toOctalString(put.mode()) + " " + put.owner() + " " + put.group());
        assertNotNull(put.backup());
    }

    @ParameterizedTest
    @MethodSource("kept")
    void filesComeAndGo(List<Object> base) {
        assertEquals(true, call(base).run().get("changed"));
        assertEquals(true, call(base, "state", "absent").run().get("changed"));
        assertTrue(Files.notExists(dir.resolve("made")));
    }

    static Stream<Arguments> returning() {
        return Stream.of(Arguments.of(KEY, "privatekey"), Arguments.of(CSR, "csr"), Arguments.of(OWNCA, "certificate"), Arguments.of(PACK, "pkcs12"));
    }

    @ParameterizedTest
    @MethodSource("returning")
    void contentIsReturned(List<Object> base, String name) throws IOException {
        Object returned = call(base, "return_content", true).run().get(name);
        byte[] bytes = Files.readAllBytes(dir.resolve("made"));
        assertEquals(base == PACK ? java.util.Base64.getEncoder().encodeToString(bytes) : new String(bytes, java.nio.charset.StandardCharsets.US_ASCII), returned);
        assertEquals(null, call(base).run().get(name));
    }

    @ParameterizedTest
    @MethodSource("returning")
    void forceMakesAnew(List<Object> base, String name) {
        call(base).run();
        assertEquals(false, call(base).run().get("changed"));
        assertEquals(true, call(base, "force", true).run().get("changed"));
    }

    @Test
    void kindsAndCiphersCount() {
        assertEquals("Ed25519", call(KEY).run().get("type"));
        var error = org.junit.jupiter.api.Assertions.assertThrows(jplay.tasks.bind.BindException.class, () -> call(KEY, "cipher", "aes256").run());
        assertTrue(String.valueOf(error.getMessage()).contains("cipher"), error.getMessage());
    }

    @Test
    void packsKeysFromElsewhere() {
        call(PACK, "privatekey_path", "", "privatekey_content", "@a.key").run();
        assertTrue(Openssl.run(dir, "pkcs12 -in made -passin pass:secret -nodes").contains("BEGIN PRIVATE KEY"));
        assertEquals(false, call(PACK, "privatekey_path", "DIR/locked.key", "privatekey_passphrase", "secret").run().get("changed"));
    }

    @Test
    void packsOneOrAllCertificatesOfAFile() {
        for (int certificates = 2; certificates < 4; certificates++) {
            call(PACK, "certificate_path", "", "privatekey_path", "", "other_certificates", "DIR/both.crt", "other_certificates_parse_all", certificates == 3).run();
            assertEquals(certificates, Openssl.run(dir, "pkcs12 -in made -passin pass:secret").split("BEGIN CERTIFICATE").length);
        }
    }

    @Test
    void infoOfWhatIsGiven() {
        assertEquals(Map.of("commonName", "a"), call(List.of("openssl_csr_info", "path", "DIR/a.csr")).run().get("subject"));
        assertEquals(Map.of("commonName", "CA"), call(List.of("x509_certificate_info", "path", "DIR/ca.crt")).run().get("subject"));
        assertEquals(Map.of("commonName", "a"), call(List.of("openssl_csr_info", "content", "@a.csr"), "path", "").run().get("subject"));
        assertEquals(Map.of("commonName", "CA"), call(List.of("x509_certificate_info", "content", "@ca.crt"), "path", "").run().get("subject"));
        assertEquals("ECC", call(List.of("openssl_privatekey_info", "content", "@a.key"), "path", "").run().get("type"));
        assertEquals("ECC", call(List.of("openssl_privatekey_info", "path", "DIR/locked.key", "passphrase", "secret")).run().get("type"));
    }

    @Test
    void contextsAreNamed() {
        call(KUBE, "context", "mine").run();
        assertTrue(read("made").contains("current-context: mine\n"), read("made"));
    }
}

package jplay.tasks.modules.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jplay.tasks.modules.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificatesTest {
    @TempDir
    Path dir;

    private Map<String, Object> run(String module, String path, Object... arguments) {
        Case call = Case.of(module).with("path", dir + "/" + path);
        for (int i = 0; i < arguments.length; i += 2) {
            Object value = arguments[i + 1];
            call.with((String) arguments[i], String.valueOf(arguments[i]).endsWith("_path") ? dir + "/" + value : value);
        }
        Map<String, Object> result = call.run();
        assertFalse(result.containsKey("failed"), result.toString());
        return result;
    }

    private void ca(String... type) {
        run("openssl_privatekey", "ca.key", (Object[]) type);
        run("openssl_csr", "ca.csr", "privatekey_path", "ca.key", "common_name", "Test CA", "use_common_name_for_san", "no",
                "basic_constraints", "CA:TRUE,pathlen:0", "basic_constraints_critical", "yes",
                "key_usage", "keyCertSign,cRLSign", "key_usage_critical", "yes");
        run("x509_certificate", "ca.crt", "csr_path", "ca.csr", "privatekey_path", "ca.key", "provider", "selfsigned");
    }

    private Map<String, Object> csr(Object... more) {
        Object[] fixed = {"privatekey_path", "a.key", "common_name", "system:node:a", "organization_name", "system:nodes",
            "country_name", "DE", "subject_alt_name", List.of("DNS:a", "DNS:*.example.org", "IP:10.0.0.1", "IP:fd00::1", "URI:https://a/", "email:a@b.c", "RID:1.2.3"),
            "key_usage", List.of("digitalSignature", "keyEncipherment"), "key_usage_critical", true,
            "extended_key_usage", List.of("serverAuth", "clientAuth")};
        Object[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(fixed), java.util.Arrays.stream(more)).toArray();
        return run("openssl_csr", "a.csr", all);
    }

    private Map<String, Object> sign(Object... more) {
        Object[] fixed = {"csr_path", "a.csr", "provider", "ownca", "ownca_path", "ca.crt", "ownca_privatekey_path", "ca.key"};
        Object[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(fixed), java.util.Arrays.stream(more)).toArray();
        return run("x509_certificate", "a.crt", all);
    }

    private static String squeeze(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @CsvSource({"RSA,", "ECC, secp256r1", "ECC, secp384r1", "Ed25519,"})
    void opensslVerifiesAndTheSecondRunChangesNothing(String type, String curve) {
        String[] kind = curve == null ? new String[] {"type", type, "size", "2048"} : new String[] {"type", type, "curve", curve};
        ca(kind);
        run("openssl_privatekey", "a.key", (Object[]) kind);
        assertEquals(true, csr().get("changed"));
        assertEquals(true, sign("ownca_not_after", "+30d", "privatekey_path", "a.key").get("changed"));
        assertTrue(Openssl.run(dir, "req -verify -noout -in a.csr").contains("verify OK"));
        assertEquals("a.crt: OK\n", Openssl.run(dir, "verify -x509_strict -purpose sslserver -verify_ip 10.0.0.1 -verify_hostname b.example.org -CAfile ca.crt a.crt"));
        assertEquals(false, csr().get("changed"));
        assertEquals(false, sign("privatekey_path", "a.key").get("changed"));
    }

    @Test
    void opensslReadsWhatIsInThem() {
        ca("type", "ECC", "curve", "secp256r1");
        run("openssl_privatekey", "a.key", "type", "ECC", "curve", "secp256r1");
        csr("ocsp_must_staple", true, "create_subject_key_identifier", true, "crl_distribution_points",
                List.of(Map.of("full_name", List.of("URI:http://crl/"), "reasons", List.of("key_compromise"))));
        sign();
        String text = squeeze(Openssl.run(dir, "x509 -in a.crt -noout -text -nameopt sep_comma_plus"));
        for (String part : List.of(
                "Version: 3 (0x2)", "Issuer: CN=Test CA", "Subject: C=DE,O=system:nodes,CN=system:node:a",
                "Signature Algorithm: ecdsa-with-SHA256", "X509v3 Key Usage: critical Digital Signature, Key Encipherment",
                "TLS Web Server Authentication, TLS Web Client Authentication",
                "DNS:a, DNS:*.example.org, IP Address:10.0.0.1, IP Address:FD00:0:0:0:0:0:0:1, URI:https://a/, email:a@b.c, Registered ID:1.2.3",
                "X509v3 Subject Key Identifier:", "X509v3 Authority Key Identifier:", "TLS Feature: status_request", "URI:http://crl/ Reasons: Key Compromise")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        String ca = squeeze(Openssl.run(dir, "x509 -in ca.crt -noout -text"));
        assertTrue(ca.contains("X509v3 Basic Constraints: critical CA:TRUE, pathlen:0"), ca);
        assertTrue(ca.contains("X509v3 Key Usage: critical Certificate Sign, CRL Sign"), ca);
    }

    @Test
    void nameConstraintsBind() {
        run("openssl_privatekey", "ca.key", "type", "Ed25519");
        run("openssl_csr", "ca.csr", "privatekey_path", "ca.key", "common_name", "CA", "use_common_name_for_san", false,
                "basic_constraints", "CA:TRUE", "key_usage", "keyCertSign", "name_constraints_permitted", List.of("IP:10.0.0.0/8", "DNS:.org"),
                "name_constraints_excluded", List.of("DNS:evil.org"), "name_constraints_critical", true);
        run("x509_certificate", "ca.crt", "csr_path", "ca.csr", "privatekey_path", "ca.key", "provider", "selfsigned");
        String text = squeeze(Openssl.run(dir, "x509 -in ca.crt -noout -text"));
        assertTrue(text.contains("Name Constraints: critical Permitted: IP:10.0.0.0/255.0.0.0 DNS:.org Excluded: DNS:evil.org"), text);
    }

    @Test
    void anotherRequestKeyOrCaMakesItAnew() throws IOException {
        ca("type", "Ed25519");
        run("openssl_privatekey", "a.key", "type", "Ed25519");
        csr();
        sign();
        assertEquals(false, sign().get("changed"));
        assertEquals(true, csr("subject", Map.of("OU", "x")).get("changed"));
        assertEquals(true, sign().get("changed"));
        run("openssl_privatekey", "a.key", "type", "Ed25519", "force", true);
        assertEquals(true, csr("subject", Map.of("OU", "x")).get("changed"));
        assertEquals(true, sign().get("changed"));
        Files.delete(dir.resolve("ca.key"));
        ca("type", "Ed25519");
        assertEquals(true, sign().get("changed"));
        assertEquals("a.crt: OK\n", Openssl.run(dir, "verify -CAfile ca.crt a.crt"));
        assertEquals(false, sign().get("changed"));
    }

    @Test
    void isRenewedBeforeItExpires() {
        ca("type", "Ed25519");
        run("openssl_privatekey", "a.key", "type", "Ed25519");
        csr();
        sign("ownca_not_after", "+10d");
        assertEquals(false, sign("renew_before", "9d").get("changed"));
        assertEquals(true, sign("renew_before", "11d").get("changed"));
        assertEquals(false, sign("renew_before", "11d").get("changed"));
        assertEquals(true, sign("ownca_not_before", "20200101000000Z", "ownca_not_after", "20600101000000Z", "ignore_timestamps", false).get("changed"));
        assertEquals(false, sign("ownca_not_before", "20200101000000Z", "ownca_not_after", "20600101000000Z", "ignore_timestamps", false).get("changed"));
        assertTrue(Openssl.run(dir, "x509 -in a.crt -noout -dates").contains("notAfter=Jan  1 00:00:00 2060 GMT"));
    }

    @Test
    void expiredOnesAreMadeAnew() {
        ca("type", "Ed25519");
        run("openssl_privatekey", "a.key", "type", "Ed25519");
        csr();
        Openssl.run(dir, "x509 -req -in a.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days -1 -copy_extensions copy -out a.crt");
        assertEquals(true, sign().get("changed"));
    }

    @Test
    void whatOpensslMadeIsKept() {
        ca("type", "ECC", "curve", "secp256r1");
        Openssl.run(dir, "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout a.key -out a.csr -subj /CN=a -addext subjectAltName=DNS:a,IP:10.0.0.1");
        assertEquals(false, run("openssl_csr", "a.csr", "privatekey_path", "a.key", "common_name", "a", "subject_alt_name", "IP:10.0.0.1,DNS:a").get("changed"));
        Openssl.run(dir, "x509 -req -in a.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -copy_extensions copy -out a.crt");
        String extensions = squeeze(Openssl.run(dir, "x509 -in a.crt -noout -text"));
        assertEquals(extensions.contains("Authority Key Identifier"), !(boolean) sign().get("changed"), extensions);
    }

    @Test
    void mistakesAreNamed() {
        run("openssl_privatekey", "a.key", "type", "Ed25519");
        assertTrue(message("openssl_csr", "privatekey_path", "b.key").endsWith("/b.key does not exist; make it first, or mend privatekey_path"));
        assertEquals("key_usage: there is no 'digitalSignatur'; did you mean 'digitalSignature'?",
                message("openssl_csr", "privatekey_path", "a.key", "key_usage", "digitalSignatur"));
        assertEquals("subject_alt_name: 'example.org' does not say what it is; begin it with DNS:, IP:, URI:, email:, RID: or dirName:",
                message("openssl_csr", "privatekey_path", "a.key", "subject_alt_name", "example.org"));
        assertEquals("subject_alt_name: 'node1' is no IP address; a host name is written DNS:node1",
                message("openssl_csr", "privatekey_path", "a.key", "subject_alt_name", "IP:node1"));
        assertEquals("selfsigned_not_after: 'soon' is no time; write a span from now (+3650d, -1h30m) or 20300101000000Z",
                message("x509_certificate", "provider", "selfsigned", "privatekey_path", "a.key", "selfsigned_not_after", "soon"));
    }

    private Map<String, Object> info(String module, String path, Object... more) {
        return run(module, path, more);
    }

    @Test
    void infoModulesReadWhatIsThere() {
        ca("type", "RSA", "size", "2048");
        run("openssl_privatekey", "a.key", "type", "ECC", "curve", "secp256r1");
        csr();
        sign("ownca_not_after", "+10d");
        Map<String, Object> cert = info("x509_certificate_info", "a.crt", "valid_at", Map.of("soon", "+5d", "late", "+20d"));
        assertEquals(Map.of("soon", true, "late", false), cert.get("valid_at"));
        assertEquals(List.of(List.of("countryName", "DE"), List.of("organizationName", "system:nodes"), List.of("commonName", "system:node:a")), cert.get("subject_ordered"));
        assertEquals(Map.of("commonName", "Test CA"), cert.get("issuer"));
        assertEquals("sha256WithRSAEncryption", cert.get("signature_algorithm"));
        assertEquals(List.of("Digital Signature", "Key Encipherment"), cert.get("key_usage"));
        assertEquals(List.of("DNS:a", "DNS:*.example.org", "IP:10.0.0.1", "IP:fd00::1", "URI:https://a/", "email:a@b.c", "RID:1.2.3"), cert.get("subject_alt_name"));
        assertEquals(false, cert.get("expired"));
        assertTrue(Openssl.run(dir, "x509 -in a.crt -noout -fingerprint -sha256").strip().toLowerCase().endsWith(((Map<?, ?>) cert.get("fingerprints")).get("sha256").toString()));
        assertEquals(Openssl.run(dir, "pkey -in a.key -pubout"), cert.get("public_key"));
        assertEquals(cert.get("public_key"), info("openssl_privatekey_info", "a.key").get("public_key"));
        assertEquals(List.of("TLS Web Server Authentication", "TLS Web Client Authentication"), info("openssl_csr_info", "a.csr").get("extended_key_usage"));
        assertEquals(List.of("CA:TRUE", "pathlen:0"), info("x509_certificate_info", "ca.crt").get("basic_constraints"));
    }

    @Test
    void pkcs12GoesBothWays() throws IOException {
        ca("type", "Ed25519");
        run("openssl_privatekey", "a.key", "type", "ECC", "curve", "secp256r1");
        csr();
        sign();
        Object[] pack = {"privatekey_path", "a.key", "certificate_path", "a.crt", "other_certificates", dir + "/ca.crt", "friendly_name", "admin", "passphrase", "secret"};
        assertEquals(true, run("openssl_pkcs12", "a.p12", pack).get("changed"));
        String seen = Openssl.run(dir, "pkcs12 -in a.p12 -passin pass:secret -nodes");
        assertTrue(seen.contains("friendlyName: admin") && seen.contains("BEGIN PRIVATE KEY") && seen.split("BEGIN CERTIFICATE").length == 3, seen);
        assertEquals(false, run("openssl_pkcs12", "a.p12", pack).get("changed"));
        assertEquals(true, run("openssl_pkcs12", "a.pem", "action", "parse", "src", dir + "/a.p12", "passphrase", "secret").get("changed"));
        assertEquals(false, run("openssl_pkcs12", "a.pem", "action", "parse", "src", dir + "/a.p12", "passphrase", "secret").get("changed"));
        assertEquals(Openssl.run(dir, "pkey -in a.key"), Openssl.run(dir, "pkey -in a.pem -passin pass:none"));
        sign("force", true);
        assertEquals(true, run("openssl_pkcs12", "a.p12", pack).get("changed"));
    }

    private String message(String module, String... arguments) {
        Case call = Case.of(module).with("path", dir + "/x");
        for (int i = 0; i < arguments.length; i += 2) {
            call.with(arguments[i], arguments[i].endsWith("_path") ? dir + "/" + arguments[i + 1] : arguments[i + 1]);
        }
        return String.valueOf(call.run().get("msg"));
    }
}

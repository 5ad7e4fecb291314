package jplay.tasks.modules.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import jplay.tasks.modules.Case;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
    @TempDir
    Path dir;

    @BeforeEach
    void certificates() {
        for (String name : new String[] {"admin", "other"}) {
            Openssl.run(dir, "req -x509 -newkey ed25519 -nodes -keyout " + name + ".key -out " + name + ".crt -subj /CN=" + name);
        }
    }

    private Map<String, Object> run(String... more) {
        Case call = Case.of("kubeconfig").with("path", dir + "/config").with("cluster", "lab").with("server", "https://10.0.0.1:6443")
                .with("ca_path", dir + "/admin.crt").with("user", "system:node:a");
        for (int i = 0; i < more.length; i += 2) {
            call.with(more[i], more[i + 1].replace("DIR", dir.toString()));
        }
        return call.run();
    }

    private Map<String, Object> withCert(String... more) {
        String[] cert = {"client_certificate_path", "DIR/admin.crt", "client_key_path", "DIR/admin.key"};
        return run(java.util.stream.Stream.concat(java.util.Arrays.stream(cert), java.util.Arrays.stream(more)).toArray(String[]::new));
    }

    private String text() throws IOException {
        return Files.readString(dir.resolve("config"));
    }

    private String base64(String file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(dir.resolve(file)));
    }

    @Test
    void embedsCertificates() throws IOException {
        assertEquals(true, withCert("namespace", "kube-system").get("changed"));
        assertEquals("""
                apiVersion: v1
                kind: Config
                clusters:
                - cluster:
                    server: https://10.0.0.1:6443
                    certificate-authority-data: CA
                  name: lab
                contexts:
                - context:
                    cluster: lab
                    namespace: kube-system
                    user: system:node:a
                  name: system:node:a@lab
                current-context: system:node:a@lab
                preferences: {}
                users:
                - name: system:node:a
                """.replace("CA", base64("admin.crt")).replace("- name: system:node:a\n", """
                - user:
                    client-certificate-data: CERT
                    client-key-data: KEY
                  name: system:node:a
                """.replace("CERT", base64("admin.crt")).replace("KEY", base64("admin.key"))), text());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("config"))));
        assertEquals(false, withCert("namespace", "kube-system").get("changed"));
        assertEquals(true, withCert("namespace", "default").get("changed"));
    }

    @Test
    void kubectlsOwnOrderAndQuotesAreKept() throws IOException {
        run("token", "abc");
        Files.writeString(dir.resolve("config"), """
                # by hand
                kind: Config
                apiVersion: "v1"
                current-context: 'system:node:a@lab'
                users:
                  - name: system:node:a
                    user: {}
                contexts:
                  - name: system:node:a@lab
                    context:
                      user: system:node:a
                      cluster: lab
                clusters:
                  - name: lab
                    cluster:
                      certificate-authority-data: CA
                      server: "https://10.0.0.1:6443"
                """.replace("CA", base64("admin.crt")));
        assertEquals(false, run().get("changed"));
        assertEquals(true, run("token", "abc").get("changed"));
        assertTrue(text().contains("token: abc"), text());
    }

    @Test
    void pathsInsteadOfContents() throws IOException {
        withCert("embed_certs", "no");
        assertTrue(text().contains("    client-key: " + dir + "/admin.key\n"), text());
    }

    @Test
    void anothersKeyIsRefused() {
        assertEquals(
                "the client key " + dir + "/other.key does not belong to the certificate " + dir + "/admin.crt",
                run("client_certificate_path", "DIR/admin.crt", "client_key_path", "DIR/other.key").get("msg"));
    }

    @Test
    void secretsAreNotInTheDiff() {
        String plan = Case.of("kubeconfig").with("path", dir + "/config").with("server", "https://a").with("token", "hunter2").planHere().toString();
        assertTrue(plan.contains("(secret)") && !plan.contains("hunter2"), plan);
    }

    @Test
    void isRemoved() {
        run();
        assertEquals(true, run("state", "absent").get("changed"));
        assertTrue(Files.notExists(dir.resolve("config")));
    }
}

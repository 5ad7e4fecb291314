package jplay.tasks.modules.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Plan;
import jplay.tasks.modules.Case;
import jplay.tasks.modules.FakeControl;
import jplay.tasks.modules.Here;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetUrlTest {
    private static final String HELLO = "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private final FakeControl control = new FakeControl(Map.of());
    private Server server;

    @TempDir
    Path dir;

    @BeforeEach
    void start() throws IOException {
        server = new Server().on("/file", 200, "hello");
        Files.createDirectory(dir.resolve("to"));
    }

    @AfterEach
    void stop() {
        server.close();
        Here.ENVIRONMENT.clear();
    }

    /** A host that has no more than these. */
    private void tools(String... names) throws IOException {
        Path bin = Files.createDirectories(dir.resolve("bin"));
        for (String name : "sh cat chmod chown cp cut date dirname head id ln ls mkdir mktemp mv printf readlink rm sed sleep stat sync tail md5sum sha1sum sha256sum sha512sum".split(" ")) {
            tool(bin, name, name);
        }
        for (String name : names) {
            tool(bin, name.replace("busybox ", ""), name);
        }
        Here.ENVIRONMENT.put("PATH", bin.toString());
    }

    private static void tool(Path bin, String name, String command) throws IOException {
        Files.writeString(bin.resolve(name), "#!/bin/sh\nexec /usr/bin/" + command + " \"$@\"\n");
        bin.resolve(name).toFile().setExecutable(true);
    }

    private Case get(String path, Object... more) {
        Case call = Case.of("get_url").control(control).with("url", server.url(path)).with("dest", dir + "/to/file");
        for (int i = 0; i < more.length; i += 2) {
            call.with((String) more[i], more[i + 1]);
        }
        return call;
    }

    private String left() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("to"))) {
            return String.join(" ", files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget", "busybox wget", "none"})
    void downloadsOnceByWhateverIsThere(String tool) throws IOException {
        tools(tool.equals("none") ? new String[0] : new String[] {tool});
        Map<String, Object> first = get("/file", "checksum", HELLO, "mode", "0640").run();
        assertEquals(true, first.get("changed"), first.toString());
        assertEquals("hello", Files.readString(dir.resolve("to/file")));
        assertEquals(
                List.of("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d", "5d41402abc4b2a76b9719d911017c592", "0640", 5L, 200, "OK (5 bytes)"),
                List.of(first.get("checksum_dest"), first.get("md5sum"), first.get("mode"), first.get("size"), first.get("status_code"), first.get("msg")));
        Map<String, Object> second = get("/file", "checksum", HELLO, "mode", "0640").run();
        assertEquals(List.of(false, "file already exists"), List.of(second.get("changed"), second.get("msg")));
        assertEquals(1, server.seen.size());
        assertEquals(tool.equals("none") ? 1 : 0, control.fetched.size());
        assertEquals("file", left());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/dash", "/bin/bash", "/bin/busybox sh"})
    void everyShellDoes(String shell) throws IOException {
        Here.ENVIRONMENT.put("TEST_SHELL", shell);
        server.on("/x", 200, "named", "Content-Disposition", "attachment; filename=right.txt").on("/SUMS", 200, HELLO.substring(7) + " *file\n");
        assertEquals(true, get("/x").with("dest", dir + "/to/").run().get("changed"));
        assertEquals(true, get("/file", "checksum", "sha256:" + server.url("/SUMS"), "tmp_dest", dir.toString()).run().get("changed"));
        assertEquals("Request failed: HTTP status 404 for " + server.url("/gone"), get("/gone").with("dest", dir + "/to/gone").run().get("msg"));
        assertEquals("hello", Case.of("uri").with("url", server.url("/file")).with("return_content", true).run().get("content"));
        assertEquals("file right.txt", left());
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget", "busybox wget", "none"})
    void aBadChecksumLeavesNothing(String tool) throws IOException {
        tools(tool.equals("none") ? new String[0] : new String[] {tool});
        String wrong = "sha1:0123456789012345678901234567890123456789";
        assertEquals(
                "The checksum for " + dir + "/to/file did not match " + wrong.substring(5) + "; it was aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d.",
                get("/file", "checksum", wrong).run().get("msg"));
        assertEquals("", left());
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget", "busybox wget"})
    void aMissingPageIsNamed(String tool) throws IOException {
        tools(tool);
        assertEquals("Request failed: HTTP status 404 for " + server.url("/gone"), get("/gone").run().get("msg"));
        assertEquals("", left());
        assertEquals(1, server.seen.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget", "busybox wget"})
    void aPassingErrorIsTriedAgain(String tool) throws IOException {
        tools(tool);
        server.on("/busy", 503, "wait").on("/busy", 200, "at last");
        assertEquals(true, get("/busy").run().get("changed"));
        assertEquals("at last", Files.readString(dir.resolve("to/file")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        "00  other;2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824  file",
        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824 *./file",
        "SHA256 (file) = 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    })
    void checksumsFromAFile(String sums) {
        server.on("/SUMS", 200, sums.replace(";", "\n") + "\n");
        assertEquals(true, get("/file", "checksum", "sha256:" + server.url("/SUMS")).run().get("changed"));
        assertEquals(false, get("/file", "checksum", "sha256:" + server.url("/SUMS")).run().get("changed"));
        assertEquals(List.of("GET /SUMS", "GET /file", "GET /SUMS"), server.seen);
    }

    @Test
    void checksumsThatSayNothingOfTheFile() {
        server.on("/SUMS", 200, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824  another\n");
        assertEquals(
                "Unable to find a checksum for file 'file' in '" + server.url("/SUMS") + "'",
                get("/file", "checksum", "sha256:" + server.url("/SUMS")).run().get("msg"));
        assertTrue(String.valueOf(get("/file", "checksum", "sha256:" + server.url("/none")).run().get("msg"))
                .startsWith("cannot get the checksums: Request failed: HTTP status 404"));
    }

    @Test
    void withoutAChecksumOnlyForceLooksAgain() throws IOException {
        Files.writeString(dir.resolve("to/file"), "old");
        assertEquals(false, get("/file").run().get("changed"));
        assertEquals(List.of(), server.seen);
        Map<String, Object> forced = get("/file", "force", "yes", "backup", "yes").run();
        assertEquals(true, forced.get("changed"));
        assertEquals("old", Files.readString(Path.of((String) forced.get("backup_file"))));
        assertEquals(false, get("/file", "force", "yes").run().get("changed"));
        assertEquals("hello", Files.readString(dir.resolve("to/file")));
    }

    @Test
    void intoADirectoryUnderTheServersName() throws IOException {
        server.on("/x?id=1", 200, "named", "Content-Disposition", "attachment; filename=\"../right.txt\"");
        server.on("/y", 302, "", "Location", "/file");
        for (boolean changed : new boolean[] {true, false}) {
            assertEquals(changed, get("/x?id=1").with("dest", dir + "/to/").run().get("changed"));
            assertEquals(changed, get("/y").with("dest", dir + "/to").run().get("changed"));
        }
        assertEquals("file right.txt", left());
    }

    @Test
    void aMissingDirectoryIsNamed() {
        assertEquals(
                "Destination directory " + dir + "/none does not exist; make it first: file: path=" + dir + "/none state=directory",
                get("/file").with("dest", dir + "/none/file").run().get("msg"));
    }

    @Test
    void modeAloneIsMended() throws IOException {
        get("/file", "checksum", HELLO, "mode", "0600").run();
        assertEquals(true, get("/file", "checksum", HELLO, "mode", "0644").run().get("changed"));
        assertEquals(1, server.seen.size());
    }

    @Test
    void headersAndCredentialsArrive() {
        server.on("/secret", 401, "who?", "WWW-Authenticate", "Basic realm=\"r\"").on("/secret", 200, "ok");
        server.on("/moved", 302, "", "Location", server.url("/file"));
        get("/secret", "url_username", "me", "url_password", "a\"\\b", "headers", Map.of("X-A", "1 \"2\"")).run();
        get("/moved", "force", true, "force_basic_auth", true, "headers", Map.of("X-A", "1", "X-B", "2"), "unredirected_headers", "x-b")
                .with("url", server.url("/moved").replace("://", "://you:p%40ss@")).run();
        assertEquals(List.of(
                "GET /secret X-a=1 \"2\"",
                "GET /secret Authorization=Basic " + base64("me:a\"\\b") + " X-a=1 \"2\"",
                "GET /moved Authorization=Basic " + base64("you:p@ss") + " X-a=1 X-b=2",
                "GET /file Authorization=Basic " + base64("you:p@ss") + " X-a=1"), server.seen);
    }

    @Test
    void credentialsStayWithTheirHost() throws IOException {
        try (Server other = new Server().on("/file", 200, "hello")) {
            server.on("/away", 302, "", "Location", other.url("/file"));
            get("/away", "url_username", "me", "url_password", "b", "force_basic_auth", true, "headers",
                    Map.of("X-A", "1", "X-B", "2"), "unredirected_headers", "X-A").run();
            assertEquals(List.of("GET /file X-b=2"), other.seen);
        }
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void namesOfNetrcCountUnlessTold() throws IOException {
        Files.writeString(dir.resolve(".netrc"), "machine 127.0.0.1 login me password pw\n");
        Here.ENVIRONMENT.put("HOME", dir.toString());
        get("/file", "force", true).run();
        get("/file", "force", true, "use_netrc", false).run();
        assertEquals(List.of("GET /file Authorization=Basic " + base64("me:pw"), "GET /file"), server.seen);
    }

    @Test
    void secretsAreNoArguments() throws IOException {
        Plan.Change plan = (Plan.Change) get("/file", "url_username", "me", "url_password", "hunter2").planHere();
        String script = plan.effects().get(0).script();
        assertTrue(script.contains("hunter2"));
        assertFalse(plan.toString().contains("hunter2"));
        tools("wget");
        assertEquals(true, get("/file", "url_username", "me", "url_password", "hunter2").run().get("changed"));
        assertEquals(List.of(server.url("/file")), control.fetched);
    }

    @Test
    void leftoversAreSwept() throws IOException {
        Files.writeString(dir.resolve("to/.file.jplay-999999999-AbCdEf"), "half");
        get("/file").run();
        assertEquals("file", left());
    }

    @Test
    void throughAnotherDirectory() throws IOException {
        get("/file", "tmp_dest", dir.toString(), "checksum", HELLO).run();
        assertEquals("hello", Files.readString(dir.resolve("to/file")));
        assertEquals("file", left());
        try (Stream<Path> files = Files.list(dir)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void nothingAnswers() {
        server.close();
        String message = String.valueOf(get("/file").run().get("msg"));
        assertTrue(message.startsWith("Request failed: " + server.url("/file") + ": (7) Failed to connect"), message);
    }

    @Test
    void checkModeKnowsWhatComes() {
        Plan.Change plan = assertInstanceOf(Plan.Change.class, get("/file", "checksum", HELLO, "mode", "0600").planHere());
        jplay.tasks.contract.Pending pending = new jplay.tasks.contract.Pending();
        plan.effects().get(0).predict(pending);
        var state = (jplay.tasks.read.FileState) pending.get(jplay.tasks.read.FilePaths.subject(dir + "/to/file")).get();
        assertEquals(Map.of("sha256", HELLO.substring(7)), state.digests());
        assertEquals(0600, state.mode());
        assertEquals(List.of(), server.seen);
        assertEquals(5, Content.of("hello").size());
    }

    @Test
    void badChecksumsAreRefusedBeforeAnythingIsDone() {
        var error = org.junit.jupiter.api.Assertions.assertThrows(
                jplay.tasks.bind.BindException.class, () -> get("/file", "checksum", "sha256:abc").plan());
        assertEquals("the checksum 'abc' is invalid: sha256 has 64 digits of hex, this has 3", error.getMessage());
    }
}

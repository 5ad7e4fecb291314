package jplay.tasks.modules.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.ShellRun;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.modules.Case;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnarchiveTest {
    @TempDir
    Path here;

    @TempDir
    Path there;

    private LocalHost host;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(here.resolve("d/sub dir"));
        Files.writeString(here.resolve("d/x"), "one\n");
        Files.writeString(here.resolve("d/sub dir/" + "long".repeat(40)), "two\n");
        Files.createSymbolicLink(here.resolve("d/link"), Path.of("x"));
        Files.createLink(here.resolve("d/hard"), here.resolve("d/x"));
        for (String old : List.of("d/x", "d/sub dir/" + "long".repeat(40))) {
            Files.setLastModifiedTime(here.resolve(old), FileTime.fromMillis(1_600_000_000_500L));
        }
        Files.setPosixFilePermissions(here.resolve("d/x"), PosixFilePermissions.fromString("rwxr-x---"));
    }

    private String pack(String command) {
        Output output = ShellRun.DASH.run("cd '" + here + "' && " + command);
        Assumptions.assumeTrue(output.exit() == 0, output.err());
        return here.toString();
    }

    /** Check, run, run again: what is done is foretold, and done once. */
    private void once(ShellRun shell, Map<String, ?> task) {
        host = new LocalHost(shell, new TestControl(here));
        Map<String, Object> all = new HashMap<>(task);
        all.putIfAbsent("dest", there.toString());
        assertEquals("", host.check("unarchive", all).message());
        LocalHost.Outcome foretold = host.check("unarchive", all);
        assertEquals("ok", foretold.status(), "after the check: " + foretold);
        LocalHost.Outcome done = host.run("unarchive", all);
        assertEquals("changed", done.status(), done.message());
        LocalHost.Outcome again = host.run("unarchive", all);
        assertEquals("ok", again.status(), "again: " + again);
    }

    private void unpacked() throws IOException {
        assertEquals("one\n", Files.readString(there.resolve("d/x")));
        assertEquals("two\n", Files.readString(there.resolve("d/sub dir/" + "long".repeat(40))));
        try (var left = Files.list(there)) {
            assertEquals(List.of("d"), left.map(f -> f.getFileName().toString()).toList());
        }
    }

    private void change(ShellRun shell, Map<String, ?> task, String command) throws IOException {
        assertEquals(0, ShellRun.DASH.run("cd '" + there + "' && " + command).exit());
        Map<String, Object> all = new HashMap<>(task);
        all.put("dest", there.toString());
        assertEquals("changed", host.run("unarchive", all).status(), command);
        unpacked();
        assertEquals("ok", host.run("unarchive", all).status(), command);
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void fromTheControlMachine(ShellRun shell) throws IOException {
        pack("tar czf a.tgz d");
        Map<String, ?> task = Map.of("src", "a.tgz");
        once(shell, task);
        unpacked();
        change(shell, task, "rm d/x");
        change(shell, task, "echo ONE >d/x");
        change(shell, task, "chmod 0600 d/x");
        change(shell, task, "ln -sf nowhere d/link");
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void fromTheHost(ShellRun shell) throws IOException {
        pack("tar cf a.bin --format=pax d");
        Map<String, ?> task = Map.of("src", here + "/a.bin", "remote_src", "yes");
        once(shell, task);
        unpacked();
        change(shell, task, "rm d/hard");
        change(shell, task, "touch d/x");
    }

    @ParameterizedTest
    @CsvSource({"tar cJf a d", "tar cjf a d", "tar --zstd -cf a d", "tar cf a d", "zip -qry a.zip d && mv a.zip a"})
    void kinds(String command) throws IOException {
        pack(command);
        once(ShellRun.DASH, Map.of("src", "a"));
        unpacked();
        change(ShellRun.DASH, Map.of("src", "a"), "rm d/x");
        once(ShellRun.DASH, Map.of("src", here + "/a", "dest", Files.createDirectory(here.resolve("to")).toString(), "remote_src", "yes"));
        assertEquals("one\n", Files.readString(here.resolve("to/d/x")));
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void zip(ShellRun shell) throws IOException {
        pack("zip -qr a.zip d");
        once(shell, Map.of("src", "a.zip"));
        unpacked();
        change(shell, Map.of("src", here + "/a.zip", "remote_src", "yes"), "rm -r d/sub*");
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void fromAUrl(ShellRun shell) throws IOException {
        pack("tar czf a.tgz d");
        byte[] bytes = Files.readAllBytes(here.resolve("a.tgz"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/a.tgz", exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            once(shell, Map.of("src", url + "a.tgz", "remote_src", "yes"));
            unpacked();
            Map<String, ?> none = Map.of("src", url + "none.tgz", "remote_src", "yes", "dest", there.toString());
            assertTrue(host.run("unarchive", none).message().startsWith("cannot read the archive " + url));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void newerFilesStayWhereTold() throws IOException {
        pack("tar czf a.tgz d");
        once(ShellRun.DASH, Map.of("src", "a.tgz"));
        Files.writeString(there.resolve("d/x"), "newer\n");
        Files.delete(there.resolve("d/link"));
        Map<String, ?> keep = Map.of("src", "a.tgz", "dest", there.toString(), "keep_newer", "yes");
        assertEquals("changed", host.run("unarchive", keep).status());
        assertEquals("newer\n", Files.readString(there.resolve("d/x")));
        assertEquals("ok", host.run("unarchive", keep).status());
    }

    @Test
    void ownersAreGivenToAll() {
        pack("tar czf a.tgz d");
        Plan.Change plan = (Plan.Change) Case.of("unarchive").control(new TestControl(here)).with("src", "a.tgz").with("dest", there.toString())
                .with("owner", "daemon").with("group", "bin").planHere();
        String last = plan.effects().get(1).script();
        assertTrue(last.contains("daemon") && last.contains("bin") && last.contains(there + "/d/x"), last);
    }

    @Test
    void copyIsTheOlderWord() {
        host = new LocalHost(ShellRun.DASH, new TestControl(here));
        Map<String, ?> none = Map.of("src", here + "/none", "dest", there.toString(), "copy", "no");
        assertTrue(host.run("unarchive", none).message().contains("does not exist on the host"));
    }

    @ParameterizedTest
    @CsvSource({"tar cJf a d", "tar czf a d", "zip -qry a.zip d && mv a.zip a"})
    void decryptsUnlessTold(String command) throws IOException {
        pack(command);
        Content plain = Content.of(Files.readAllBytes(here.resolve("a")));
        Files.writeString(here.resolve("a"), "$ANSIBLE_VAULT;1.1;AES256\n");
        TestControl vault = new TestControl(here) {
            @Override
            public Content open(Path file) {
                return plain;
            }
        };
        host = new LocalHost(ShellRun.DASH, vault);
        assertTrue(host.run("unarchive", Map.of("src", "a", "dest", there.toString(), "decrypt", "no")).message().startsWith("cannot read the archive"));
        assertEquals("changed", host.run("unarchive", Map.of("src", "a", "dest", there.toString())).status());
        unpacked();
        assertEquals("ok", host.run("unarchive", Map.of("src", "a", "dest", there.toString())).status());
    }

    @Test
    void certificatesCountUnlessTold() throws Exception {
        pack("tar czf a.tgz d");
        byte[] bytes = Files.readAllBytes(here.resolve("a.tgz"));
        try (TlsServer server = new TlsServer(Files.createDirectory(here.resolve("tls")), bytes)) {
            host = new LocalHost(ShellRun.DASH, new TestControl(here));
            Map<String, Object> task = new HashMap<>(Map.of("src", server.url() + "a.tgz", "remote_src", "yes", "dest", there.toString()));
            assertTrue(host.run("unarchive", task).message().contains("certificate"), host.run("unarchive", task).message());
            task.put("validate_certs", "no");
            assertEquals("changed", host.run("unarchive", task).status());
            unpacked();
        }
    }

    @Test
    void parts() throws IOException {
        pack("tar czf a.tgz d");
        once(ShellRun.DASH, Map.of("src", "a.tgz", "exclude", List.of("sub*"), "extra_opts", List.of("--strip-components=1")));
        assertTrue(Files.exists(there.resolve("x")));
        assertFalse(Files.exists(there.resolve("sub dir")));
        Path other = Files.createDirectory(here.resolve("other"));
        once(ShellRun.DASH, Map.of("src", "a.tgz", "dest", other.toString(), "include", List.of("d/x"), "mode", "0604"));
        assertEquals("rw----r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(other.resolve("d/x"))));
        Map<String, ?> list = Map.of("src", "a.tgz", "dest", other.toString(), "include", "d/x", "mode", "0604", "list_files", "yes");
        assertEquals(List.of("d/x"), ((Unarchive.Result) host.run("unarchive", list).result()).files());
    }

    @Test
    void anArchiveThatIsOnlyForetold() throws IOException {
        pack("tar czf a.tgz d");
        host = new LocalHost(ShellRun.DASH, new TestControl(here));
        host.check("copy", Map.of("src", "a.tgz", "dest", there + "/"));
        Map<String, ?> task = Map.of("src", there + "/a.tgz", "dest", there.toString(), "remote_src", "yes");
        assertEquals("changed", host.check("unarchive", task).status());
        Map<String, ?> copy = Map.of("src", there + "/d/x", "dest", there + "/y", "remote_src", "yes");
        String why = host.check("copy", copy).message();
        assertTrue(why.startsWith("whether there is ") && why.contains("is known only when"), why);
    }

    @Test
    void failures() throws IOException {
        pack("tar czf a.tgz d && head -c 100 a.tgz >cut.tgz && echo no >no.tar && head -c 2048 /dev/zero | tr '\\0' 9 >nines.tar");
        host = new LocalHost(ShellRun.DASH, new TestControl(here));
        assertTrue(host.run("unarchive", Map.of("src", "a.tgz", "dest", there + "/no")).message().contains("must be an existing dir"));
        Map<String, ?> creates = Map.of("src", "a.tgz", "dest", there.toString(), "creates", here.toString());
        assertEquals("skipped", host.run("unarchive", creates).status());
        for (String broken : List.of("cut.tgz", "no.tar", "nines.tar")) {
            Map<String, ?> local = Map.of("src", broken, "dest", there.toString());
            assertTrue(host.run("unarchive", local).message().startsWith("cannot read the archive"), broken);
            Map<String, ?> remote = Map.of("src", here + "/" + broken, "dest", there.toString(), "remote_src", "yes");
            assertTrue(host.run("unarchive", remote).message().startsWith("cannot read the archive"), broken);
        }
        Map<String, ?> none = Map.of("src", here + "/none", "dest", there.toString(), "remote_src", "yes");
        assertTrue(host.run("unarchive", none).message().contains("does not exist on the host"));
    }
}

package jplay.tasks.modules.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jplay.tasks.ShellRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopyTest {
    @TempDir
    Path here;

    @TempDir
    Path there;

    private LocalHost host(ShellRun shell) {
        return new LocalHost(shell, new TestControl(here));
    }

    private String at(String name) {
        return there + "/" + name;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void contentIsWrittenOnceInTwoRequests(ShellRun shell) throws IOException {
        LocalHost host = host(shell);
        Map<String, ?> task = Map.of("content", "it's $HOME\n\\n", "dest", at("a file"), "mode", "0640");
        assertEquals("changed", host.check("copy", task).status());
        assertFalse(Files.exists(there.resolve("a file")));
        assertEquals("ok", host.check("copy", task).status());

        LocalHost.Outcome first = host.run("copy", task);
        assertEquals("changed", first.status());
        assertEquals(2, host.requests);
        assertEquals("it's $HOME\n\\n", Files.readString(there.resolve("a file")));
        assertEquals("rw-r-----", mode(there.resolve("a file")));
        Placed result = (Placed) first.result();
        assertEquals("0640", result.mode());
        assertEquals("file", result.state());
        assertEquals("5c3f1b0f0f3b9a4a0e2d2f9d8d6b6a3e".length(), result.md5sum().length());

        assertEquals("ok", host.run("copy", task).status());
        assertEquals(1, host.requests);
        assertEquals(List.of("a file"), list());
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void modeOfTheOldFileStaysAndABackupIsKept(ShellRun shell) throws IOException {
        Path file = Files.writeString(there.resolve("f"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx--x---"));
        LocalHost.Outcome outcome =
                host(shell).run("copy", Map.of("content", "new", "dest", file.toString(), "backup", "true"));
        assertEquals("rwx--x---", mode(file));
        assertEquals("new", Files.readString(file));
        assertEquals("old", Files.readString(Path.of(((Placed) outcome.result()).backupFile())));
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void intoADirectory(ShellRun shell) throws IOException {
        Files.writeString(here.resolve("f.txt"), "x");
        assertEquals("changed", host(shell).run("copy", Map.of("src", "f.txt", "dest", there.toString())).status());
        assertEquals("ok", host(shell).run("copy", Map.of("src", "f.txt", "dest", there + "/")).status());
        Map<String, ?> deep = Map.of("src", "f.txt", "dest", at("new/deep/"), "directory_mode", "0700");
        assertEquals("ok", checked(shell, deep, "new/deep/f.txt"));
        assertEquals("rwx------", mode(there.resolve("new")));
        assertEquals("rwx------", mode(there.resolve("new/deep")));
        assertTrue(Files.exists(there.resolve("new/deep/f.txt")));
    }

    private String checked(ShellRun shell, Map<String, ?> task, String made) throws IOException {
        LocalHost host = host(shell);
        assertEquals("changed", host.check("copy", task).status());
        assertFalse(Files.exists(there.resolve(made)));
        assertEquals("ok", host.check("copy", task).status());
        assertEquals("", host.run("copy", task).message());
        return host.run("copy", task).status();
    }

    @Test
    void noDirectoryNoFile() {
        LocalHost.Outcome outcome = host(ShellRun.DASH).run("copy", Map.of("content", "x", "dest", at("no/f")));
        assertEquals("failed", outcome.status());
        assertTrue(outcome.message().startsWith("Destination directory " + at("no") + " does not exist"), outcome.message());
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void whatDoesNotValidateIsNotPutInPlace(ShellRun shell) throws IOException {
        Files.writeString(there.resolve("f"), "old");
        LocalHost.Outcome outcome = host(shell)
                .run("copy", Map.of("content", "new", "dest", at("f"), "validate", "grep -q nothing %s"));
        assertEquals("failed", outcome.status());
        assertTrue(outcome.message().contains("failed to validate"), outcome.message());
        assertEquals("old", Files.readString(there.resolve("f")));
        assertEquals(List.of("f"), list());
        assertEquals("changed", host(shell)
                .run("copy", Map.of("content", "new", "dest", at("f"), "validate", "grep -q new %s"))
                .status());
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void aLinkIsReplacedOrFollowed(ShellRun shell) throws IOException {
        Path file = Files.writeString(there.resolve("f"), "old");
        Path link = Files.createSymbolicLink(there.resolve("l"), Path.of("f"));
        Map<String, ?> follow = Map.of("content", "new", "dest", link.toString(), "follow", "yes");
        assertEquals("changed", host(shell).run("copy", follow).status());
        assertEquals("new", Files.readString(file));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("ok", host(shell).run("copy", follow).status());
        assertEquals("changed", host(shell).run("copy", Map.of("content", "new", "dest", link.toString())).status());
        assertFalse(Files.isSymbolicLink(link));
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void aWholeDirectory(ShellRun shell) throws IOException {
        Files.createDirectories(here.resolve("top/sub/empty"));
        Files.writeString(here.resolve("top/a b"), "1");
        Files.writeString(here.resolve("top/sub/x"), "2");
        Files.createSymbolicLink(here.resolve("top/dangling"), Path.of("nowhere"));
        LocalHost host = host(shell);
        Map<String, ?> task = Map.of("src", "top", "dest", at("d"), "mode", "0600", "directory_mode", "0750");
        assertEquals("changed", host.check("copy", task).status());
        assertEquals("ok", host.check("copy", task).status());
        assertFalse(Files.exists(there.resolve("d")));
        Files.createDirectories(there.resolve("d/top/sub"));
        assertEquals("changed", host.run("copy", task).status());
        assertEquals("1", Files.readString(there.resolve("d/top/a b")));
        assertEquals("rw-------", mode(there.resolve("d/top/sub/x")));
        assertEquals("rwxr-x---", mode(there.resolve("d/top/sub/empty")));
        assertEquals("nowhere", Files.readSymbolicLink(there.resolve("d/top/dangling")).toString());
        assertEquals("ok", host.run("copy", task).status());
        Files.writeString(there.resolve("d/top/sub/x"), "altered");
        assertEquals("changed", host.run("copy", Map.of("src", "top/", "dest", at("d/top"))).status());
        assertEquals("2", Files.readString(there.resolve("d/top/sub/x")));
    }

    @Test
    void linksAreFollowedHereUnlessTold() throws IOException {
        Files.createDirectories(here.resolve("top"));
        Files.writeString(here.resolve("top/x"), "1");
        Files.createSymbolicLink(here.resolve("top/l"), Path.of("x"));
        host(ShellRun.DASH).run("copy", Map.of("src", "top/", "dest", at("followed")));
        assertFalse(Files.isSymbolicLink(there.resolve("followed/l")));
        host(ShellRun.DASH).run("copy", Map.of("src", "top/", "dest", at("kept"), "local_follow", "no"));
        assertEquals("x", Files.readSymbolicLink(there.resolve("kept/l")).toString());
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void fromPlaceToPlace(ShellRun shell) throws IOException {
        Files.createDirectories(there.resolve("from/sub"));
        Files.writeString(there.resolve("from/sub/x"), "2");
        LocalHost host = host(shell);
        Map<String, ?> file = Map.of("src", at("from/sub/x"), "dest", at("copy"), "remote_src", "true", "mode", "0600");
        assertEquals("", host.check("copy", file).message());
        assertEquals("ok", host.check("copy", file).status());
        assertEquals("changed", host.run("copy", file).status());
        assertEquals("ok", host.run("copy", file).status());
        assertEquals("2", Files.readString(there.resolve("copy")));
        Map<String, ?> tree = Map.of("src", at("from/"), "dest", at("to"), "remote_src", "true");
        assertEquals("", host.check("copy", tree).message());
        assertEquals("ok", host.check("copy", tree).status());
        assertEquals("changed", host.run("copy", tree).status());
        assertEquals("ok", host.run("copy", tree).status());
        assertEquals("2", Files.readString(there.resolve("to/sub/x")));
    }

    @Test
    void forceAndChecksum() throws IOException {
        Files.writeString(there.resolve("f"), "old");
        Files.writeString(here.resolve("g"), "new");
        LocalHost host = host(ShellRun.DASH);
        assertEquals("ok", host.run("copy", Map.of("content", "new", "dest", at("f"), "force", "no")).status());
        assertEquals("failed", host.run("copy", Map.of("src", "g", "dest", at("f"), "checksum", "abc")).status());
        assertEquals("old", Files.readString(there.resolve("f")));
        Map<String, ?> preserve = Map.of("src", "g", "dest", at("g"), "mode", "preserve");
        Files.setPosixFilePermissions(here.resolve("g"), PosixFilePermissions.fromString("rwxr-x--x"));
        assertEquals("changed", host.run("copy", preserve).status());
        assertEquals("rwxr-x--x", mode(there.resolve("g")));
    }

    private List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(there)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}

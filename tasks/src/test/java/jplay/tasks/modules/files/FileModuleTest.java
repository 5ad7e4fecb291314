package jplay.tasks.modules.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import jplay.tasks.ShellRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileModuleTest {
    @TempDir
    Path dir;

    private LocalHost host;

    private String at(String name) {
        return dir + "/" + name;
    }

    /** A task that says so in check mode, then does it, and is done. */
    private FileModule.Result once(ShellRun shell, String path, Map<String, String> more) {
        host = new LocalHost(shell, new TestControl(dir));
        Map<String, String> task = new HashMap<>(more);
        task.put("path", at(path));
        assertEquals("", host.check("file", task).message());
        assertEquals("ok", host.check("file", task).status(), "after the check");
        LocalHost.Outcome done = host.run("file", task);
        assertEquals("changed", done.status(), done.message());
        assertEquals("ok", host.run("file", task).status(), "the second time");
        return (FileModule.Result) done.result();
    }

    private String failure(Map<String, String> task) {
        LocalHost.Outcome outcome = new LocalHost(ShellRun.DASH, new TestControl(dir)).run("file", task);
        assertEquals("failed", outcome.status());
        return outcome.message();
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void directory(ShellRun shell) throws IOException {
        FileModule.Result result = once(shell, "a/b c", Map.of("state", "directory", "mode", "u=rwx,g=rx,o="));
        assertEquals("rwxr-x---", mode("a"));
        assertEquals("rwxr-x---", mode("a/b c"));
        assertEquals("directory", result.state());
        assertEquals("0750", result.mode());
        once(shell, "d", Map.of("state", "directory"));
        assertEquals("rwxr-xr-x", mode("d"));
        once(shell, "d", Map.of("mode", "g+w"));
        assertEquals("rwxrwxr-x", mode("d"));
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void recursive(ShellRun shell) throws IOException {
        Files.createDirectories(dir.resolve("d/e"));
        Files.createFile(dir.resolve("d/e/f g"));
        Path outside = Files.createFile(dir.resolve("outside"));
        Files.createSymbolicLink(dir.resolve("d/l"), outside);
        Map<String, String> task = Map.of("state", "directory", "recurse", "yes", "mode", "u=rwX,g=rX,o=", "follow", "no");
        once(shell, "d", task);
        assertEquals("rwxr-x---", mode("d/e"));
        assertEquals("rw-r-----", mode("d/e/f g"));
        assertEquals("rw-r--r--", mode("outside"));
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void absent(ShellRun shell) throws IOException {
        Files.createDirectories(dir.resolve("d/e"));
        Files.createSymbolicLink(dir.resolve("l"), Path.of("d"));
        once(shell, "l", Map.of("state", "absent"));
        assertTrue(Files.exists(dir.resolve("d/e")));
        assertEquals("absent", once(shell, "d", Map.of("state", "absent")).state());
        assertFalse(Files.exists(dir.resolve("d")));
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void link(ShellRun shell) throws IOException {
        Files.createDirectories(dir.resolve("one"));
        Files.createDirectories(dir.resolve("two"));
        FileModule.Result result = once(shell, "l", Map.of("state", "link", "src", "one"));
        assertEquals(at("l"), result.dest());
        assertEquals("link", result.state());
        once(shell, "l", Map.of("state", "link", "src", "two"));
        assertEquals("two", Files.readSymbolicLink(dir.resolve("l")).toString());
        assertTrue(failure(Map.of("path", at("x"), "state", "link", "src", "no")).startsWith("src file does not exist"));
        once(shell, "x", Map.of("state", "link", "src", "no", "force", "yes"));
        assertTrue(failure(Map.of("path", at("one"), "state", "link", "src", at("two"))).startsWith("refusing to convert"));
        once(shell, "one", Map.of("state", "link", "src", at("two"), "force", "yes"));
        assertTrue(Files.isSymbolicLink(dir.resolve("one")));
        try (var left = Files.list(dir.resolve("two"))) {
            assertEquals(0, left.count(), "nothing was moved into the directory");
        }
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void hardLink(ShellRun shell) throws IOException {
        Files.writeString(dir.resolve("f"), "x");
        Files.writeString(dir.resolve("g"), "y");
        assertEquals("hard", once(shell, "h", Map.of("state", "hard", "src", at("f"))).state());
        once(shell, "h", Map.of("state", "hard", "src", at("g"), "force", "yes"));
        assertEquals("y", Files.readString(dir.resolve("h")));
        assertTrue(failure(Map.of("path", at("z"), "state", "hard", "src", at("no"))).startsWith("src does not exist"));
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void touch(ShellRun shell) throws IOException {
        once(shell, "f", Map.of("state", "touch", "mode", "0600", "access_time", "preserve", "modification_time", "preserve"));
        assertEquals("rw-------", mode("f"));
        once(shell, "f", Map.of("state", "touch", "access_time", "202001020304.05", "modification_time", "202001020304.05"));
        assertEquals(java.time.LocalDateTime.of(2020, 1, 2, 3, 4, 5).atZone(java.time.ZoneId.systemDefault()).toInstant(),
                Files.getLastModifiedTime(dir.resolve("f")).toInstant());
        assertEquals("changed", host.run("file", Map.of("path", at("f"), "state", "touch")).status());
        assertEquals("changed", host.run("file", Map.of("path", at("f"), "state", "touch")).status());
        assertTrue(Files.getLastModifiedTime(dir.resolve("f")).toInstant().isAfter(java.time.Instant.now().minusSeconds(60)));
    }

    @Test
    void timesAreWrittenAsTold() throws IOException {
        once(ShellRun.DASH, "f", Map.of("state", "touch", "access_time", "02.01.2020", "access_time_format", "%d.%m.%Y",
                "modification_time", "2021-03-04", "modification_time_format", "%Y-%m-%d"));
        var zone = java.time.ZoneId.systemDefault();
        assertEquals(java.time.LocalDate.of(2020, 1, 2).atStartOfDay(zone).toInstant(),
                ((java.nio.file.attribute.FileTime) Files.getAttribute(dir.resolve("f"), "lastAccessTime")).toInstant());
        assertEquals(java.time.LocalDate.of(2021, 3, 4).atStartOfDay(zone).toInstant(), Files.getLastModifiedTime(dir.resolve("f")).toInstant());
    }

    @Test
    @Tag("root")
    void owner() throws IOException {
        Files.createFile(dir.resolve("f"));
        for (ShellRun shell : ShellRun.values()) {
            FileModule.Result result = once(shell, "f", Map.of("owner", "daemon", "group", "1"));
            assertEquals("daemon", result.owner());
            assertEquals(1, result.gid());
            once(shell, "f", Map.of("owner", "0", "group", "root"));
        }
    }

    @Test
    void failures() throws IOException {
        Files.createFile(dir.resolve("f"));
        assertTrue(failure(Map.of("path", at("no"))).contains("is absent, cannot continue"));
        assertTrue(failure(Map.of("path", at("f"), "state", "directory")).contains("already exists as a file"));
        assertTrue(failure(Map.of("path", dir.toString(), "state", "file")).contains("is directory, cannot continue"));
        assertTrue(failure(Map.of("path", at("f"), "recurse", "yes")).startsWith("recurse option requires"));
        assertTrue(failure(Map.of("path", at("f"), "src", "x")).startsWith("src option requires"));
    }
}

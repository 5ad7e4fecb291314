package jplay.tasks.modules.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.Map;
import jplay.tasks.ShellRun;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Plan;
import jplay.tasks.modules.Case;
import jplay.tasks.modules.Task;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.StatRead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** stat, slurp and fetch. */
class StatTest {
    @TempDir
    Path dir;

    @TempDir
    Path here;

    private LocalHost host(ShellRun shell) {
        return new LocalHost(shell, new TestControl(here));
    }

    private Stat.Facts stat(ShellRun shell, Map<String, ?> task) {
        return ((Stat.Result) host(shell).run("stat", task).result()).stat();
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void stat(ShellRun shell) throws IOException {
        Path file = Files.writeString(dir.resolve("f"), "x");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_600_000_000_000L));
        Files.createSymbolicLink(dir.resolve("l"), Path.of("f"));
        Stat.Facts facts = stat(shell, Map.of("path", file.toString(), "checksum_algorithm", "sha256"));
        assertTrue(facts.exists() && facts.isreg() && facts.readable() && facts.rusr() && !facts.xusr());
        assertEquals("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", facts.checksum());
        assertEquals(1_600_000_000.0, facts.mtime());
        assertEquals(Files.getAttribute(file, "unix:ino"), facts.inode());
        assertEquals(Files.getAttribute(file, "unix:dev"), facts.dev());
        assertEquals(Files.getOwner(file).getName(), facts.pwName());
        assertNotNull(facts.mimetype());
        Stat.Facts link = stat(shell, Map.of("path", dir + "/l", "get_mime", "no", "get_checksum", "no"));
        assertTrue(link.islnk());
        assertEquals("f", link.lnkTarget());
        assertEquals(file.toRealPath().toString(), link.lnkSource());
        assertNull(link.mimetype());
        assertTrue(stat(shell, Map.of("path", dir + "/l", "follow", "yes")).isreg());
        assertFalse(stat(shell, Map.of("path", dir + "/none")).exists());
        assertTrue(stat(shell, Map.of("path", "/dev/null")).ischr());
        assertEquals(259L, stat(shell, Map.of("path", "/dev/null")).deviceType());
        assertTrue(stat(shell, Map.of("path", "~")).isdir());
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void statSeesWhatACheckForetells(ShellRun shell) throws IOException {
        LocalHost host = host(shell);
        Files.createFile(dir.resolve("f"));
        Files.createSymbolicLink(dir.resolve("l"), Path.of("f"));
        host.check("copy", Map.of("content", "x", "dest", dir + "/f", "mode", "0600"));
        Stat.Facts facts = ((Stat.Result) host.check("stat", Map.of("path", dir + "/f")).result()).stat();
        assertEquals("0600", facts.mode());
        assertEquals("11f6ad8ec52a2984abaafd7c3b516503785c2072", facts.checksum());
        Map<String, ?> link = Map.of("path", dir + "/l", "follow", "yes");
        assertEquals("0600", ((Stat.Result) host.check("stat", link).result()).stat().mode());
        host.check("file", Map.of("path", dir.toString(), "state", "absent"));
        assertFalse(((Stat.Result) host.check("stat", Map.of("path", dir + "/f")).result()).stat().exists());
    }

    @Test
    void attributesAreAskedForUnlessTold() {
        Case call = Case.of("stat").with("path", "/f").with("get_mime", false).with("get_checksum", false);
        StatRead asked = new StatRead("/f", false, null, false, true);
        var facts = new StatRead.Facts(FileState.predicted(FileState.Kind.FILE, 0644), java.util.List.of(), null, "rw", null, "7 ----i-- /f");
        Plan.InSync plan = (Plan.InSync) call.given(asked, Answer.known(facts)).plan();
        assertEquals(java.util.List.of("immutable"), ((Stat.Result) plan.result()).stat().attributes());
        assertEquals(java.util.List.of(new StatRead("/f", false, null, false, false)), call.with("get_attributes", false).reads().all());
    }

    @Test
    void whatComesIsComparedUnlessTold() {
        FileRead read = FileRead.withChecksum("/f").following();
        FileState changed = FileState.predicted(FileState.Kind.FILE, 0644).withContent(Content.of("x")).withSha1("another");
        assertEquals("checksum mismatch: /f changed while it was fetched",
                Task.of("fetch", "src", "/f", "dest", here.toString()).control(new TestControl(here)).known(read, changed).failure());
        Task.of("fetch", "src", "/f", "dest", here.toString(), "validate_checksum", false).control(new TestControl(here)).known(read, changed).change();
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void slurp(ShellRun shell) throws IOException {
        byte[] bytes = {0, 10, -1, 39, 0};
        Files.write(dir.resolve("f"), bytes);
        Slurp.Result result = (Slurp.Result) host(shell).run("slurp", Map.of("src", dir + "/f")).result();
        assertEquals(Base64.getEncoder().encodeToString(bytes), result.content());
        assertEquals("base64", result.encoding());
        assertEquals("file not found: " + dir + "/no", host(shell).run("slurp", Map.of("src", dir + "/no")).message());
        assertTrue(host(shell).run("slurp", Map.of("path", dir.toString())).message().startsWith("source is a directory"));
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void fetch(ShellRun shell) throws IOException {
        byte[] bytes = new byte[40_000_000];
        new java.util.Random(1).nextBytes(bytes);
        Files.write(dir.resolve("f"), bytes);
        Map<String, ?> task = Map.of("src", dir + "/f", "dest", here + "/to");
        assertEquals("changed", host(shell).run("fetch", task).status());
        assertEquals(-1, Files.mismatch(dir.resolve("f"), Path.of(here + "/to/web1" + dir + "/f")));
        assertEquals("ok", host(shell).run("fetch", task).status());
        Map<String, ?> flat = Map.of("src", dir + "/f", "dest", here + "/flat/", "flat", "yes");
        assertEquals("changed", host(shell).run("fetch", flat).status());
        assertTrue(Files.exists(here.resolve("flat/f")));
        assertEquals("failed", host(shell).run("fetch", Map.of("src", dir + "/no", "dest", "x")).status());
        Map<String, ?> lenient = Map.of("src", dir + "/no", "dest", "x", "fail_on_missing", "no");
        assertEquals("ok", host(shell).run("fetch", lenient).status());
    }
}

package jplay.tasks.modules.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jplay.tasks.ShellRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** find, tempfile, assemble and ini_file. */
class MoreFilesTest {
    @TempDir
    Path dir;

    private LocalHost host(ShellRun shell) {
        return new LocalHost(shell, new TestControl(dir));
    }

    private List<String> find(ShellRun shell, Map<String, ?> task) {
        Map<String, Object> all = new HashMap<>(task);
        all.put("paths", dir.toString());
        Find.Result result = (Find.Result) host(shell).run("find", all).result();
        assertEquals(result.files().size(), result.matched());
        return result.files().stream().map(f -> f.get("path").toString().substring(dir.toString().length() + 1)).toList();
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void find(ShellRun shell) throws IOException {
        Files.createDirectories(dir.resolve("d/e"));
        Files.writeString(dir.resolve("a.log"), "one\ntwo\n");
        Files.writeString(dir.resolve("d/b.log"), "x".repeat(2000));
        Files.writeString(dir.resolve("d/e/c.txt"), "");
        Files.writeString(dir.resolve(".hidden"), "");
        Files.createSymbolicLink(dir.resolve("l"), Path.of("d"));
        Files.setLastModifiedTime(dir.resolve("a.log"), FileTime.fromMillis(0));
        assertEquals(List.of("a.log"), find(shell, Map.of()));
        assertEquals(List.of(".hidden", "a.log"), find(shell, Map.of("hidden", "yes")));
        assertEquals(List.of("a.log", "d/b.log"), find(shell, Map.of("recurse", "yes", "patterns", "*.log")));
        assertEquals(List.of("d/b.log"), find(shell, Map.of("recurse", "yes", "patterns", "*.log", "excludes", "a*")));
        assertEquals(List.of("d/e/c.txt"), find(shell, Map.of("recurse", "yes", "patterns", List.of("c\\.t.{2}$"), "use_regex", "yes")));
        assertEquals(List.of("d", "d/e"), find(shell, Map.of("recurse", "yes", "file_type", "directory")));
        assertEquals(List.of("l"), find(shell, Map.of("file_type", "link")));
        assertEquals(List.of("a.log", "d", "l"), find(shell, Map.of("file_type", "any")));
        assertEquals(List.of("a.log"), find(shell, Map.of("recurse", "yes", "age", "1w")));
        assertEquals(List.of("d/b.log", "d/e/c.txt"), find(shell, Map.of("recurse", "yes", "age", "-1d")));
        assertEquals(List.of(), find(shell, Map.of("recurse", "yes", "age", "1w", "age_stamp", "ctime")));
        assertEquals(List.of("d/b.log"), find(shell, Map.of("recurse", "yes", "size", "1k")));
        assertEquals(List.of("a.log", "d/b.log"), find(shell, Map.of("recurse", "yes", "depth", "2")));
        assertEquals(List.of("a.log"), find(shell, Map.of("recurse", "yes", "contains", "tw.$")));
        assertEquals(List.of(), find(shell, Map.of("recurse", "yes", "contains", "wo")));
        assertEquals(List.of("a.log"), find(shell, Map.of("contains", "one\\ntwo", "read_whole_file", "yes")));
        assertEquals(List.of("l/b.log"), find(shell, Map.of("recurse", "yes", "follow", "yes", "patterns", "b*")).stream().filter(f -> f.startsWith("l")).toList());
        Find.Result none = (Find.Result) host(shell).run("find", Map.of("paths", dir + "/none")).result();
        assertTrue(none.skippedPaths().get(dir + "/none").contains("is not a directory"));
        Find.Result summed = (Find.Result) host(shell).run("find", Map.of("paths", dir.toString(), "get_checksum", "yes")).result();
        assertEquals("814b2fc5ff47fcf8af95e9d40b2ab7c7bafc8dfc".length(), summed.files().get(0).get("checksum").toString().length());
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void tempfile(ShellRun shell) throws IOException {
        Map<String, ?> task = Map.of("path", dir.toString(), "suffix", ".x", "prefix", "p.");
        String path = ((TempFile.Result) host(shell).run("tempfile", task).result()).path();
        assertTrue(path.startsWith(dir + "/p.") && path.endsWith(".x"), path);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(path))));
        Map<String, ?> directory = Map.of("path", dir.toString(), "state", "directory");
        LocalHost host = host(shell);
        String foretold = ((TempFile.Result) host.check("tempfile", directory).result()).path();
        assertEquals("changed", host.check("copy", Map.of("content", "x", "dest", foretold + "/y")).status());
        Path made = Path.of(((TempFile.Result) host.run("tempfile", directory).result()).path());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void assemble(ShellRun shell) throws IOException {
        Files.createDirectories(dir.resolve("parts/sub"));
        Files.writeString(dir.resolve("parts/20"), "two");
        Files.writeString(dir.resolve("parts/10"), "one\n");
        Files.writeString(dir.resolve("parts/.30"), "three\n");
        for (String remote : List.of("yes", "no")) {
            String src = remote.equals("yes") ? dir + "/parts" : "parts";
            Map<String, ?> task = Map.of("src", src, "dest", dir + "/all" + remote, "remote_src", remote, "delimiter", "--\\n");
            assertEquals("changed", host(shell).run("assemble", task).status());
            assertEquals("three\n--\none\n--\ntwo", Files.readString(dir.resolve("all" + remote)));
            assertEquals("ok", host(shell).run("assemble", task).status());
            Map<String, ?> some = Map.of("src", src, "dest", dir + "/all" + remote, "remote_src", remote, "ignore_hidden", "yes", "regexp", "^1");
            assertEquals("changed", host(shell).run("assemble", some).status());
            assertEquals("one\n", Files.readString(dir.resolve("all" + remote)));
        }
    }

    static Stream<Arguments> inis() {
        return Stream.of(
                Arguments.of("", Map.of("section", "s", "option", "k", "value", "v"), "\n[s]\nk = v\n"),
                Arguments.of("[s]\nk=v\n", Map.of("section", "s", "option", "k", "value", "v", "no_extra_spaces", "yes"), "[s]\nk=v\n"),
                Arguments.of("[s]\n#k = old\n\n[t]\nk=1\n", Map.of("section", "s", "option", "k", "value", "v"), "[s]\nk = v\n\n[t]\nk=1\n"),
                Arguments.of("[s]\na = 1\n\n# c\n[t]\n", Map.of("section", "s", "option", "k", "value", "v"), "[s]\na = 1\nk = v\n\n# c\n[t]\n"),
                Arguments.of("x=1\n[s]\n", Map.of("option", "x", "value", "2"), "x = 2\n[s]\n"),
                Arguments.of("[s]\nk = 1\nk = 2\n", Map.of("section", "s", "option", "k", "value", "3"), "[s]\nk = 3\n"),
                Arguments.of("[s]\nk = 1\n", Map.of("section", "s", "option", "k", "values", List.of("1", "2"), "exclusive", "no"), "[s]\nk = 1\nk = 2\n"),
                Arguments.of("[s]\nk = 1\nk = 9\n", Map.of("section", "s", "option", "k", "values", List.of("2"), "exclusive", "no"), "[s]\nk = 1\nk = 9\nk = 2\n"),
                Arguments.of("[s]\nk = 1\nj = 2\n", Map.of("section", "s", "option", "k", "state", "absent"), "[s]\nj = 2\n"),
                Arguments.of("a\n[s]\nk = 1\n[t]\n", Map.of("section", "s", "state", "absent"), "a\n[t]\n"),
                Arguments.of("[s]\n", Map.of("section", "s", "option", "skip", "allow_no_value", "yes"), "[s]\nskip\n"));
    }

    @ParameterizedTest
    @MethodSource("inis")
    void iniFile(String before, Map<String, ?> task, String after) throws IOException {
        Path file = Files.writeString(dir.resolve("f"), before);
        Map<String, Object> all = new HashMap<>(task);
        all.put("path", file.toString());
        assertEquals(before.equals(after) ? "ok" : "changed", host(ShellRun.DASH).run("community.general.ini_file", all).status());
        assertEquals(after, Files.readString(file));
        assertEquals("ok", host(ShellRun.DASH).run("ini_file", all).status());
    }

    @Test
    void failures() {
        assertTrue(host(ShellRun.DASH).run("find", Map.of("paths", "/tmp", "age", "1y")).message().startsWith("failed to process age"));
        assertTrue(host(ShellRun.DASH).run("assemble", Map.of("src", dir + "/no", "dest", "/x")).message().contains("is not a directory"));
    }
}

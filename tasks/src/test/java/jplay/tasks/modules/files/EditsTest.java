package jplay.tasks.modules.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import jplay.tasks.ShellRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** lineinfile, blockinfile and replace: the file before, the task, the file after. */
class EditsTest {
    @TempDir
    Path dir;

    private LocalHost.Outcome run(String module, Map<String, String> task) {
        Map<String, String> all = new HashMap<>(task);
        all.putIfAbsent("path", dir.resolve("f").toString());
        return new LocalHost(ShellRun.DASH, new TestControl(dir)).run(module, all);
    }

    private void edit(String module, String before, Map<String, String> task, String after) throws IOException {
        Path file = Files.writeString(dir.resolve("f"), before, StandardCharsets.ISO_8859_1);
        assertEquals(before.equals(after) ? "ok" : "changed", run(module, task).status());
        assertEquals(after, Files.readString(file, StandardCharsets.ISO_8859_1));
        assertEquals("ok", run(module, task).status(), "the second time");
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("a\nb\n", Map.of("line", "c"), "a\nb\nc\n"),
                Arguments.of("a\nb", Map.of("line", "c"), "a\nb\nc\n"),
                Arguments.of("a\nb\n", Map.of("line", "b"), "a\nb\n"),
                Arguments.of("a\r\nb\r\n", Map.of("line", "b"), "a\r\nb\n"),
                Arguments.of("\u00e9\u00ff\n", Map.of("line", "c"), "\u00e9\u00ff\nc\n"),
                Arguments.of("", Map.of("line", "c"), "c\n"),
                Arguments.of("x=1\nx=2\ny\n", Map.of("regexp", "^x=", "line", "x=3"), "x=1\nx=3\ny\n"),
                Arguments.of("x=1\nx=2\n", Map.of("regexp", "^x=", "line", "x=3", "firstmatch", "yes"), "x=3\nx=2\n"),
                Arguments.of("x=1\n", Map.of("search_string", "x=", "line", "x=3"), "x=3\n"),
                Arguments.of("a\nb\nc\n", Map.of("insertafter", "^a", "line", "z"), "a\nz\nb\nc\n"),
                Arguments.of("a\nb", Map.of("insertafter", "^b", "line", "z"), "a\nb\nz\n"),
                Arguments.of("a\na2\nb\n", Map.of("insertafter", "^a", "line", "z", "firstmatch", "yes"), "a\nz\na2\nb\n"),
                Arguments.of("a\nb\n", Map.of("insertbefore", "^b", "line", "z"), "a\nz\nb\n"),
                Arguments.of("a\nb\n", Map.of("insertbefore", "BOF", "line", "z"), "z\na\nb\n"),
                Arguments.of("a\n", Map.of("insertafter", "^none", "line", "z"), "a\nz\n"),
                Arguments.of("-Xms64m\n", Map.of("regexp", "^(.*)Xms(\\d+)m(.*)$", "line", "\\1Xms${x}m\\3", "backrefs", "yes"), "-Xms${x}m\n"),
                Arguments.of("a\n", Map.of("regexp", "^(b)", "line", "\\1", "backrefs", "yes"), "a\n"),
                Arguments.of("k: v\n", Map.of("regexp", "^(?P<my_k>k):", "line", "\\g<my_k>: w", "backrefs", "yes"), "k: w\n"),
                Arguments.of("a\nb\na\n", Map.of("state", "absent", "line", "a"), "b\n"),
                Arguments.of("a1\nb\n", Map.of("state", "absent", "regexp", "^a\\d$"), "b\n"),
                Arguments.of("a1\nb\n", Map.of("state", "absent", "search_string", "1"), "b\n"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void lineinfile(String before, Map<String, String> task, String after) throws IOException {
        edit("lineinfile", before, task, after);
    }

    static Stream<Arguments> blocks() {
        String block = "# BEGIN ANSIBLE MANAGED BLOCK\nx\ny\n# END ANSIBLE MANAGED BLOCK\n";
        return Stream.of(
                Arguments.of("a\n", Map.of("block", "x\ny"), "a\n" + block),
                Arguments.of("a", Map.of("block", "x\ny\n"), "a\n" + block),
                Arguments.of(block.replace("y", "old") + "b\n", Map.of("block", "x\ny"), block + "b\n"),
                Arguments.of("a\n" + block + "b\n", Map.of("state", "absent"), "a\nb\n"),
                Arguments.of("a\n" + block + "b\n", Map.of("block", ""), "a\nb\n"),
                Arguments.of("a\nb\n", Map.of("block", "x\ny", "insertafter", "^a"), "a\n" + block + "b\n"),
                Arguments.of("a\nb\n", Map.of("block", "x\ny", "insertbefore", "^b"), "a\n" + block + "b\n"),
                Arguments.of("a\n", Map.of("block", "x\ny", "insertbefore", "BOF"), block + "a\n"),
                Arguments.of("a\nb\n", Map.of("block", "x", "insertbefore", "^b", "append_newline", "yes", "prepend_newline", "yes", "marker", "{mark}", "marker_begin", "<", "marker_end", ">"), "a\n\n<\nx\n>\n\nb\n"));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void blockinfile(String before, Map<String, String> task, String after) throws IOException {
        edit("blockinfile", before, task, after);
    }

    static Stream<Arguments> replacements() {
        return Stream.of(
                Arguments.of("a.old b\nold\n", Map.of("regexp", "old$", "replace", "new"), "a.old b\nnew\n"),
                Arguments.of("a1\nb2\n", Map.of("regexp", "^([a-z])(\\d)", "replace", "\\2"), "1\n2\n"),
                Arguments.of("a1\n", Map.of("regexp", "\\d"), "a\n"),
                Arguments.of("x\n[s]\nx\n[t]\nx\n", Map.of("regexp", "x", "replace", "y", "after", "\\[s\\]", "before", "\\[t\\]"), "x\n[s]\ny\n[t]\nx\n"),
                Arguments.of("x\n[s]\nx\n", Map.of("regexp", "x", "replace", "y", "before", "\\[s\\]"), "y\n[s]\nx\n"),
                Arguments.of("x\n", Map.of("regexp", "x", "replace", "y", "after", "none"), "x\n"),
                Arguments.of("x\u00e9\n", Map.of("regexp", "\u00e9", "replace", "e", "encoding", "latin-1"), "xe\n"));
    }

    @ParameterizedTest
    @MethodSource("replacements")
    void replace(String before, Map<String, String> task, String after) throws IOException {
        edit("replace", before, task, after);
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void throughALinkWithABackup(ShellRun shell) throws IOException {
        Files.writeString(dir.resolve("real"), "a\n");
        Files.createSymbolicLink(dir.resolve("l"), Path.of("real"));
        LocalHost host = new LocalHost(shell, new TestControl(dir));
        Map<String, ?> task = Map.of("path", dir + "/l", "line", "b", "backup", "yes", "mode", "0600");
        assertEquals("changed", host.check("lineinfile", task).status());
        assertEquals("ok", host.check("lineinfile", task).status());
        LocalHost.Outcome outcome = host.run("lineinfile", task);
        LineInFile.Result result = (LineInFile.Result) outcome.result();
        assertEquals("line added and ownership, perms or SE linux context changed", result.msg());
        assertEquals("a\n", Files.readString(Path.of(result.backup())));
        assertTrue(Files.isSymbolicLink(dir.resolve("l")));
        assertEquals("a\nb\n", Files.readString(dir.resolve("real")));
        assertEquals("ok", host.run("lineinfile", task).status());
    }

    @Test
    void noFile() throws IOException {
        String no = dir + "/no/f";
        assertEquals("failed", run("lineinfile", Map.of("path", no, "line", "x")).status());
        assertEquals("changed", run("lineinfile", Map.of("path", no, "line", "x", "create", "yes")).status());
        assertEquals("x\n", Files.readString(Path.of(no)));
        assertEquals("ok", run("lineinfile", Map.of("path", no + "2", "line", "x", "state", "absent")).status());
        assertEquals("failed", run("blockinfile", Map.of("path", no + "3", "block", "x")).status());
        assertEquals("changed", run("blockinfile", Map.of("path", no + "3", "block", "x", "create", "yes")).status());
        assertTrue(run("replace", Map.of("path", no + "4", "regexp", "x")).message().contains("does not exist"));
        assertTrue(run("replace", Map.of("path", dir.toString(), "regexp", "x")).message().contains("is a directory"));
        assertTrue(run("lineinfile", Map.of("path", no, "regexp", "(", "line", "x")).message().startsWith("regexp: '(' is no"));
        assertTrue(run("lineinfile", Map.of("path", no, "regexp", "x")).message().startsWith("line is required"));
    }
}

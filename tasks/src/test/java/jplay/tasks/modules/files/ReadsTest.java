package jplay.tasks.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import jplay.tasks.ShellRun;
import jplay.tasks.contract.Answer;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.FilesRead;
import jplay.tasks.read.MissingRead;
import jplay.tasks.read.PathRead;
import jplay.tasks.read.TreeRead;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadsTest {
    private static final String X = "11f6ad8ec52a2984abaafd7c3b516503785c2072";

    @TempDir
    Path dir;

    private String at(String name) {
        return dir.resolve(name).toString();
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void file(ShellRun shell) throws IOException {
        Files.writeString(dir.resolve("-a 'b'"), "x");
        Files.createSymbolicLink(dir.resolve("l"), Path.of("-a 'b'"));
        Files.createSymbolicLink(dir.resolve("nowhere"), Path.of("gone"));
        FileState file = shell.ask(FileRead.withContent(at("-a 'b'"))).get();
        assertEquals(X, file.sha1());
        assertEquals("x", file.content().text());
        assertEquals(1, file.size());
        FileState link = shell.ask(FileRead.withChecksum(at("l"))).get();
        assertEquals("-a 'b'", link.target());
        assertNull(link.sha1());
        assertEquals(X, shell.ask(FileRead.withChecksum(at("l")).following()).get().sha1());
        assertTrue(shell.ask(FileRead.of(at("nowhere")).following()).isAbsent());
        assertTrue(shell.ask(FileRead.of(at("none"))).isAbsent());
        assertNull(shell.ask(FileRead.compared(at("-a 'b'"), X)).get().content());
        assertEquals("x", shell.ask(FileRead.compared(at("-a 'b'"), "other")).get().content().text());
        assertEquals(0, shell.ask(FileRead.compared(Files.createFile(dir.resolve("empty")).toString(), X)).get().content().size());
    }

    /** Large ones are read by another program, where there is one, alone or among others. */
    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void largeFile(ShellRun shell) throws IOException, NoSuchAlgorithmException {
        byte[] content = "large\n".repeat(1_000_000).getBytes(UTF_8);
        Files.write(dir.resolve("large"), content);
        Files.writeString(dir.resolve("x"), "x");
        for (String digest : List.of("sha1", "sha256", "md5")) {
            String expected = HexFormat.of().formatHex(MessageDigest.getInstance(digest.replace("sha", "SHA-")).digest(content));
            FileRead read = new FileRead(at("large"), false, digest, false);
            assertEquals(expected, shell.ask(read).get().digests().get(digest));
            String both = " '" + at("large") + "' '" + at("x") + "'\n";
            assertEquals(expected, read.parse(shell.run("jp_stats" + both + "jp_sums " + digest + both + read.script())).get().digests().get(digest));
        }
        FileRead small = FileRead.withChecksum(at("x"));
        String three = " '" + at("large") + "' '" + at("x") + "' '" + Files.copy(dir.resolve("x"), dir.resolve("y")) + "'\n";
        assertEquals(X, small.parse(shell.run("jp_stats" + three + "jp_sums sha1" + three + small.script())).get().sha1());
        assertEquals(X, small.parse(shell.run("jp_sums sha1" + three + small.script())).get().sha1());
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void tree(ShellRun shell) throws IOException {
        Files.createDirectories(dir.resolve("t/sub"));
        Files.writeString(dir.resolve("t/sub/a b"), "x");
        Files.createSymbolicLink(dir.resolve("t/l"), Path.of("sub/a b"));
        Map<String, FileState> tree = shell.ask(new TreeRead(at("t"), "sha1")).get();
        assertEquals(List.of(at("t"), at("t/l"), at("t/sub"), at("t/sub/a b")), List.copyOf(tree.keySet()));
        assertEquals("sub/a b", tree.get(at("t/l")).target());
        assertEquals(X, tree.get(at("t/sub/a b")).sha1());
        Map<String, FileState> files = shell.ask(new FilesRead(List.of(at("t/l"), at("none"), at("t/sub/a b"), at("t")), true)).get();
        assertEquals(List.of(at("t"), at("t/l"), at("t/sub/a b")), List.copyOf(files.keySet()));
        assertEquals(X, files.get(at("t/sub/a b")).sha1());
        assertTrue(shell.ask(new TreeRead(at("none"), "sha1")).isAbsent());
        assertEquals(Map.of(), shell.ask(new FilesRead(List.of(at("none")), true)).get());
    }

    @ParameterizedTest
    @EnumSource(ShellRun.class)
    void paths(ShellRun shell) throws IOException {
        Files.createFile(dir.resolve("file"));
        assertEquals(List.of(), shell.ask(new MissingRead(dir.toString())).get());
        assertEquals(List.of(at("a/b"), at("a")), shell.ask(new MissingRead(at("a/b"))).get());
        assertEquals(List.of(at("file")), shell.ask(new MissingRead(at("file"))).get());
        String home = System.getenv("HOME");
        assertEquals(home + "/it's $x", shell.ask(new PathRead("~/it's $x")).get());
        assertEquals(home + "/a" + home, shell.ask(new PathRead("$HOME/a${HOME}")).get());
        assertEquals(Path.of("").toAbsolutePath() + "/rel", shell.ask(new PathRead("rel")).get());
        assertEquals(Answer.known("/root/x"), shell.ask(new PathRead("~root/x")));
    }
}

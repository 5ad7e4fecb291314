package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jplay.runner.vault.Vault;
import jplay.tasks.contract.Content;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --diff} shows of files that are there, in each form. */
class DiffTest {
    @TempDir Path directory;

    @BeforeEach
    void files() throws IOException {
        directory = directory.toRealPath();
        Files.writeString(directory.resolve("inventory"), "one ansible_connection=local dir=" + directory + "\n");
        Files.writeString(directory.resolve("text"), "first\nsecond\n");
        Files.setPosixFilePermissions(directory.resolve("text"), PosixFilePermissions.fromString("rw-------"));
        Files.write(directory.resolve("binary"), new byte[] {1, 0, 2});
        Files.write(directory.resolve("other"), new byte[] {1, 0, 3, 4});
        Files.writeString(directory.resolve("long"), IntStream.range(0, 900).mapToObj(i -> "old " + i + "\n").collect(Collectors.joining()));
        Files.writeString(directory.resolve("a.json"), "{\"a\": {\"b\": 1, \"c\": [1, 2]}, \"same\": true}\n");
        Files.writeString(directory.resolve("a.yml"), "a:\n  b: x\n");
        Files.writeString(directory.resolve("secret"), "user=me\ntoken=the-old-token\n");
        Files.writeString(directory.resolve("password"), "opens\n");
        Files.writeString(directory.resolve("vars.yml"),
                Vault.seal("token: the-new-token\n".getBytes(StandardCharsets.UTF_8), new Vault.Password("default", "opens".toCharArray()), null));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "content, mode | copy: {dest: '{{ dir }}/text', content: \"first\\nthird\\n\", mode: '0640'} | -second%n+third%n | -mode: '0600'%n+mode: '0640'",
        "mode alone    | file: {path: '{{ dir }}/text', mode: '0644'} | -mode: '0600'%n+mode: '0644' | ^^",
        "binary        | copy: {dest: '{{ dir }}/binary', src: '{{ dir }}/other'} "
                + "| -(3 bytes, sha1 SUM)%n+(4 bytes, sha1 | ^^",
        "long          | copy: {dest: '{{ dir }}/long', content: \"{% for i in range(900) %}new {{ i }}\\n{% endfor %}\"} | … 1301 more lines | ^^",
        "secret        | copy: {dest: '{{ dir }}/secret', content: \"user=you\\ntoken={{ token }}\\n\"} | -user=me%n+user=you%n token=******** | ^^",
        "secret alone  | copy: {dest: '{{ dir }}/secret', content: \"user=me\\ntoken={{ token }}\\n\"} | (only what is hidden differs) | ^^",
    })
    void onTheConsole(String name, String task, String expected, String also) throws IOException {
        String said = play(task, "--diff");
        for (String each : List.of(expected, also)) {
            String text = each.replace("%n", "\n");
            assertTrue(said.contains(text.replace("SUM", Content.of(directory.resolve("binary")).digest("SHA-1"))), said);
        }
        assertEquals(-1, said.indexOf("the-old-token"), said);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "a.json | {\"a\": {\"b\": 2, \"c\": [1]}, \"same\": true, \"new\": null} "
                + "| [{\"path\":\"a.b\",\"before\":1,\"after\":2},{\"path\":\"a.c[1]\",\"before\":2},{\"path\":\"new\",\"after\":null}]",
        "a.yml  | a: {b: y, c: [1]} | [{\"path\":\"a.b\",\"before\":\"x\",\"after\":\"y\"},{\"path\":\"a.c\",\"after\":[1]}]",
        "a.yml  | a: {b: '{{ token }}'} | [{\"path\":\"a.b\",\"before\":\"x\",\"after\":\"********\"}]",
    })
    void valuesForPrograms(String file, String content, String expected) throws IOException {
        Files.writeString(directory.resolve("template"), content + "\n");
        String task = "template: {dest: '{{ dir }}/" + file + "', src: '{{ dir }}/template'}";
        String said = play(task, "--diff", "--output", "jsonl");
        assertTrue(said.contains("\"values\":" + expected), said);
        play(task, "--diff", "--plan-out", "plan.json");
        String plan = Files.readString(directory.resolve("plan.json"));
        assertTrue(plan.replaceAll("\\s", "").contains("\"values\":" + expected.replace(" ", "")), plan);
    }

    @ParameterizedTest
    @CsvSource({"no_log: true", "diff: false"})
    void someShowNone(String keyword) throws IOException {
        String task = "copy: {dest: '{{ dir }}/text', content: not-for-all}\n      " + keyword;
        String said = play(task, "--diff", "--plan-out", "plan.json");
        assertTrue(said.contains("changed: [one]"), said);
        assertEquals(-1, said.indexOf("not-for-all"), said);
        String plan = Files.readString(directory.resolve("plan.json"));
        assertTrue(plan.contains("\"status\": \"changed\"") && !plan.contains("not-for-all") && !plan.contains("\"diff\""), plan);
    }

    private String play(String task, String... more) throws IOException {
        Files.writeString(directory.resolve("play.yml"), "- hosts: all\n  gather_facts: false\n  vars_files: [vars.yml]\n  tasks:\n    - " + task + "\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, false, 80, Map.of("HOME", directory.toString()));
        List<String> words = new ArrayList<>(List.of(directory.resolve("play.yml").toString(), "-i", directory.resolve("inventory").toString(),
                "--check", "--vault-password-file", directory.resolve("password").toString()));
        words.addAll(List.of(more));
        int exit = new Main(terminal, "jplay", directory, EngineBackend::new, Prompt.terminal()).run(words);
        String said = out.toString(StandardCharsets.UTF_8);
        assertEquals(0, exit, said);
        return said;
    }
}

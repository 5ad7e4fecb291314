package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckMemoryTest {
    private static final String BROKEN = "{[ nothing that reads it would accept {{ }} {% }\n#!\n";
    @TempDir Path directory;
    @TempDir Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> more = new ArrayList<>();
    private int checks;

    @BeforeEach
    void project() throws IOException {
        environment.put("HOME", home.toString());
        write("jplay.cfg", "[defaults]\nroles_path = " + directory.resolve("shared") + "\n");
        write("inventory/hosts", "[web]\nweb1\nweb2\n");
        write("inventory/more.yml", "db:\n  hosts:\n    db1:\n");
        write("inventory/group_vars/web.yml", "port: 80\n");
        write("inventory/group_vars/db/one.yml", "size: 1\n");
        write("inventory/host_vars/web1.yaml", "port: 81\n");
        write("group_vars/all.yml", "name: all\n");
        write("vars/extra.yml", "extra: 1\n");
        write("site.yml", """
                - import_playbook: second.yml
                - hosts: all
                  vars_files: [vars/extra.yml]
                  roles: [front, {role: back}]
                  tasks:
                    - import_tasks: tasks/more.yml
                    - include_tasks: tasks/later.yml
                    - template: {src: motd.j2, dest: /etc/motd}
                    - debug: {msg: "{{ port }} {{ name }} {{ extra }} {{ depth }} {{ kept }} {{ undefined_here }}"}
                """);
        write("second.yml", "- hosts: web\n  tasks:\n    - ping:\n");
        write("tasks/more.yml", "- ping:\n");
        write("tasks/later.yml", "- ping:\n");
        write("templates/motd.j2", "{% include 'part.j2' %}\n");
        write("templates/part.j2", "hello {{ name }}\n");
        write("roles/front/tasks/main.yml", "- import_tasks: inner.yml\n- template: {src: a.mustache, dest: /tmp/a}\n");
        write("roles/front/tasks/inner.yml", "- ping:\n");
        write("roles/front/defaults/main/a.yml", "depth: 1\n");
        write("roles/front/templates/a.mustache", "{{> b}} {{depth}}\n");
        write("roles/front/templates/b.mustache", "{{depth}}\n");
        write("roles/front/meta/main.yml", "dependencies: [deep]\n");
        write("shared/deep/vars/main.yml", "kept: 2\n");
        write("shared/deep/handlers/main.yml", "- name: Tell\n  ping:\n");
        write("roles/back/tasks/main.yaml", "- ping:\n");
        write("limit", "web1\n");
    }

    @Test
    void saysTheSameWithoutCheckingAgain() throws IOException {
        String first = check();
        assertTrue(first.contains("playbook: ") && first.contains("nothing defines 'undefined_here'"), first);
        assertEquals(1, checks);
        assertEquals(first, check());
        assertEquals(1, checks, "it was known");
    }

    @Test
    void noticesWhateverChanges() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertEquals(24, files.size());
        for (Path file : files) {
            String text = Files.readString(file);
            isNoticed(file, () -> Files.writeString(file, BROKEN), () -> Files.writeString(file, text));
            isNoticed(file, () -> Files.delete(file), () -> Files.writeString(file, text));
        }
    }

    @Test
    void noticesWhatWasNotThere() throws IOException {
        for (String name : List.of("inventory/zz.yml", "inventory/group_vars/all.yml", "inventory/group_vars/db/two.yml", "group_vars/web.yml",
                "host_vars/web2.yml", "roles/front/vars/main.yml", "roles/front/defaults/main/b.yml", "roles/back/tasks/main.yml",
                "roles/back/meta/main.yml", "roles/deep/tasks/main.yml", "roles/front/templates/b", "roles/front/handlers/main.yml")) {
            Path file = directory.resolve(name);
            List<Path> made = new ArrayList<>();
            for (Path each = file; !Files.exists(each); each = each.getParent()) {
                made.add(each);
            }
            isNoticed(file, () -> write(name, BROKEN), () -> {
                for (Path each : made) {
                    Files.delete(each);
                }
            });
        }
    }

    @Test
    void keepsNothingThatFailed() throws IOException {
        write("tasks/more.yml", "- pong:\n");
        check();
        check();
        assertEquals(2, checks);
    }

    @Test
    void keepsNothingThatAskedElsewhere() throws IOException {
        write("tasks/more.yml", "- import_tasks: \"{{ lookup('env', 'NAME_OF_TASKS') | default('later.yml', true) }}\"\n");
        check();
        check();
        assertEquals(2, checks);
    }

    @Test
    void keepsNoTagsThatAskedElsewhere() throws IOException {
        write("tasks/more.yml", "- ping:\n  tags: \"{{ lookup('env', 'NAME_OF_TAG') | default('one', true) }}\"\n");
        more.add("--list-tags");
        check();
        check();
        assertEquals(2, checks);
    }

    @Test
    void keepsNothingOfFactsThatAreKeptThemselves() throws IOException {
        environment.put("ANSIBLE_CACHE_PLUGIN", "jsonfile");
        environment.put("ANSIBLE_CACHE_PLUGIN_CONNECTION", directory.resolve("facts").toString());
        check();
        check();
        assertEquals(2, checks);
    }

    @Test
    void keepsNothingOfModulesInALibrary() throws IOException {
        write("library/mine", "#!/bin/sh\n");
        check();
        check();
        assertEquals(2, checks);
    }

    @Test
    void aDamagedMemoryIsNone() throws IOException {
        String first = check();
        Path kept;
        try (Stream<Path> all = Files.list(home.resolve(".cache/jplay/checks"))) {
            kept = all.findFirst().orElseThrow();
        }
        List<String> lines = Files.readAllLines(kept);
        for (int length = 0; length < lines.size(); length++) {
            Files.write(kept, lines.subList(0, length));
            assertEquals(first, check(), "after " + length + " lines");
            assertEquals(length + 2, checks);
        }
    }

    @Test
    void keepsNothingOfAVault() throws IOException {
        write("password", "secret");
        write("jplay.cfg", "[defaults]\nvault_password_file = password\nroles_path = " + directory.resolve("shared") + "\n");
        check();
        check();
        assertEquals(2, checks);
    }

    @Test
    void trustsNoFileThatWasJustWritten() throws IOException {
        run(Duration.ofHours(1));
        run(Duration.ofHours(1));
        assertEquals(2, checks);
    }

    @Test
    void anotherSettingIsAnotherCheck() throws IOException {
        check();
        environment.put("ANSIBLE_ROLES_PATH", directory.resolve("none").toString());
        assertTrue(check().contains("deep"), "the role is not found there");
        assertEquals(2, checks);
    }

    @Test
    void noSecretIsWrittenDown() {
        Terminal terminal = new Terminal(System.out, System.err, false, 80, environment);
        for (List<String> line : List.of(
                List.of("site.yml", "--syntax-check", "-e", "password=x"), List.of("site.yml", "--syntax-check", "--extra-vars=password=x"),
                List.of("site.yml", "--syntax-check", "-epassword=x"), List.of("site.yml", "-e", "@file", "--check"))) {
            assertNull(CheckMemory.of(line, "jplay", directory, terminal), line.toString());
        }
        assertNotNull(CheckMemory.of(List.of("site.yml", "--syntax-check", "-e", "@file"), "jplay", directory, terminal));
    }

    private interface Change {
        void make() throws IOException;
    }

    /** After a change, what is said is what a check says that knows nothing. */
    private void isNoticed(Path file, Change change, Change back) throws IOException {
        String before = check();
        assertEquals(before, check());
        change.make();
        String after = check();
        String fresh = fresh();
        assertEquals(fresh, after, file.toString());
        back.make();
        assertEquals(before, check(), file.toString());
    }

    private String check() throws IOException {
        return run(Duration.ZERO);
    }

    private String fresh() throws IOException {
        environment.put("XDG_CACHE_HOME", Files.createTempDirectory(home, "fresh").toString());
        String said = check();
        environment.remove("XDG_CACHE_HOME");
        return said;
    }

    private String run(Duration coarse) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(to, to, false, 80, environment);
        List<String> line = new ArrayList<>(List.of(
                directory + "/site.yml", "-i", directory + "/inventory", "--syntax-check", "--limit", "@" + directory + "/limit"));
        line.addAll(more);
        @Nullable CheckMemory memory = CheckMemory.of(line, "jplay", directory, terminal, coarse);
        assertNotNull(memory);
        int exit = memory.run(terminal, both -> {
            checks++;
            return new Main(both, "jplay", directory, Main::backend, Prompt.terminal()).run(line);
        });
        return exit + "\n" + said.toString(StandardCharsets.UTF_8);
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import jplay.runner.vault.Vault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret of a run in anything that is left of it: output, reports, plan, cached facts, arguments of processes. */
class SecretsTest {
    private static final String TOKEN = "tok-3n-of-the-cl$ster";
    private static final String FILED = "value \"in\" a vaulted file & more";
    private static final String HIDDEN = "of-a-task-with-no-log";
    private static final String PASSWORD = "opens-the-vault";
    private static final List<String> SECRETS = List.of(TOKEN, FILED, HIDDEN, PASSWORD);

    private static final String PLAY = """
            - hosts: all
              vars_files: [secrets.yml]
              vars:
                token: !vault |
            @TOKEN@
                hidden: of-a-task-with-no-log
              tasks:
                - {name: Key, openssl_privatekey: {path: "{{ dir }}/key.pem", type: Ed25519, return_content: true}, register: key}
                - debug: {var: key}
                - openssh_keypair: {path: "{{ dir }}/id", type: ed25519}
                - {command: "cat {{ dir }}/key.pem {{ dir }}/id", register: cat}
                - {slurp: {src: "{{ dir }}/id"}, register: slurped, failed_when: false}
                - debug: {msg: "{{ cat.stdout | default('') }} {{ slurped.content | default('') }}"}
                - copy: {dest: "{{ dir }}/pass", content: "password={{ token }}\\nother=1\\n"}
                - copy: {dest: "{{ dir }}/token-only", content: "{{ token }}"}
                - template: {src: secret.j2, dest: "{{ dir }}/secret.yml"}
                - copy: {dest: "{{ dir }}/hidden", content: "{{ hidden }} {{ item }}"}
                  no_log: true
                  loop: ["{{ hidden }}"]
                - lineinfile: {path: "{{ dir }}/pass", line: "also={{ filed }}"}
                - blockinfile: {path: "{{ dir }}/pass", block: "{{ filed }}\\n{{ lookup('file', dir + '/../control.pem') }}"}
                - debug: {msg: "{{ item }} {{ item | to_json }} {{ {'a': [item]} | to_nice_yaml }} {{ item | b64encode }}"}
                  loop: ["{{ token }}", "{{ filed }}"]
                - {shell: "cat; echo $T >&2", args: {stdin: "{{ token }}"}, environment: {T: "{{ token }}"}, register: io}
                - debug: {var: io}
                - {fail: {msg: "not {{ token }}"}, ignore_errors: true}
                - {set_fact: {made: "x{{ token }}x"}}
                - debug: {var: "hostvars[inventory_hostname].made"}
                - {lineinfile: {path: /nowhere/at/all, line: "{{ token }}"}, ignore_errors: true}
            """;
    private static final String TEMPLATE = """
            apiVersion: v1
            kind: Secret
            data: {token: {{ token | b64encode }}}
            stringData: {filed: {{ filed | to_json }}, token: "{{ token }}"}
            ---
            kind: Config
            users: [{user: {client-key-data: {{ lookup('file', dir + '/../control.pem') | b64encode }}}}]
            """;

    @TempDir Path directory;
    private Path target;
    private final Set<String> arguments = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void files() throws IOException {
        directory = directory.toRealPath();
        target = Files.createDirectory(directory.resolve("target"));
        Vault.Password password = new Vault.Password("default", PASSWORD.toCharArray());
        Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        Files.writeString(directory.resolve("secrets.yml"),
                Vault.seal(("filed: '" + FILED + "'\n").getBytes(StandardCharsets.UTF_8), password, null));
        Files.writeString(directory.resolve("play.yml"), PLAY.replace("@TOKEN@\n",
                Vault.seal(TOKEN.getBytes(StandardCharsets.UTF_8), password, null).indent(6)));
        Files.createDirectory(directory.resolve("templates"));
        Files.writeString(directory.resolve("templates/secret.j2"), TEMPLATE);
        Files.writeString(directory.resolve("inventory"), "one ansible_connection=local dir=" + target + "\n");
        Files.writeString(directory.resolve("ansible.cfg"), "[defaults]\nfact_caching = jsonfile\nfact_caching_connection = " + directory.resolve("facts") + "\n");
        Files.writeString(directory.resolve("control.pem"), "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString("this is the control machine's own key and it is long enough to have lines".repeat(3).getBytes(StandardCharsets.UTF_8))
                + "\n-----END PRIVATE KEY-----\n");
    }

    private String jplay(int expected, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, false, 80, Map.of("HOME", directory.toString(), "PATH", System.getenv("PATH")));
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--vault-password-file", directory.resolve("password").toString()));
        int exit = new Main(terminal, "jplay", directory, EngineBackend::new, Prompt.terminal()).run(all);
        String said = out.toString(StandardCharsets.UTF_8);
        assertEquals(expected, exit, said);
        return said;
    }

    private String play(String... more) {
        List<String> words = new ArrayList<>(List.of(directory.resolve("play.yml").toString(), "-i", directory.resolve("inventory").toString()));
        words.addAll(List.of(more));
        return jplay(0, words.toArray(String[]::new));
    }

    /** Secrets, the lines of keys, and what base64 makes of them. */
    private Set<String> secrets() throws IOException {
        Set<String> all = new TreeSet<>(SECRETS);
        SECRETS.forEach(secret -> all.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))));
        for (Path key : List.of(target.resolve("key.pem"), target.resolve("id"), directory.resolve("control.pem"))) {
            if (Files.exists(key)) {
                String text = Files.readString(key);
                text.lines().filter(line -> line.length() > 16 && !line.startsWith("-----")).forEach(all::add);
                all.add(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)).substring(40));
            }
        }
        return all;
    }

    private void assertClean(String what, String text) throws IOException {
        assertTrue(text.length() > 200, () -> what + " is empty: " + text);
        for (String secret : secrets()) {
            int at = text.indexOf(secret);
            assertEquals(-1, at, () -> what + " has " + secret + ": " + text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 100)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"human", "jsonl"})
    void nothingIsLeftOfThem(String form) throws IOException, InterruptedException {
        String junit = directory.resolve("junit.xml").toString();
        assertClean("the check", play("--check", "--diff", "-vvv", "--output", form, "--plan-out", "plan.json"));
        assertClean("the plan", Files.readString(directory.resolve("plan.json")));
        assertTrue(Files.readString(directory.resolve("plan.json")).contains("\"key\": \"$ANSIBLE_VAULT"));
        Thread watching = watch();
        String applied = jplay(0, "apply", "plan.json", "--diff", "-vvv", "--output", form, "--junit", junit);
        watching.interrupt();
        watching.join();
        assertClean("applying", applied);
        assertEquals(TOKEN, Files.readString(target.resolve("token-only")));
        assertTrue(Files.readString(target.resolve("secret.yml")).contains(Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8))));
        assertClean("JUnit's report", Files.readString(Path.of(junit)));
        Files.writeString(target.resolve("pass"), "password=" + TOKEN + "\nother=2\n");
        assertClean("drift", jplay(2, "drift", directory.resolve("play.yml").toString(), "-i", directory.resolve("inventory").toString(), "--output", form));
        assertClean("the run", play("--diff", "-vvv", "--output", form, "--junit", junit));
        assertClean("JUnit's report of the run", Files.readString(Path.of(junit)));
        for (Path facts : files(directory.resolve("facts"))) {
            assertClean("the cache of facts", Files.readString(facts));
        }
        assertTrue(arguments.size() > 10, arguments::toString);
        assertClean("processes", String.join("\n", arguments));
    }

    /** A secret that has been changed: the old one is in the file, and in no vault any more. */
    @Test
    void theOldOneIsHiddenToo() throws IOException {
        Files.writeString(target.resolve("pass"), "password=the-one-before\nother=1\n");
        Files.writeString(target.resolve("token-only"), "the-one-before");
        for (String form : List.of("human", "jsonl")) {
            String said = play("--check", "--diff", "--output", form, "--plan-out", "plan.json");
            assertTrue(said.contains("********"), said);
            assertEquals(-1, said.indexOf("the-one-before"), said);
            assertEquals(-1, Files.readString(directory.resolve("plan.json")).indexOf("the-one-before"));
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertTrue(!files.isEmpty(), root::toString);
            return files;
        }
    }

    /** Looks at the arguments of all processes, again and again, until it is interrupted. */
    private Thread watch() {
        return Thread.ofPlatform().daemon().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                sample();
            }
        });
    }

    private void sample() {
        String self = Long.toString(ProcessHandle.current().pid());
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
                if (!process.endsWith(self)) {
                    try {
                        arguments.add(new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8).replace('\0', ' '));
                    } catch (NoSuchFileException e) {
                        // It has ended.
                    }
                }
            }
        } catch (IOException e) {
            // Likewise: it ended while it was read.
        }
    }
}

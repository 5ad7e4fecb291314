package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jplay.runner.connection.Secret;
import jplay.runner.event.Redactor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each action, and the same files under the real {@code ansible-vault} where there is one. */
class VaultCommandTest {
    private static final Path ANSIBLE = Path.of("/usr/bin/ansible-vault");
    @TempDir Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private String input = "";

    @BeforeEach
    void passwords() throws IOException {
        directory = directory.toRealPath();
        environment.put("HOME", directory.toString());
        environment.put("TMPDIR", directory.toString());
        Files.writeString(directory.resolve("one"), "pass word\n");
        Files.writeString(directory.resolve("two"), "Größe\n");
    }

    private int jplay(String... arguments) {
        PrintStream shown = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(shown, new PrintStream(err, true, StandardCharsets.UTF_8), false, 80, environment);
        Prompt prompt = new Prompt() {
            @Override
            public Secret secret(String question) {
                return Secret.of(answers.remove());
            }

            @Override
            public String line(String question) {
                return answers.remove();
            }
        };
        VaultCommand command = new VaultCommand(terminal, directory, prompt, new Redactor(), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        out.reset();
        err.reset();
        return command.run(Parser.parse(Command.VAULT, Arrays.asList(arguments)));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private String header(Path file) throws IOException {
        return Files.readAllLines(file).get(0);
    }

    private String ansible(String... arguments) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(ANSIBLE), "needs ansible-vault");
        Process process = new ProcessBuilder(Stream.concat(Stream.of(ANSIBLE.toString()), Stream.of(arguments)).toList())
                .directory(directory.toFile()).redirectError(directory.resolve("errors").toFile()).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> {
            try {
                return Files.readString(directory.resolve("errors"));
            } catch (IOException e) {
                return e.toString();
            }
        });
        return printed;
    }

    @ParameterizedTest
    @CsvSource({"one, $ANSIBLE_VAULT;1.1;AES256", "prod@two, $ANSIBLE_VAULT;1.2;AES256;prod"})
    void bothProgramsReadWhatTheOtherWrote(String id, String header) throws Exception {
        String text = "a: \"Grüße {{ x }}\"\n" + "b: 1\n".repeat(300);
        Path ours = file("ours", text);
        Path theirs = file("theirs", text);
        assertEquals(0, jplay("encrypt", "--vault-id", id, "ours"));
        assertEquals(header, header(ours));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(ours)));
        assertEquals(text, ansible("view", "--vault-id", id, "ours"));
        ansible("encrypt", "--vault-id", id, "theirs");
        assertEquals(header, header(theirs));
        assertEquals(0, jplay("view", "--vault-id", id, "theirs"));
        assertEquals(text, said());
        assertEquals(0, jplay("rekey", "--vault-id", id, "--new-vault-id", "new@two", "theirs"));
        assertEquals(text, ansible("view", "--vault-id", "new@two", "theirs"));
    }

    @Test
    void anyBytesComeBack() throws IOException {
        byte[] bytes = new byte[512];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Path file = Files.write(directory.resolve("bytes"), bytes);
        jplay("encrypt", "--vault-id", "one", "bytes");
        assertEquals(0, jplay("decrypt", "--vault-id", "one", "bytes", "--output", "plain"));
        assertArrayEquals(bytes, Files.readAllBytes(directory.resolve("plain")));
        assertTrue(header(file).startsWith("$ANSIBLE_VAULT"));
        jplay("decrypt", "--vault-id", "one", "bytes");
        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void streams() {
        input = "secret";
        assertEquals(0, jplay("encrypt", "--vault-id", "one"));
        input = said();
        assertTrue(input.startsWith("$ANSIBLE_VAULT;1.1"), input);
        assertEquals(0, jplay("decrypt", "--vault-id", "one", "--output", "-"));
        assertEquals("secret", said());
    }

    /** The editor is a program that says where it edits and changes the text. */
    @Test
    void editingLeavesNothingBehind() throws IOException {
        Path editor = file("editor", "#!/bin/sh\nls -l \"$1\" >seen; stat -c %a \"${1%/*}\" >>seen; cp \"$1\" \"$1~\"; sed -i s/1/2/ \"$1\"\n"
                .replace("seen", directory.resolve("seen").toString()));
        editor.toFile().setExecutable(true);
        environment.put("EDITOR", "'" + editor + "'");
        Path file = file("vars.yml", "a: 1\n");
        jplay("encrypt", "--vault-id", "prod@one", "vars.yml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals(0, jplay("edit", "--vault-id", "other@two", "--vault-id", "prod@one", "vars.yml"), err::toString);
        String seen = Files.readString(directory.resolve("seen"));
        assertTrue(seen.startsWith("-rw-------") && seen.contains("/vars.yml\n700\n"), seen);
        assertEquals("$ANSIBLE_VAULT;1.2;AES256;prod", header(file));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        jplay("view", "--vault-id", "one", "vars.yml");
        assertEquals("a: 2\n", said());
        assertEquals(0, jplay("create", "--vault-id", "one", "new.yml"));
        jplay("view", "--vault-id", "one", "new.yml");
        assertEquals("", said());
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of("editor", "new.yml", "one", "seen", "two", "vars.yml"),
                    left.map(path -> String.valueOf(path.getFileName())).sorted().toList());
        }
    }

    @Test
    void anEditorThatFailsChangesNothing() throws IOException {
        environment.put("EDITOR", "false");
        Path file = file("vars.yml", "a: 1\n");
        jplay("encrypt", "--vault-id", "one", "vars.yml");
        String before = Files.readString(file);
        assertEquals(1, jplay("edit", "--vault-id", "one", "vars.yml"));
        assertEquals("ERROR! cannot edit " + file + ": the editor 'false' ended with exit code 1; nothing was changed\n",
                err.toString(StandardCharsets.UTF_8));
        assertEquals(before, Files.readString(file));
    }

    @Test
    void replacingASecretOverwritesIt() throws IOException {
        Path file = file("vars.yml", "a: 1\n");
        Path link = Files.createLink(directory.resolve("link"), file);
        jplay("encrypt", "--vault-id", "one", "vars.yml");
        // Another name of the file is the user's to keep.
        assertEquals("a: 1\n", Files.readString(link));
        Files.createSymbolicLink(directory.resolve("symbolic"), file);
        jplay("decrypt", "--vault-id", "one", "symbolic");
        assertTrue(Files.isSymbolicLink(directory.resolve("symbolic")));
        assertEquals("a: 1\n", Files.readString(file));
    }

    @Test
    void stringsForAFileOfVariables() throws Exception {
        input = "from stdin";
        assertEquals(0, jplay("encrypt_string", "--vault-id", "prod@one", "--stdin-name", "a", "-n", "b", "first", "second"));
        Path vars = file("vars.yml", said().replace("!vault", "!vault").replaceFirst("(?m)^!vault", "c: !vault"));
        assertEquals(3, said().split("\\$ANSIBLE_VAULT;1.2;AES256;prod\n", -1).length - 1, said());
        file("play.yml", "- hosts: localhost\n  gather_facts: false\n  vars_files: [vars.yml]\n  tasks: [{assert: {that: [a == 'from stdin', b == 'first', c == 'second']}}]\n");
        PrintStream sink = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = new Main(new Terminal(sink, sink, false, 80, environment), "jplay", directory, EngineBackend::new, Prompt.terminal())
                .run(List.of(directory.resolve("play.yml").toString(), "-i", "localhost,", "-c", "local", "--vault-password-file", directory.resolve("one").toString()));
        assertEquals(0, exit, () -> said() + vars);
    }

    @Test
    void aValueThatIsTyped() {
        answers.addAll(List.of("name", "value"));
        assertEquals(0, jplay("encrypt-string", "--vault-id", "one", "-p"));
        assertTrue(said().startsWith("name: !vault |\n          $ANSIBLE_VAULT;1.1;AES256\n"), said());
        assertFalse(said().contains("value"), said());
    }

    /** A new password is asked for twice; a program is asked for the id where its name says so. */
    @Test
    void wherePasswordsComeFrom() throws IOException {
        answers.addAll(List.of("typed", "mistyped", "", "typed", "typed"));
        file("vars.yml", "a: 1\n");
        assertEquals(0, jplay("encrypt", "vars.yml"));
        Path program = file("keys-client.sh", "#!/bin/sh\n[ \"$1 $2\" = '--vault-id dev' ] || exit 2\necho typed\n");
        program.toFile().setExecutable(true);
        assertEquals(0, jplay("view", "--vault-id", "other@keys-client.sh", "--vault-id", "dev@keys-client.sh", "vars.yml"), err::toString);
        assertEquals("a: 1\n", said());
        Path plain = file("keys", "#!/bin/sh\n[ $# = 0 ] && echo typed\n");
        plain.toFile().setExecutable(true);
        environment.put("ANSIBLE_VAULT_PASSWORD_FILE", plain.toString());
        assertEquals(0, jplay("view", "vars.yml"));
        environment.clear();
        environment.put("ANSIBLE_VAULT_IDENTITY_LIST", "dev@" + program + ", prod@" + directory.resolve("one"));
        environment.put("ANSIBLE_VAULT_ENCRYPT_IDENTITY", "prod");
        assertEquals(0, jplay("view", "vars.yml"));
        assertEquals(0, jplay("encrypt", "two"));
        assertEquals("$ANSIBLE_VAULT;1.2;AES256;prod", header(directory.resolve("two")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "view --vault-id two sealed     | @sealed:1:1: no vault password that was given opens this, or it was changed; help: tried: default",
        "view --vault-id dev@two prod   | @prod:1:1: this is encrypted with the vault id 'prod', of which no password was given; help: given: dev; add --vault-id prod@FILE",
        "view --vault-id one cut        | @cut:1:1: this vault is damaged: it is cut off or something else stands in it",
        "view --vault-id one one        | @one is not encrypted: it does not begin with $ANSIBLE_VAULT;",
        "encrypt --vault-id one sealed  | @sealed is encrypted already; help: jplay vault rekey changes its password",
        "view --vault-id one missing    | cannot read @missing: there is none",
        "create --vault-id one one      | @one exists already; help: jplay vault edit changes it, jplay vault encrypt encrypts it",
    })
    void whatIsWrongIsSaid(String line, String message) throws IOException {
        jplay("encrypt", "--vault-id", "one", file("sealed", "a").toString());
        jplay("encrypt", "--vault-id", "prod@one", file("prod", "a").toString());
        file("cut", Files.readString(directory.resolve("sealed")).substring(0, 200));
        assertEquals(1, jplay(line.split(" ")));
        String shown = err.toString(StandardCharsets.UTF_8).replaceAll("(?m)^ +\\d* \\|.*\n", "").replaceAll("\n +help: ", "; help: ");
        assertEquals("ERROR! " + message.replace("@sealed", directory + "/sealed").replace("@prod:", directory + "/prod:").replace("@cut", directory + "/cut")
                .replace("@one", directory + "/one").replace("@missing", directory + "/missing") + "\n", shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "veiw one                                        | there is no vault veiw; did you mean view?",
        "view                                            | which file?",
        "encrypt --vault-id a@one --vault-id b@two one   | there are passwords for a, b; say with --encrypt-vault-id which one is to encrypt",
        "encrypt --vault-id a@one --encrypt-vault-id c one | there is no password for the vault id 'c' to encrypt with; there are a",
        "view --new-vault-id x@two one                   | vault view takes no --new-vault-id",
        "decrypt --output - one two                      | --output goes with one file only",
    })
    void badCalls(String line, String message) {
        assertEquals(message, org.junit.jupiter.api.Assertions.assertThrows(UsageException.class, () -> jplay(line.split(" "))).getMessage());
    }
}

package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jplay.runner.connection.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    @TempDir Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static final Prompt NOBODY = new Prompt() {
        @Override
        public Secret secret(String question) {
            throw new UsageException("nobody to ask: " + question);
        }

        @Override
        public String line(String question) {
            throw new UsageException("nobody to ask: " + question);
        }
    };

    private int run(String... arguments) {
        Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), false, 80, Map.of("HOME", directory.toString()));
        return new Main(terminal, "jplay", directory, () -> {
            throw new IllegalStateException("boom");
        }, NOBODY).run(List.of(arguments));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "--chekc x.yml       | there is no option --chekc; did you mean --check? (see jplay --help)",
        "--skip x.yml        | there is no option --skip; did you mean --skip-tags? (see jplay --help)",
        "-Z x.yml            | there is no option -Z (see jplay --help)",
        "x.yml --forks       | option --forks needs a value: N (see jplay --help)",
        "x.yml --forks none  | --forks wants a whole number from 1, not 'none'",
        "x.yml -f 0          | --forks wants a whole number from 1, not '0'",
        "x.yml --output xml  | --output is human or jsonl, not 'xml'",
        "doc --jsn           | there is no option --jsn; did you mean --json? (see jplay doc --help)",
        "inventory --list --graph | --list, --graph and --host do not go together",
        "vars a b c          | there is one argument too many: 'c' (see jplay vars --help)",
        "adhoc               | which PATTERN? (see jplay adhoc --help)",
        "-K x.yml            | nobody to ask: BECOME password",
    })
    void badOptionsEndWithOneLineAndFive(String line, String message) {
        assertEquals(Exit.BAD_OPTIONS, run(line.split(" ")));
        assertEquals("jplay: " + message + "\n", err.toString(StandardCharsets.UTF_8));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void noPlaybook() {
        assertEquals(Exit.BAD_OPTIONS, run());
        assertEquals("jplay: which playbook? jplay PLAYBOOK… (see jplay --help)\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void helpListsTheCommands() {
        assertEquals(Exit.OK, run("--help"));
        String help = out.toString(StandardCharsets.UTF_8);
        assertTrue(help.contains("  jplay adhoc PATTERN") && help.contains("--syntax-check"), help);
    }

    @Test
    void unknownModulesAndPlaybooksAreProblemsWithANearName() throws IOException {
        assertEquals(Exit.PARSE_ERROR, run("doc", "no_such_thing"));
        Files.writeString(Files.createDirectory(directory.resolve("playbooks")).resolve("k8s.yml"), "[]");
        assertEquals(Exit.ERROR, run("k8.yml"));
        assertEquals("""
                ERROR! there is no module 'no_such_thing'
                  help: jplay doc lists all
                ERROR! there is no playbook k8.yml
                  help: did you mean k8s.yml?
                """, err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aMistakeOfJplaysOwnIsALineAndTheDetailsAreInAFile() throws IOException {
        Files.writeString(directory.resolve("x.yml"), "[]");
        assertEquals(Exit.UNEXPECTED, run("x.yml"));
        String line = err.toString(StandardCharsets.UTF_8);
        assertTrue(line.matches("jplay: unexpected error, this is a mistake in jplay: boom \\(details in .+\\.txt\\)\n"), line);
        Path details = Path.of(line.replaceAll("(?s).*details in (.+)\\)\n", "$1"));
        assertTrue(Files.readString(details).contains("java.lang.IllegalStateException: boom"));
        Files.delete(details);
    }

    @Test
    void aWrongConfigurationShowsItsLine() throws IOException {
        Files.writeString(directory.resolve("x.yml"), "[]");
        Path config = Files.writeString(directory.resolve("jplay.cfg"), "[defaults]\nforks = many\n");
        assertEquals(Exit.PARSE_ERROR, run("x.yml"));
        assertEquals("ERROR! " + config + ":2:1: forks wants a whole number, not 'many'\n  2 | forks = many\n    | ^\n",
                err.toString(StandardCharsets.UTF_8));
    }
}

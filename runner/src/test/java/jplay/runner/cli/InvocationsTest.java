package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.connection.Secret;
import jplay.runner.event.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvocationsTest {
    @TempDir Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final Redactor redactor = new Redactor();
    private final Prompt prompt = new Prompt() {
        @Override
        public Secret secret(String question) {
            return Secret.of("answer to " + question);
        }

        @Override
        public String line(String question) {
            return question;
        }
    };

    private Invocation make(String... flags) {
        environment.put("HOME", directory.resolve("home").toString());
        Parsed parsed = Parser.parse(Command.PLAY, Arrays.asList(flags));
        return new Invocations(parsed, Config.load(environment, directory), environment, directory, prompt, redactor).make();
    }

    private void config(String text) throws IOException {
        Files.writeString(directory.resolve("jplay.cfg"), text);
    }

    @Test
    void builtInDefaults() {
        Invocation made = make("x.yml");
        assertEquals(0, made.run().forks());
        assertEquals(10, made.run().timeout());
        assertTrue(made.run().hostKeyChecking());
        assertFalse(made.run().become());
        assertNull(made.run().remoteUser());
        assertEquals(List.of(), made.inventories());
        assertEquals("implicit", made.facts().gathering());
    }

    @Test
    void flagsAreStrongerThanTheEnvironmentAndThatThanTheFile() throws IOException {
        config("[defaults]\nforks = 3\nremote_user = file ; a comment\ntimeout=20\nhost_key_checking = no\n"
                + "[privilege_escalation]\nbecome: yes\nbecome_method = su\n");
        environment.put("ANSIBLE_REMOTE_USER", "ansible");
        environment.put("ANSIBLE_TIMEOUT", "30");
        environment.put("JPLAY_TIMEOUT", "40");
        Invocation made = make("x.yml", "-f", "7");
        assertEquals(7, made.run().forks());
        assertEquals("ansible", made.run().remoteUser());
        assertEquals(40, made.run().timeout());
        assertFalse(made.run().hostKeyChecking());
        assertTrue(made.run().become());
        assertEquals("su", made.run().becomeMethod());
        assertEquals("flag", make("x.yml", "-u", "flag").run().remoteUser());
    }

    @Test
    void pathsOfAFileAreRelativeToIt() throws IOException {
        Path etc = Files.createDirectory(directory.resolve("etc"));
        Files.writeString(etc.resolve("my.cfg"), "[defaults]\ninventory = hosts,more\nroles_path = roles:~/roles\nprivate_key_file = ~/.ssh/id\n");
        Files.writeString(etc.resolve("hosts"), "");
        environment.put("JPLAY_CONFIG", "etc/my.cfg");
        Invocation made = make("x.yml");
        assertEquals(List.of(etc.resolve("hosts").toString(), etc.resolve("more").toString()), made.inventories());
        assertEquals(List.of(etc.resolve("roles"), directory.resolve("home/roles")), made.rolesPath());
        assertEquals(directory.resolve("home/.ssh/id").toString(), made.run().privateKey());
    }

    @Test
    void inventoriesOfTheFlagsOfALabAndOfAList() throws IOException {
        Files.createDirectories(directory.resolve("inventory/lab"));
        assertEquals(List.of("inventory/lab"), make("x.yml").inventories());
        environment.put("JPLAY_INVENTORY", "a,b,");
        assertEquals(List.of("a,b,"), make("x.yml").inventories());
        assertEquals(List.of("one", "two,"), make("x.yml", "-i", "one", "--inventory=two,").inventories());
    }

    @Test
    void whatIsGivenOftenAddsUp() {
        Invocation made = make("x.yml", "-t", "a,b", "--tags", "c", "-e", "x=1", "-e", "@f", "-vv", "-v", "-l", "web", "-l", "!db", "-CD", "--list-tasks");
        assertEquals(List.of("a", "b", "c"), made.run().tags());
        assertEquals(List.of("x=1", "@f"), made.extraVars());
        assertEquals(3, made.run().verbosity());
        assertEquals("web,!db", made.run().limit());
        assertTrue(made.run().check() && made.run().diff());
        assertEquals(Set.of(Invocation.Show.TASKS), made.show());
    }

    @Test
    void passwordsAreAskedForAndNeverShown() throws IOException {
        Path file = Files.writeString(directory.resolve("vault.txt"), "from a file\n");
        Invocation made = make("x.yml", "-k", "-K", "--vault-password-file", file.toString(), "--vault-id", "prod@prompt");
        assertEquals(Secret.of("answer to SSH password"), made.run().connectionPassword());
        assertEquals(Secret.of("answer to BECOME password (empty: the SSH password)"), made.run().becomePassword());
        assertEquals(List.of(
                new Invocation.Vault("prod", Secret.of("answer to Vault password (prod)")),
                new Invocation.Vault("default", Secret.of("from a file"))), made.vaults());
        assertEquals("it is ********", redactor.redact("it is from a file"));
        assertFalse(made.toString().contains("answer"), made.toString());
    }

    @Test
    void unknownKeysOfJplaysOwnFileAreNamed() throws IOException {
        config("[defaults]\nfroks = 3\n");
        assertEquals("did you mean 'forks'?", Config.load(environment, directory).unknownKeys().get(0).help());
    }

    @Test
    void playbooksStandHereOrInPlaybooksOrAtHome() throws IOException {
        Path home = Files.createDirectories(directory.resolve("home/playbooks"));
        Files.createDirectories(directory.resolve("playbooks"));
        Files.writeString(directory.resolve("a.yml"), "");
        Files.writeString(directory.resolve("playbooks/a.yml"), "");
        Files.writeString(directory.resolve("playbooks/b.yml"), "");
        Files.writeString(home.resolve("b.yml"), "");
        Files.writeString(home.resolve("c.yml"), "");
        assertEquals(
                List.of(Path.of("a.yml"), Path.of("playbooks/b.yml"), home.resolve("c.yml"), Path.of("./playbooks/a.yml")),
                new PlaybookFinder(directory, home.getParent()).find(List.of("a.yml", "b.yml", "c.yml", "./playbooks/a.yml")));
    }
}

package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles from a repository, tarballs, a directory and a server that answers as Galaxy does. */
class RolesCommandTest {
    @TempDir Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void repository() throws Exception {
        directory = directory.toRealPath();
        Path git = Files.createDirectories(directory.resolve("ansible-role-web.git/tasks")).getParent();
        shell("git init -q -b main; git config user.email a@b; git config user.name a; echo '- debug: {msg: one}' >tasks/main.yml; "
                + "git add .; git commit -qm one; git tag v1; echo '- debug: {msg: two}' >tasks/main.yml; git commit -qam two", git);
        Path db = Files.createDirectories(directory.resolve("db/meta")).getParent();
        Files.createDirectories(db.resolve("tasks"));
        Files.writeString(db.resolve("meta/main.yml"), "dependencies:\n  - src: git+" + git + "\n    version: v1\n    name: web\n  - common\n");
        Files.writeString(db.resolve("tasks/main.yml"), "- debug: {msg: db}\n");
        shell("tar -czf db-1.tar.gz db", directory);
    }

    private static void shell(String script, Path in) throws Exception {
        Process process = new ProcessBuilder("sh", "-ec", script).directory(in.toFile()).inheritIO().start();
        assertEquals(0, process.waitFor());
    }

    private int jplay(String... arguments) {
        return jplay(Map.of("HOME", directory.toString()), arguments);
    }

    private int jplay(Map<String, String> environment, String... arguments) {
        out.reset();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new RolesCommand(new Terminal(stream, stream, false, 80, environment), directory)
                .run(Parser.parse(Command.ROLES, Arrays.asList(arguments)));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8).replace(directory.toString(), "DIR");
    }

    private String main(String role) throws IOException {
        return Files.readString(directory.resolve(".ansible/roles/" + role + "/tasks/main.yml"));
    }

    @Test
    void aRequirementsFile() throws IOException {
        Files.writeString(directory.resolve("requirements.yml"), """
                roles:
                  - src: ansible-role-web.git
                    scm: git
                    version: v1
                    name: web
                  - ./db-1.tar.gz,,data
                  - name: db
                """.replace("- name: db", "- src: ./db"));
        assertEquals(0, jplay("install", "-r", "requirements.yml"), this::said);
        assertEquals("- web (v1) was installed successfully\n- data was installed successfully\n- db was installed successfully\n", said());
        assertEquals("- debug: {msg: one}\n", main("web"));
        assertFalse(Files.exists(directory.resolve(".ansible/roles/web/.git")));
        assertEquals("- debug: {msg: db}\n", main("data"));
        jplay("list");
        assertEquals("# DIR/.ansible/roles\n- data, (unknown version)\n- db, (unknown version)\n- web, v1\n", said());
        assertEquals(0, jplay("remove", "web", "nothing"));
        assertEquals("- successfully removed web\n- nothing is not installed, skipping.\n", said());
        assertFalse(Files.exists(directory.resolve(".ansible/roles/web")));
    }

    @Test
    void whatIsThereStays() throws IOException {
        String web = "git+file://" + directory + "/ansible-role-web.git";
        assertEquals(0, jplay("install", web + ",v1,web"), this::said);
        jplay("install", web + ",v1,web");
        assertEquals("- web (v1) is already installed, skipping.\n", said());
        jplay("install", web + ",main,web");
        assertEquals("- web (v1) is already installed, use --force to change it to main\n", said());
        assertEquals(0, jplay("install", "--force", web + ",main,web"));
        assertEquals("- debug: {msg: two}\n", main("web"));
    }

    @Test
    void dependenciesComeToo() throws IOException {
        assertEquals(0, jplay("role", "install", "./db", "-p", directory.resolve("here").toString()));
        assertEquals("- db was installed successfully\n- web (v1) was installed successfully\n", said());
        assertTrue(Files.exists(directory.resolve("here/web/tasks/main.yml")));
        assertEquals(0, jplay("install", "--no-deps", "./db"));
        assertEquals("- db was installed successfully\n", said());
    }

    @Test
    void galaxy() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        byte[] tarball = Files.readAllBytes(directory.resolve("db-1.tar.gz"));
        String known = "{\"results\": [{\"github_user\": \"u\", \"github_repo\": \"r\", \"summary_fields\": {\"versions\": ["
                + "{\"name\": \"1.9.0\", \"download_url\": \"" + url + "/tar\"}, {\"name\": \"1.10.0\", \"download_url\": \"" + url + "/tar\"}]}}]}";
        server.createContext("/", exchange -> {
            String asked = exchange.getRequestURI().toString();
            byte[] body = asked.equals("/tar") ? tarball : asked.equals("/api/v1/roles/?owner__username=geer&name=db")
                    ? known.getBytes(StandardCharsets.UTF_8) : "{\"results\": []}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            Map<String, String> environment = Map.of("HOME", directory.toString(), "ANSIBLE_GALAXY_SERVER", url);
            assertEquals(0, jplay(environment, "install", "-n", "geer.db"), this::said);
            assertEquals("- geer.db (1.10.0) was installed successfully\n", said());
            assertEquals(0, jplay(environment, "install", "-nf", "geer.db,1.9.0"), this::said);
            assertEquals(1, jplay(environment, "install", "-nf", "geer.db,2.0", "geer.none"));
            assertEquals("ERROR! geer.db: 'geer.db' has no version '2.0'; there are 1.9.0, 1.10.0\n"
                    + "ERROR! geer.none: Galaxy (" + url + ") has no role 'geer.none'\n", said());
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "nowhere            | ERROR! nowhere: there is no directory DIR/nowhere; a role is named by a git repository, a tarball, a directory, or as NAMESPACE.NAME",
        "./none.tar.gz      | ERROR! none: there is no file DIR/none.tar.gz",
        "git+./ansible-role-web.git,v9 | ERROR! ansible-role-web: the repository has no tag, branch or commit 'v9'",
        "git+./nothing.git  | ERROR! nothing: git: fatal: repository 'DIR/nothing.git' does not exist",
    })
    void whatCannotBeHad(String what, String message) throws IOException {
        assertEquals(1, jplay("install", what));
        assertEquals(message + "\n", said());
        assertEquals(List.of(), Files.exists(directory.resolve(".ansible/roles"))
                ? Arrays.asList(directory.resolve(".ansible/roles").toFile().list()) : List.of());
        assertEquals(0, jplay("install", "-i", what));
    }
}

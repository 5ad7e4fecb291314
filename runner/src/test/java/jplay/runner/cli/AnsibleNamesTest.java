package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Called under the name of one of Ansible's programs, jplay prints as that one does. */
class AnsibleNamesTest {
    private static final String PLAY = """
            - name: One
              hosts: all
              gather_facts: false
              tasks:
                - name: cmd
                  command: echo hi
                - debug: {msg: "{{ item }}"}
                  loop: [1, b]
                - command: "false"
                  ignore_errors: true
                - command: /bin/false
                  loop: [x]
                  ignore_errors: true
                - debug: {msg: skipped}
                  when: false
                - assert: {that: 1 == 1}
                - assert: {that: 1 == 1, quiet: true}
                - assert: {that: item == 1}
                  loop: [1, 2]
                  ignore_errors: true
                - assert: {that: 1 == 2, quiet: true}
                  ignore_errors: true
                - command: "true"
                  when: item == 2
                  loop: [1, 2]
                  notify: h
                - command: "true"
                  delegate_to: localhost
                - block:
                    - fail: {msg: "no way"}
                  rescue:
                    - debug: {var: inventory_hostname}
              handlers:
                - name: h
                  debug: {msg: hh}
            - hosts: none
              tasks: []
            """;
    @TempDir Path directory;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(directory.resolve("hosts"), "a ansible_connection=local ansible_python_interpreter=/usr/bin/python3\n");
        Files.writeString(directory.resolve("play.yml"), PLAY);
    }

    private String jplay(String name, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        Terminal terminal = new Terminal(stream, nowhere, false, 80, Map.of("HOME", directory.toString(), "PATH", System.getenv("PATH")));
        List<String> all = Stream.of(arguments).map(each -> each.startsWith("@") ? directory.resolve(each.substring(1)).toString() : each).toList();
        int exit = new Main(terminal, name, directory, EngineBackend::new, Prompt.terminal()).run(all);
        return plain("exit " + exit + "\n" + out.toString(StandardCharsets.UTF_8));
    }

    private String ansible(String name, String... arguments) throws Exception {
        Path program = Path.of("/usr/bin", name);
        assumeTrue(Files.isExecutable(program), "needs " + name);
        List<String> all = Stream.concat(Stream.of(program.toString()), Stream.of(arguments)
                .map(each -> each.startsWith("@") ? directory.resolve(each.substring(1)).toString() : each)).toList();
        ProcessBuilder builder = new ProcessBuilder(all).directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("ANSIBLE_JINJA2_NATIVE", "1");
        builder.environment().put("HOME", directory.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return plain("exit " + process.waitFor() + "\n" + out);
    }

    private static String plain(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?", "TIME").replaceAll("\"\\d:\\d\\d:\\d\\d(\\.\\d+)?\"", "\"DELTA\"")
                .replaceAll("j\\d+\\.\\d+", "JOB");
    }

    /** A job in the background writes into the directory that is to be removed. */
    @AfterEach
    void jobsHaveEnded() {
        List<ProcessHandle> jobs;
        do {
            jobs = ProcessHandle.allProcesses().filter(job -> job.info().commandLine().orElse("").contains(directory.toString())).toList();
            jobs.forEach(job -> job.onExit().join());
        } while (!jobs.isEmpty());
    }

    @Test
    void plays() throws Exception {
        assertEquals(ansible("ansible-playbook", "-i", "@hosts", "@play.yml"), jplay("ansible-playbook", "-i", "@hosts", "@play.yml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-m ping", "-m ping -o", "-a uptime_that_is_not_there", "-m debug -a msg=x", "-m fail -a msg=x", "-a true -B 10 -P 0", "--list-hosts",
        "-m shell -a echo\u00a0x;echo\u00a0y\u00a0>&2;exit\u00a03", "-a echo\u00a0hi -o",
    })
    void tasks(String line) throws Exception {
        String[] arguments = ("all -i @hosts " + line).split(" ");
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = arguments[i].replace('\u00a0', ' ');
        }
        assertEquals(ansible("ansible", arguments), jplay("ansible", arguments));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--list", "--graph", "--host a", "--list -y"})
    void inventories(String line) throws Exception {
        String[] arguments = ("-i @hosts " + line).split(" ");
        assertEquals(ansible("ansible-inventory", arguments), jplay("ansible-inventory", arguments));
    }
}

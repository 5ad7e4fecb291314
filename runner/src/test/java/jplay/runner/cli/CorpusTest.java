package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jplay.runner.rehearse.Agreement;
import jplay.runner.rehearse.Hidden;
import jplay.runner.rehearse.HostListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small playbooks whose tasks work on what those before them made: a check foresees what the run does, and changes
 * nothing. {@code JPLAY_LAB} is the address of a host that is there for it, with the port behind a colon, and
 * {@code JPLAY_LAB_KEY} the private key of its root. {@code -Djplay.corpus=NAME,…} takes these alone.
 */
@Tag("root")
class CorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");
    /** Of all tasks, in percent. */
    private static final double MAYBES = 5;

    @TempDir static Path directory;
    private static CorpusHost host;
    private static List<String> touched;
    private static Map<String, Agreement> agreements;
    private static Map<String, String> said;

    @BeforeAll
    static void rehearse() throws IOException {
        assumeTrue(System.getenv("JPLAY_LAB") != null, "JPLAY_LAB names no host to run this on");
        host = new CorpusHost(System.getenv("JPLAY_LAB"), System.getenv("JPLAY_LAB_KEY"), CORPUS, directory);
        String reset = Files.readString(CORPUS.resolve("reset.sh"));
        host.shell(reset + Files.readString(CORPUS.resolve("prepare.sh")));
        HostListing before = host.listing();
        HostListing controlBefore = host.controlListing();
        Map<String, CorpusHost.Run> checks = new LinkedHashMap<>();
        for (Path playbook : playbooks()) {
            checks.put(name(playbook), host.play(playbook, "--check"));
        }
        HostListing between = host.listing();
        touched = new ArrayList<>(before.changes(between));
        touched.addAll(controlBefore.changes(host.controlListing()));
        Map<String, CorpusHost.Run> runs = new LinkedHashMap<>();
        for (Path playbook : playbooks()) {
            runs.put(name(playbook), host.play(playbook));
        }
        judge(checks, runs, between, host.listing());
        host.shell(reset);
    }

    private static void judge(Map<String, CorpusHost.Run> checks, Map<String, CorpusHost.Run> runs, HostListing before, HostListing after) {
        agreements = new TreeMap<>();
        said = new TreeMap<>();
        jplay.runner.rehearse.Outcomes all = new jplay.runner.rehearse.Outcomes();
        runs.forEach((name, run) -> {
            run.outcomes().all().forEach((key, outcome) -> {
                // A package may change whatever it likes.
                if (!outcome.action().equals("apt")) {
                    all.all().put(key, outcome);
                }
            });
            CorpusHost.Run check = checks.get(name);
            agreements.put(name, Agreement.of(check.outcomes(), run.outcomes(), List.of()));
            said.put(name, "exit codes " + check.exit() + " and " + run.exit() + "\n" + check.said() + "\n" + run.said());
            if (System.getProperty("jplay.corpus.show") != null) {
                System.out.println("===== " + name + "\n" + said.get(name) + agreements.get(name).text());
            }
            assertTrue(!run.outcomes().hosts().isEmpty(), () -> name + " does nothing: " + said.get(name));
        });
        agreements.put("what no task says", Agreement.of(all, all, Hidden.of(all, Map.of("host", before), Map.of("host", after))));
    }

    private static List<Path> playbooks() throws IOException {
        List<String> only = List.of(System.getProperty("jplay.corpus", "").split(","));
        try (Stream<Path> all = Files.list(CORPUS)) {
            return all.filter(file -> file.toString().endsWith(".yml")).filter(file -> only.contains("") || only.contains(name(file))).sorted().toList();
        }
    }

    private static String name(Path playbook) {
        return String.valueOf(playbook.getFileName()).replace(".yml", "");
    }

    @AfterAll
    static void close() {
        if (host != null) {
            host.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> aCheckForeseesWhatTheRunDoes() {
        return agreements.entrySet().stream().map(each -> dynamicTest(each.getKey(), () -> {
            Agreement agreement = each.getValue();
            String text = agreement.text() + said.getOrDefault(each.getKey(), "");
            assertEquals(List.of(), agreement.disagreements(), text);
            assertTrue(!said.containsKey(each.getKey()) || text.contains("exit codes 0 and 0"), text);
        }));
    }

    @TestFactory
    Stream<DynamicTest> allInAll() {
        int maybes = agreements.values().stream().mapToInt(Agreement::maybes).sum();
        int tasks = agreements.values().stream().mapToInt(Agreement::tasks).sum();
        return Stream.of(
                dynamicTest("the check changes nothing", () -> assertEquals(List.of(), touched)),
                dynamicTest("there are few maybes", () -> assertTrue(maybes * 100.0 / tasks <= MAYBES, maybes + " of " + tasks + " tasks")));
    }
}

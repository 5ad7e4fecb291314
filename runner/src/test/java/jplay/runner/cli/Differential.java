package jplay.runner.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory of playbooks that Ansible and jplay run, each in a root of its own that is laid over this machine's. The
 * file {@code runs} has a command line for each run, in order, in the same root.
 */
final class Differential {
    private static final Path TOPICS = Fixture.RESOURCES.resolve("differential");
    private static final Path HARNESS = Fixture.RESOURCES.resolve("differential-harness").toAbsolutePath();
    private static final Pattern PLAY = Pattern.compile("(?m)^(- |  )hosts:");
    private static final String DEFAULT = "playbook.yml -i inventory\n";
    private final Path topic;
    private final Path directory;

    Differential(String topic, Path directory) {
        this.topic = TOPICS.resolve(topic).toAbsolutePath();
        this.directory = directory;
    }

    static List<String> topics() throws IOException {
        try (Stream<Path> all = Files.list(TOPICS)) {
            return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }

    /** How many plays a topic has: what names its hosts. */
    static long plays(String topic) throws IOException {
        try (Stream<Path> all = Files.walk(TOPICS.resolve(topic))) {
            long plays = 0;
            for (Path file : all.filter(path -> path.toString().endsWith(".yml")).toList()) {
                plays += PLAY.matcher(Files.readString(file)).results().count();
            }
            return plays;
        }
    }

    String ansible() throws IOException, InterruptedException {
        return in("ansible", List.of("/usr/bin/python3", HARNESS.resolve("runs.py").toString(), runs().toString()));
    }

    String jplay() throws IOException, InterruptedException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return in("jplay", List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-cp", classes, DifferentialPlayer.class.getName(), "/play", runs().toString(), "/out"));
    }

    private Path runs() throws IOException {
        Path given = topic.resolve("runs");
        return Files.exists(given) ? given : Files.writeString(directory.resolve("runs"), DEFAULT);
    }

    private String in(String who, List<String> program) throws IOException, InterruptedException {
        Path out = Files.createDirectory(directory.resolve(who));
        List<String> words = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "--uts", "--ipc", "sh",
                HARNESS.resolve("root.sh").toString(), HARNESS.toString(), topic.toString(), out.toString()));
        words.addAll(program);
        Path log = out.resolve("log");
        int exit = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile())).start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException(who + " ended with " + exit + ": " + Files.readString(log));
        }
        return Transcript.of(out, DifferentialPlayer.runs(runs()));
    }

    /** Writes both transcripts into DIRECTORY/TOPIC, to be compared with diff; Ansible's are kept for the next time: DIRECTORY TOPIC…. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (String name : List.of(arguments).subList(1, arguments.length)) {
            Path directory = Files.createDirectories(Path.of(arguments[0]).resolve(name));
            Path kept = directory.resolve("ansible.txt");
            Differential differential = new Differential(name, directory);
            if (!Files.exists(kept)) {
                Files.writeString(kept, differential.ansible());
            }
            Files.writeString(directory.resolve("jplay.txt"), differential.jplay());
        }
    }
}

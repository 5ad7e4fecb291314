package jplay.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with JDKs and a Maven that are scripts, in a project that is three empty files. */
class LauncherTest {
    private static final List<String> TOOLS = List.of("cat", "cp", "find", "grep", "ls", "mkdir", "mv", "printf", "readlink", "rm", "rmdir",
            "sleep", "stty", "touch", "tr");
    private static final String FAKE_JAVA = """
            #!/bin/sh
            case "$*" in
            -version) echo 'openjdk version "VERSION" 2026-01-01' >&2 ;;
            *Training*) for a; do case $a in *:ArchiveClassesAtExit=* | *:AOTCacheOutput=*) echo archive >"${a#*=}" ;; esac; done ;;
            *Repack*) for a; do to=$a; done; echo jar >"$to" ;;
            *) printf '%s\\n' "java VERSION" "$@" ;;
            esac
            """;
    private static final String FAKE_MAVEN = """
            #!/bin/sh
            echo built >>"$BUILDS"
            if [ -n "$FAKE_FAILURE" ]; then echo "[ERROR] $FAKE_FAILURE"; exit 1; fi
            mkdir -p runner/target && echo jar >runner/target/jplay-all.jar
            """;

    @TempDir Path directory;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path home;

    private record Ended(int exit, String out, String err) {
        boolean ranWith(String argument) {
            return out.lines().anyMatch(argument::equals);
        }
    }

    @BeforeEach
    void project() throws IOException {
        home = Files.createDirectory(directory.resolve("project")).toRealPath();
        Files.copy(Path.of("../jplay"), home.resolve("jplay"));
        for (String file : List.of("pom.xml", "tasks/pom.xml", "runner/pom.xml", "tasks/src/main/A.java", "runner/src/main/B.java")) {
            write(home.resolve(file), "");
        }
        Path bin = Files.createDirectory(directory.resolve("bin"));
        for (String tool : TOOLS) {
            for (Path place : List.of(Path.of("/usr/bin"), Path.of("/bin"))) {
                if (Files.exists(place.resolve(tool))) {
                    program(bin.resolve(tool), "#!/bin/sh\nexec " + place.resolve(tool) + " \"$@\"\n");
                }
            }
        }
        program(bin.resolve("mvn"), FAKE_MAVEN);
        Files.createDirectory(directory.resolve("jvm"));
        environment.putAll(Map.of("PATH", bin.toString(), "HOME", directory.toString(), "JPLAY_JVM_DIR", directory.resolve("jvm").toString(),
                "BUILDS", directory.resolve("builds").toString()));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void program(Path file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path jdk(String where, String version) throws IOException {
        Path jdk = directory.resolve(where);
        program(jdk.resolve("bin/java"), FAKE_JAVA.replace("VERSION", version));
        program(jdk.resolve("bin/javac"), "");
        write(jdk.resolve("release"), "IMPLEMENTOR=\"Fake\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private ProcessBuilder command(Path launcher, String... arguments) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private Ended run(Path launcher, String... arguments) throws Exception {
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        Process process = command(launcher, arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the launcher hangs");
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Ended run(String... arguments) throws Exception {
        return run(home.resolve("jplay"), arguments);
    }

    private int builds() throws IOException {
        Path builds = directory.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    @Test
    void theNewestJdkRunsMainWithTheArgumentsAsTheyAre() throws Exception {
        jdk("jvm/fake-21", "21.0.4");
        jdk("jvm/fake-25", "25.0.1");
        jdk("jvm/fake-17", "17.0.2");
        Ended ended = run("a b", "", "-e", "x=*");
        assertEquals("java 25.0.1", ended.out().lines().findFirst().orElse(""));
        assertTrue(ended.out().endsWith("jplay.runner.cli.Main\na b\n\n-e\nx=*\n"), ended.out());
        assertTrue(ended.ranWith("-Djplay.home=" + home) && ended.ranWith("-Djplay.invoked.as=jplay"), ended.out());
        assertTrue(ended.ranWith("-XX:AOTCache=" + home + "/.jplay/fake-25-25.0.1.aot"), ended.out());
    }

    @Test
    void javaHomeComesFirstWhereItWillDo() throws Exception {
        jdk("jvm/fake-25", "25.0.1");
        environment.put("JAVA_HOME", jdk("own/fake-21", "21.0.4").toString());
        environment.put("JPLAY_JAVA_OPTS", "-Xmx1g -Da=b");
        Ended ended = run();
        assertEquals("java 21.0.4", ended.out().lines().findFirst().orElse(""));
        assertTrue(ended.ranWith("-XX:SharedArchiveFile=" + home + "/.jplay/fake-21-21.0.4.jsa"), ended.out());
        assertTrue(ended.out().indexOf("-Xmx1g") > ended.out().indexOf("-Xmx320m") && ended.ranWith("-Da=b"), ended.out());
        environment.put("JAVA_HOME", jdk("own/fake-11", "11.0.9").toString());
        assertEquals("java 25.0.1", run().out().lines().findFirst().orElse(""));
    }

    @Test
    void tooOldOrNoneIsALineThatSaysWhatWasFound() throws Exception {
        Ended none = run();
        assertEquals(1, none.exit());
        assertEquals("jplay: needs Java 21 or later, found none (JAVA_HOME, PATH, /usr/lib/jvm); install one: "
                + "apt install openjdk-21-jdk-headless, or Temurin from https://adoptium.net\n", none.err());
        Path old = jdk("jvm/fake-17", "17.0.2");
        Path older = jdk("jvm/fake-8", "1.8.0_392");
        Files.delete(older.resolve("release"));
        assertTrue(run().err().startsWith("jplay: needs Java 21 or later, found Java 17.0.2 (" + old + "), Java 1.8.0_392 (" + older + "); "));
        assertEquals(0, builds());
    }

    @Test
    void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        jdk("jvm/fake-21", "21.0.4");
        Ended first = run();
        assertTrue(first.err().startsWith("jplay: building, once"), first.err());
        assertEquals("", run().err());
        assertEquals(1, builds());
        Files.setLastModifiedTime(home.resolve("tasks/src/main/A.java"), FileTime.from(Instant.now().plusSeconds(5)));
        assertTrue(run().err().startsWith("jplay: the sources have changed"));
        assertEquals(2, builds());
    }

    @Test
    void aFailedBuildShowsItsErrorsAndItsLog() throws Exception {
        jdk("jvm/fake-21", "21.0.4");
        environment.put("FAKE_FAILURE", "no such thing");
        Ended ended = run();
        assertEquals(1, ended.exit());
        assertTrue(ended.err().endsWith("[ERROR] no such thing\njplay: the build failed; all it said is in " + home + "/.jplay/build.log\n"), ended.err());
        environment.remove("FAKE_FAILURE");
        assertEquals(0, run().exit());
    }

    @Test
    void mavenOrACompilerMissing() throws Exception {
        Files.delete(jdk("jvm/fake-21", "21.0.4").resolve("bin/javac"));
        assertTrue(run().err().startsWith("jplay: building needs a compiler, and Java 21.0.4 ("));
        Files.delete(directory.resolve("bin/mvn"));
        assertEquals("jplay: building needs Maven, and no mvn is on the PATH; install it: apt install maven\n", run().err());
    }

    @Test
    void calledThroughLinksItKnowsItsHomeAndItsName() throws Exception {
        jdk("jvm/fake-21", "21.0.4");
        Path first = Files.createSymbolicLink(directory.resolve("bin/jp"), Path.of("../project/jplay"));
        Path second = Files.createSymbolicLink(directory.resolve("ansible-playbook"), first);
        Ended ended = run(second, "x.yml");
        assertTrue(ended.ranWith("-Djplay.home=" + home) && ended.ranWith("-Djplay.invoked.as=ansible-playbook"), ended.out());
    }

    @Test
    void onlyWhatConnectsToNothingRunsOnTheQuickCompilerAlone() throws Exception {
        jdk("jvm/fake-21", "21.0.4");
        String quick = "-XX:TieredStopAtLevel=1";
        assertTrue(run("doc", "copy").ranWith(quick));
        assertTrue(run("x.yml", "--syntax-check").ranWith(quick));
        assertTrue(!run("x.yml").ranWith(quick));
    }

    @Test
    void whereItsDirectoryCannotBeMadeTheCacheOfTheUserServes() throws Exception {
        jdk("jvm/fake-21", "21.0.4");
        write(home.resolve(".jplay"), "a file is in the way");
        Ended ended = run();
        assertTrue(ended.out().contains(directory.resolve(".cache/jplay") + "/"), ended.out() + ended.err());
        run();
        assertEquals(1, builds());
    }

    @Test
    void twoAtOnceBuildOnceAndALockOfADeadOneIsTaken() throws Exception {
        jdk("jvm/fake-21", "21.0.4");
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        write(home.resolve(".jplay/lock/pid"), dead.pid() + "\n");
        List<Process> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(command(home.resolve("jplay")).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
        }
        for (Process process : both) {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the launcher hangs");
            assertEquals(0, process.exitValue());
        }
        assertEquals(1, builds());
        assertTrue(Files.notExists(home.resolve(".jplay/lock")));
    }
}

package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.ShellLibrary;
import jplay.tasks.modules.Ignored;

/** Runs scripts with the library before them: in a shell of this machine, or of a test host. */
final class Sh {
    static final Sh DASH = new Sh(List.of("sh"));
    static final Sh BASH = new Sh(List.of("bash", "--posix"));
    static final Sh BUSYBOX = new Sh(List.of("busybox", "sh"));
    private final List<String> command;

    private Sh(List<String> command) {
        this.command = command;
    }

    /** A host to change at will: system properties {@code jplay.test.host} and {@code jplay.test.key}. */
    static Sh remote() {
        String host = System.getProperty("jplay.test.host");
        String key = System.getProperty("jplay.test.key");
        org.junit.jupiter.api.Assumptions.assumeTrue(
                host != null && key != null, "needs -Djplay.test.host=… -Djplay.test.key=… of a host to change at will");
        return new Sh(List.of(
                "ssh", "-q", "-i", key, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
                "root@" + host, "cat >/tmp/jplay-test.$$ && sh /tmp/jplay-test.$$; s=$?; rm -f /tmp/jplay-test.$$; exit $s"));
    }

    Output run(String script) {
        return run(script, null);
    }

    <A> Answer<A> ask(Read<A> read) {
        return read.parse(run(read.script()));
    }

    Output apply(Effect effect) {
        return run(effect.script(), effect.upload().map(Effect.Upload::content).orElse(null));
    }

    /** Applies, and asserts that it worked. */
    Output applied(Effect effect) {
        Output output = apply(effect);
        assertEquals(0, output.exit(), output.err());
        return output;
    }

    private Output run(String script, Content upload) {
        try {
            Path dir = Files.createTempDirectory("jplay-sh");
            Path out = dir.resolve("out");
            Path err = dir.resolve("err");
            Path file = dir.resolve("script");
            String put = "";
            if (upload != null) {
                put = "JPLAY_UPLOAD=$(mktemp); printf '" + octal(upload.bytes()) + "' >\"$JPLAY_UPLOAD\"\n";
            }
            Files.writeString(file, ShellLibrary.text() + put + "(\n" + script + "\n) </dev/null\n");
            List<String> words = new ArrayList<>(command);
            boolean remote = words.get(0).equals("ssh");
            if (!remote) {
                words.add(file.toString());
            }
            Process process = Ignored.limited(new ProcessBuilder(words)
                    .redirectInput(remote ? file.toFile() : new java.io.File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start());
            int exit = process.waitFor();
            Output output = new Output(exit, Files.readAllBytes(out), Files.readAllBytes(err));
            for (Path each : List.of(out, err, file, dir)) {
                Files.delete(each);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String octal(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append('\\').append(String.format("%03o", b & 0xff));
        }
        return text.toString();
    }
}

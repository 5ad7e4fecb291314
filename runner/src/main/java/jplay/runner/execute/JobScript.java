package jplay.runner.execute;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import jplay.runner.connection.Reply;
import jplay.runner.source.JsonReader;
import jplay.runner.source.Node;
import jplay.runner.source.ProblemException;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.JobRead;
import org.jspecify.annotations.Nullable;

/**
 * The shell of one job: what starts it, tells of it, ends it and forgets it.
 *
 * @param id {@code j123456789012.4711}, as Ansible's jobs are called
 * @param directory where its state stands; {@code ~} is the home of the user it runs as
 * @param limit the seconds that it may take
 */
record JobScript(String id, String directory, long limit) {
    private static final String LIBRARY = library();
    private static final long IDS = 1_000_000_000_000L;

    static JobScript of(String directory, long limit) {
        long random = ThreadLocalRandom.current().nextLong(IDS);
        return new JobScript("j" + random + "." + ProcessHandle.current().pid(), directory, limit);
    }

    /** Starts a script as the job, and prints the name of its file. */
    String start(String script) {
        return LIBRARY + place() + "__jp_limit=" + limit + "\n__jp_body() {\n" + script + "\n}\n__jp_start";
    }

    String read() {
        return place() + "cat -- \"$__jp_job\"";
    }

    String forget() {
        return place() + "rm -f -- \"$__jp_job\" \"$__jp_job\".*";
    }

    String end() {
        return LIBRARY + place() + "[ ! -s \"$__jp_job.pid\" ] || __jp_end \"$(cat \"$__jp_job.pid\")\"\n" + forget();
    }

    private String place() {
        return JobRead.directory(directory) + "__jp_job=$__jp_dir/" + Shell.quote(id) + "\n";
    }

    /** What a finished job left, or null while it runs. */
    static @Nullable Reply outcome(Reply state) {
        if (!state.ok()) {
            return null;
        }
        try {
            if (JsonReader.parse(state.out(), "state") instanceof Node.Dict dict && dict.get("out") instanceof Node.Scalar out
                    && dict.get("err") instanceof Node.Scalar err && dict.get("exit") instanceof Node.Scalar exit) {
                return new Reply(Integer.parseInt(exit.text()), JobRead.decoded(out.text()), JobRead.decoded(err.text()), false);
            }
            return null;
        } catch (ProblemException e) {
            return null;
        }
    }

    private static String library() {
        try (InputStream in = Objects.requireNonNull(JobScript.class.getResourceAsStream("job.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

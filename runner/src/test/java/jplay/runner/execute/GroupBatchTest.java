package jplay.runner.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Reads;
import jplay.tasks.effect.Remove;
import jplay.tasks.effect.SystemdReload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupBatchTest {
    private static final Effect RELOAD = new SystemdReload("system", "daemon-reload");
    private static final Effect CHANGE = new Remove("/nowhere");

    @TempDir Path temporary;

    /** Each effect leaves a line; what comes of each group is its exit status. */
    private List<Boolean> run(int status, List<List<Effect>> groups) throws IOException, InterruptedException {
        GroupBatch batch = new GroupBatch();
        for (List<Effect> effects : groups) {
            batch.add(new HostSession.Group(effects, Reads.NONE, new Answers()), effect -> "echo '" + effect.describe() + "' >>log; exit " + status);
        }
        Batch script = batch.ended();
        Process shell = new ProcessBuilder("sh", "-c", script.script()).directory(temporary.toFile())
                .redirectError(temporary.resolve("err").toFile()).start();
        byte[] out = shell.getInputStream().readAllBytes();
        shell.waitFor();
        return batch.outcomes(script.outputs(out, Files.readAllBytes(temporary.resolve("err")))).stream().map(outcome -> outcome.failed() == null).toList();
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(temporary.resolve("log"));
    }

    @Test
    void refreshesOnceForAllItems() throws IOException, InterruptedException {
        assertEquals(List.of(true, true, true), run(0, List.of(List.of(RELOAD), List.of(RELOAD), List.of(RELOAD))));
        assertEquals(List.of(RELOAD.describe()), log());
    }

    @Test
    void refreshesAgainAfterAChange() throws IOException, InterruptedException {
        assertEquals(List.of(true, true), run(0, List.of(List.of(RELOAD, CHANGE), List.of(RELOAD))));
        assertEquals(List.of(RELOAD.describe(), CHANGE.describe(), RELOAD.describe()), log());
    }

    @Test
    void aRefreshThatFailsFailsForAll() throws IOException, InterruptedException {
        assertEquals(List.of(false, false), run(1, List.of(List.of(RELOAD), List.of(RELOAD))));
        assertEquals(List.of(RELOAD.describe()), log());
    }
}

package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.ExecReport;
import jplay.tasks.effect.ForgetJob;
import jplay.tasks.facts.Json;
import jplay.tasks.read.JobRead;
import org.jspecify.annotations.Nullable;

/** What became of a job. */
@Module(
        name = "async_status",
        summary = "Tells what became of a job that was started with async and poll: 0, or forgets it.",
        example = """
                - name: Start it
                  command: sleep 1
                  async: 60
                  poll: 0
                  register: job

                - name: Wait for it
                  async_status:
                    jid: "{{ job.ansible_job_id }}"
                  register: result
                  until: result.finished
                  retries: 30
                  delay: 1
                """)
@AutoService(TaskModule.class)
public final class AsyncStatusModule implements TaskModule<AsyncStatusModule.Params> {
    /** What ends each part of what the engine ran; only the run that started the job knows it by heart. */
    private static final Pattern MARK = Pattern.compile("\n[0-9a-f]{15,16}(?: \\d+)?\n");

    /** What to do. */
    public enum Mode { STATUS, CLEANUP }

    /** Parameters. */
    public record Params(
            @Param(value = "The job's id, as ansible_job_id was registered.", required = true) String jid,
            @Param(value = "Tell what became of it, or remove what is kept of it.", def = "status") Mode mode) {
        public Params {
            if (jid.isEmpty() || jid.contains("/")) {
                throw new IllegalArgumentException("'" + jid + "' is no job's id");
            }
        }
    }

    @Override
    public Reads reads(Params params) {
        return Reads.NONE;
    }

    @Override
    public Plan plan(Params params, HostState host, Control control) {
        @Nullable Object given = control.variable("ansible_async_dir");
        JobRead read = new JobRead(given == null ? "~/.ansible_async" : String.valueOf(given), params.jid());
        if (!host.has(read)) {
            return new Plan.More(Reads.of(read));
        }
        JobRead.State state = host.get(read).get();
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("ansible_job_id", params.jid());
        result.put("stdout", "");
        result.put("stdout_lines", List.of());
        result.put("stderr", "");
        result.put("stderr_lines", List.of());
        if (params.mode() == Mode.CLEANUP) {
            result.put("started", 0L);
            result.put("finished", 0L);
            result.put("erased", state.file());
            return Plan.Change.of(List.of(new ForgetJob(state.file())), Diff.NONE, result);
        }
        result.put("results_file", state.file());
        result.put("started", 1L);
        return status(params.jid(), state, result, control);
    }

    private static Plan status(String id, JobRead.State state, Map<String, @Nullable Object> result, Control control) {
        Map<?, ?> known = read(state.json());
        @Nullable Output left = left(known);
        @Nullable Map<String, Object> outcome = control.job(id, left);
        if (outcome == null && left == null && state.json().isEmpty()) {
            result.put("finished", 1L);
            return new Plan.Failed("could not find job", result);
        }
        if (outcome != null) {
            result.putAll(outcome);
        } else if (left != null) {
            result.putAll(judged(left));
        } else {
            known.forEach((key, value) -> result.put(String.valueOf(key), value));
        }
        boolean finished = outcome != null || left != null || isOne(result.get("finished"));
        result.put("finished", finished ? 1L : 0L);
        return Boolean.TRUE.equals(result.get("failed")) || isOne(result.get("failed"))
                ? new Plan.Failed(String.valueOf(result.getOrDefault("msg", "the job failed")), result)
                : new Plan.InSync(result);
    }

    private static boolean isOne(@Nullable Object value) {
        return value instanceof Number number && number.intValue() == 1;
    }

    /** Empty where it is being written just now. */
    private static Map<?, ?> read(String json) {
        try {
            return !json.isEmpty() && Json.read(json) instanceof Map<?, ?> map ? map : Map.of();
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static @Nullable Output left(Map<?, ?> state) {
        return state.get("out") instanceof String out && state.get("err") instanceof String err && state.get("exit") instanceof Number exit
                ? new Output(exit.intValue(), JobRead.decoded(out), JobRead.decoded(err)) : null;
    }

    /** What a job of another run came to, as far as its outputs tell. */
    private static Map<String, @Nullable Object> judged(Output left) {
        String[] parts = left.out().split("(?=" + MARK.pattern() + ")", -1);
        String mark = parts.length > 1 ? parts[1].strip() : "";
        int exit = mark.contains(" ") ? Integer.parseInt(mark.substring(mark.indexOf(' ') + 1).lines().findFirst().orElse("0").strip()) : left.exit();
        ExecReport report = ExecReport.of(Output.of(exit, parts[0], MARK.split(left.err(), 2)[0]));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("rc", (long) report.rc());
        values.put("stdout", report.stdout().stripTrailing());
        values.put("stdout_lines", Running.lines(report.stdout()));
        values.put("stderr", report.stderr().stripTrailing());
        values.put("stderr_lines", Running.lines(report.stderr()));
        values.put("start", report.start());
        values.put("end", report.end());
        values.put("delta", report.delta());
        values.put("changed", true);
        values.put("msg", report.rc() == 0 ? "" : "non-zero return code");
        values.put("failed", report.rc() != 0);
        values.values().removeIf(java.util.Objects::isNull);
        return values;
    }
}

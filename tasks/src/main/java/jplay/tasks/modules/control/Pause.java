package jplay.tasks.modules.control;

import com.google.auto.service.AutoService;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import org.jspecify.annotations.Nullable;

/** Waits. */
@Module(
        name = "pause",
        changes = false,
        summary = "Waits for some time, or for the user to answer at the terminal; once for all hosts.",
        controlOnly = true,
        example = """
                - name: Give it a moment
                  pause:
                    seconds: 1
                """)
@AutoService(TaskModule.class)
public final class Pause implements TaskModule<Pause.Params> {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final String PROMPT = "Press enter to continue, Ctrl+C to interrupt";

    /** The parameters. */
    public record Params(
            @Param("How long, in seconds.") @Nullable Double seconds,
            @Param("How long, in minutes.") @Nullable Double minutes,
            @Param("What the user is asked.") @Nullable String prompt,
            @Param(value = "Show what the user types.", def = "true") boolean echo) {
        public Params {
            if (seconds != null && minutes != null) {
                throw new IllegalArgumentException("seconds and minutes exclude each other; leave one of them");
            }
        }

        @Nullable Duration length() {
            Double all = minutes != null ? (Double) (minutes * 60) : seconds;
            return all == null ? null : Duration.ofMillis(Math.max(0, Math.round(all * 1000)));
        }
    }

    /**
     * What is registered.
     *
     * @param delta seconds that passed
     * @param userInput what the user typed
     */
    public record Result(long delta, boolean echo, int rc, String start, String stderr, String stdout, String stop, String userInput) {}

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        LocalDateTime start = LocalDateTime.now();
        Duration length = params.length();
        String input = "";
        if (length == null) {
            String question = params.prompt == null ? PROMPT : params.prompt;
            input = control.prompt(question + (params.echo ? ":" : " (output is hidden):"), params.echo);
        } else {
            if (params.prompt != null) {
                control.say(params.prompt + ":");
            }
            control.sleep(length);
        }
        LocalDateTime stop = LocalDateTime.now();
        Duration took = Duration.between(start, stop);
        String unit = params.minutes != null ? "minutes" : "seconds";
        double shown = took.toMillis() / (params.minutes != null ? 60000.0 : 1000.0);
        return new Plan.InSync(new Result(
                took.toSeconds(), params.echo, 0, STAMP.format(start), "",
                "Paused for " + Math.round(shown * 100) / 100.0 + " " + unit, STAMP.format(stop), input));
    }
}

package jplay.runner.execute;

import java.util.Locale;
import java.util.function.UnaryOperator;
import jplay.runner.model.Task;

/** {@code --step}: asks before each task. */
final class Step {
    private final UnaryOperator<String> ask;
    private boolean asking;

    Step(boolean asking, UnaryOperator<String> ask) {
        this.asking = asking;
        this.ask = ask;
    }

    synchronized boolean wants(Task task) {
        if (!asking) {
            return true;
        }
        String answer = ask.apply("Perform task: " + task.name() + " (N)o/(y)es/(c)ontinue").strip().toLowerCase(Locale.ROOT);
        asking = !answer.equals("c") && !answer.equals("continue");
        return !asking || answer.equals("y") || answer.equals("yes");
    }
}

package jplay.runner.execute;

import jplay.runner.model.Task;
import org.jspecify.annotations.Nullable;

/** {@code --start-at-task}: leaves out what comes before. */
final class StartAt {
    private final @Nullable String name;
    private boolean reached;

    StartAt(@Nullable String name) {
        this.name = name;
        this.reached = name == null;
    }

    synchronized boolean skips(Task task) {
        if (!reached) {
            String wanted = String.valueOf(name);
            String full = task.roleName() == null ? task.name() : task.roleName() + " : " + task.name();
            reached = matches(wanted, task.name()) || matches(wanted, full);
        }
        return !reached;
    }

    boolean reached() {
        return reached;
    }

    private static boolean matches(String pattern, String name) {
        if (!pattern.contains("*")) {
            return pattern.equals(name);
        }
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            regex.append(regex.length() > 0 ? ".*" : "").append(java.util.regex.Pattern.quote(part));
        }
        return name.matches(regex.toString());
    }
}

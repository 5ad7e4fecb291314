package jplay.tasks.effect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;

/** Sets the attributes of many files in as few commands as will do. */
public record SetMany(String path, List<SetAttributes> all) implements Effect {
    /** As many as fit into a command's arguments. */
    private static final int MOST = 400;

    public SetMany {
        all = List.copyOf(all);
    }

    @Override
    public String script() {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        for (SetAttributes one : all) {
            if (one.owner() != null || one.group() != null) {
                String who = (one.owner() == null ? "" : one.owner()) + (one.group() == null ? "" : ":" + one.group());
                commands.computeIfAbsent("chown -h -- " + Shell.quote(who), k -> new ArrayList<>()).add(one.path());
            }
        }
        for (SetAttributes one : all) {
            if (one.mode() != null && !one.was().isLink()) {
                commands.computeIfAbsent("chmod -- " + Integer.toOctalString(one.mode()), k -> new ArrayList<>())
                        .add(one.path());
            }
        }
        StringBuilder script = new StringBuilder();
        commands.forEach((command, paths) -> {
            for (int i = 0; i < paths.size(); i += MOST) {
                script.append(command).append(' ')
                        .append(Shell.quote(paths.subList(i, Math.min(paths.size(), i + MOST))))
                        .append(" || exit\n");
            }
        });
        return script.toString();
    }

    @Override
    public void predict(Pending pending) {
        all.forEach(one -> one.predict(pending));
    }

    @Override
    public String describe() {
        return "set the attributes of what is below " + path;
    }
}

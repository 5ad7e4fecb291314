package jplay.tasks.modules.system;

import java.util.ArrayList;
import java.util.List;
import jplay.tasks.contract.ModuleFailure;
import org.jspecify.annotations.Nullable;

/** The lines of a crontab, with one entry as it is wanted. Jobs are found by the comment before them. */
final class Crontab {
    private static final String MARK = "#Ansible: ";
    private final String text;
    private final List<String> lines;
    private final CronModule.Params params;

    Crontab(String text, CronModule.Params params) {
        this.text = text;
        this.lines = new ArrayList<>(Texts.lines(text));
        this.params = params;
    }

    /** The new text; the old one where nothing has to change. */
    String edit() {
        List<String> old = List.copyOf(lines);
        if (params.env()) {
            variable();
        } else {
            job();
        }
        return lines.equals(old) && (text.isEmpty() || text.endsWith("\n")) ? text : Texts.join(lines);
    }

    private void job() {
        String mark = MARK + params.name();
        int at = lines.indexOf(mark);
        if (params.state() == CronModule.State.ABSENT) {
            if (at >= 0) {
                lines.subList(at, Math.min(at + 2, lines.size())).clear();
            }
            return;
        }
        String line = params.line();
        int same = lines.indexOf(line);
        if (at >= 0 && at + 1 < lines.size()) {
            lines.set(at + 1, line);
        } else if (at >= 0) {
            lines.add(line);
        } else if (same >= 0) {
            lines.add(same, mark);
        } else {
            lines.add(mark);
            lines.add(line);
        }
    }

    private void variable() {
        int at = find(params.name());
        String line = params.name() + "=\"" + (params.job() == null ? "" : params.job()) + "\"";
        if (params.state() == CronModule.State.ABSENT) {
            if (at >= 0) {
                lines.remove(at);
            }
        } else if (at >= 0) {
            lines.set(at, line);
        } else {
            lines.add(place(), line);
        }
    }

    private int place() {
        @Nullable String other = params.insertafter() != null ? params.insertafter() : params.insertbefore();
        if (other == null) {
            return 0;
        }
        int at = find(other);
        if (at < 0) {
            throw new ModuleFailure("Variable named '" + other + "' not found.");
        }
        return params.insertafter() != null ? at + 1 : at;
    }

    private int find(String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(name + "=")) {
                return i;
            }
        }
        return -1;
    }

    List<String> jobs() {
        return lines.stream().filter(line -> line.startsWith(MARK)).map(line -> line.substring(MARK.length())).toList();
    }

    List<String> variables() {
        return lines.stream().filter(line -> line.matches("\\S+=.*")).map(line -> line.substring(0, line.indexOf('='))).toList();
    }
}

package jplay.tasks.modules.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.CommandRead;

/** What {@code file} says it changes, in its result, too: the path, before and after, whether or not a diff is asked for. */
final class FileDiff {
    /** Of a large directory the beginning is enough. */
    private static final int MOST = 2000;

    private FileDiff() {}

    /** A line for each thing below a directory that goes: {@code d} or {@code f}, and its path. */
    static CommandRead below(String path) {
        String quoted = Shell.quote(path);
        String find = "find " + quoted + " -mindepth 1 ";
        return CommandRead.of(
                "{ " + find + "-type d | sed 's/^/d/'; " + find + "! -type d | sed 's/^/f/'; } 2>/dev/null | head -n " + MOST, "below", path);
    }

    /** The plan, with the diff in its result. */
    static Plan on(Plan plan, String path, HostState host) {
        return switch (plan) {
            case Plan.InSync(FileModule.Result result) -> new Plan.InSync(result.with(Map.of("before", Map.of("path", path), "after", Map.of("path", path))));
            case Plan.Change change -> {
                Map<String, Object> diff = changes(change.diff(), path, host);
                yield new Plan.Change(change.effects(), change.diff(), change.after(), applied -> {
                    Object result = change.then().apply(applied);
                    return result instanceof FileModule.Result known ? known.with(diff) : result;
                });
            }
            default -> plan;
        };
    }

    private static Map<String, Object> changes(Diff diff, String path, HostState host) {
        Map<String, Object> before = new LinkedHashMap<>(Map.of("path", path));
        Map<String, Object> after = new LinkedHashMap<>(Map.of("path", path));
        for (Diff.Entry entry : diff.entries()) {
            if (entry instanceof Diff.Properties of && of.name().equals(path)) {
                before.putAll(of.before());
                after.putAll(of.after());
            }
        }
        if ("absent".equals(after.get("state")) && host.has(below(path))) {
            List<String> lines = below(path).text(host).lines().toList();
            before.put("path_content", Map.of("directories", of(lines, "d"), "files", of(lines, "f")));
        }
        return Map.of("before", before, "after", after);
    }

    private static List<String> of(List<String> lines, String kind) {
        return lines.stream().filter(line -> line.startsWith(kind)).map(line -> line.substring(1)).toList();
    }
}

package jplay.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jplay.runner.json.Json;
import jplay.runner.source.JsonReader;

/**
 * What happened in a run, host by host, as text that two programs can agree in: each task with its status and result,
 * the plays, the recap and the exit code.
 */
final class Transcript {
    /** Times, what is said for people, and what stands in the status already. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "changed", "failed", "skipped", "invocation", "start", "stop", "end", "delta", "diff", "warnings", "deprecations", "exception",
            "reason", "atime", "mtime", "ctime", "inode", "dev", "backup_file", "src", "md5sum", "unreachable",
            "elapsed", "_ansible_no_log", "false_condition", "device_type", "version", "attr_flags", "attributes",
            "changed_when_result", "ansible_job_id", "results_file", "extract_results", "checksum_dest");
    private static final Pattern WRONG = Pattern.compile("undefined|recursive loop|unhandled exception|expected time frame|not done within|lookup '\\w+': |Invalid data passed to .loop.|a loop needs a list|[Uu]nable to decrypt|unvault: no vault|has an invalid value|is not in the (list|text)");
    /** Modules whose message is a part of the result, also where they fail. */
    private static final Set<String> SPEAKING = Set.of("fail", "assert", "debug", "command", "shell", "raw");
    /** Where another module fails, what Ansible documents of it. */
    private static final Set<String> OF_FAILURES = Set.of("attempts", "failed_when_result",
            "item", "results", "ansible_loop_var", "ansible_index_var", "status");
    /** What a module says without documenting it: of a file that is not its concern, or for people. */
    private static final Set<String> OF_A_FILE = Set.of("uid", "gid", "owner", "group", "mode", "size", "state");
    private static final Map<String, Set<String>> UNDOCUMENTED = Map.of("known_hosts", OF_A_FILE, "wait_for", OF_A_FILE,
            "authorized_key", OF_A_FILE, "ini_file", OF_A_FILE, "assemble", Set.of("path"),
            "alternatives", Set.of("msg"), "apt_repository", Set.of("sources_added", "sources_removed"));
    private final Map<String, List<String>> hosts = new TreeMap<>();
    private final Map<Object, Map<?, ?>> tasks = new HashMap<>();
    private final boolean check;
    private String play = "";
    private String recap = "";

    private Transcript(boolean check) {
        this.check = check;
    }

    /** All runs that a player has left in a directory, and the files they changed. */
    static String of(Path out, List<String> runs) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int run = 0; Files.exists(out.resolve(run + ".exit")); run++) {
            Transcript transcript = new Transcript(runs.get(run).contains("--check"));
            Path events = out.resolve(run + ".jsonl");
            for (String line : Files.exists(events) ? Files.readAllLines(events) : List.<String>of()) {
                if (line.startsWith("{")) {
                    transcript.add((Map<?, ?>) Objects.requireNonNull(JsonReader.parse(line, "events")).value());
                }
            }
            text.append("RUN ").append(run).append('\n');
            transcript.hosts.values().forEach(lines -> lines.forEach(line -> text.append(line).append('\n')));
            text.append(transcript.recap).append("exit ").append(Files.readString(out.resolve(run + ".exit"))).append("\n\n");
        }
        return text + Files.readString(out.resolve("tree"));
    }

    private void add(Map<?, ?> event) {
        switch (String.valueOf(event.get("event"))) {
            case "play_started" -> play = String.valueOf(event.get("name"));
            case "task_started" -> tasks.put(event.get("task"), event);
            case "host_finished" -> finished(event);
            case "retrying" -> line(event, "retrying, " + event.get("left") + " left");
            case "play_skipped" -> hosts.computeIfAbsent("", key -> new ArrayList<>()).add("PLAY " + (event.get("name") == null ? play : event.get("name")) + " skipped: " + event.get("reason"));
            case "no_hosts_left" -> {
                // Ansible may say it twice.
                List<String> lines = hosts.computeIfAbsent("", key -> new ArrayList<>());
                lines.remove("PLAY " + play + ": no more hosts left");
                lines.add("PLAY " + play + ": no more hosts left");
            }
            case "run_finished" -> recap = recap((Map<?, ?>) event.get("hosts"));
            default -> { }
        }
    }

    private void finished(Map<?, ?> event) {
        Map<?, ?> task = tasks.getOrDefault(event.get("task"), event);
        String action = String.valueOf(task.get("action")).replaceAll(".*\\.", "");
        String name = (task.get("role") == null || action.equals("include_role") ? "" : task.get("role") + " : ") + task.get("name");
        if (action.equals("meta")) {
            return;
        }
        boolean failed = event.get("status").equals("failed");
        String status = event.get("status") + (Boolean.TRUE.equals(event.get("ignored")) ? " (ignored)" : "");
        boolean quiet = action.startsWith("include") || action.equals("setup") || action.equals("gather_facts") || event.get("status").equals("unreachable");
        Object shown = clean(event.get("result"), failed, SPEAKING.contains(action));
        if (shown instanceof Map<?, ?> map) {
            map.keySet().removeAll(UNDOCUMENTED.getOrDefault(action, Set.of()));
        }
        // What would come of a change, only jplay foretells.
        String result = quiet || check && event.get("status").equals("changed") ? "" : Json.compact(shown);
        line(event, name + " | " + status + " " + result);
    }

    private void line(Map<?, ?> event, String text) {
        String host = String.valueOf(event.get("host"));
        hosts.computeIfAbsent(host, key -> new ArrayList<>()).add(host + " | " + play + " | " + text);
    }

    private static Object clean(Object value, boolean failed, boolean speaking) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> clean = new TreeMap<>();
                boolean quiet = !speaking && !map.containsKey("results") && (failed || Boolean.TRUE.equals(map.get("failed")));
                map.forEach((key, each) -> {
                    String name = String.valueOf(key);
                    if (each == null && (failed || !speaking)) {
                        return;
                    }
                    if (name.equals("files") && each instanceof List<?> files) {
                        // Found in no order.
                        clean.put(name, files.stream().map(file -> clean(file, failed, speaking)).sorted(Comparator.comparing(String::valueOf)).toList());
                    } else if (quiet ? OF_FAILURES.contains(name) : !NOT_COMPARED.contains(name) && !name.startsWith("_ansible_") && !name.startsWith("discovered_")) {
                        clean.put(name, clean(each, failed, speaking));
                    }
                });
                yield clean;
            }
            case List<?> list -> list.stream().map(each -> clean(each, failed, speaking)).collect(java.util.stream.Collectors.toCollection(ArrayList::new));
            // What the engines say of it differs in words.
            case String text when failed && WRONG.matcher(text).find() -> "wrong expression";
            case null -> "None of JSON";
            default -> value;
        };
    }

    private static String recap(Map<?, ?> hosts) {
        StringBuilder text = new StringBuilder();
        new TreeMap<Object, Object>(hosts).forEach((host, stats) ->
                text.append(host).append(" : ").append(Json.compact(new TreeMap<>((Map<?, ?>) stats))).append('\n'));
        return text.toString();
    }
}

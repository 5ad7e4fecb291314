package jplay.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jplay.runner.execute.PreparedRun;
import jplay.runner.model.Item;
import jplay.runner.model.Play;
import jplay.runner.model.Task;

/** What {@code --list-hosts}, {@code --list-tasks} and {@code --list-tags} print: Ansible's form. */
record Listing(PreparedRun run, Set<Invocation.Show> show) {

    String text(List<Path> playbooks) {
        StringBuilder out = new StringBuilder();
        if (show.equals(Set.of(Invocation.Show.SYNTAX))) {
            playbooks.forEach(playbook -> out.append("\nplaybook: ").append(playbook).append('\n'));
            return out.toString();
        }
        out.append("\nplaybook: ").append(String.join(", ", playbooks.stream().map(Path::toString).toList())).append('\n');
        int number = 0;
        for (Play play : run.plays()) {
            number++;
            play(out, play, number);
        }
        return out.toString();
    }

    private void play(StringBuilder out, Play play, int number) {
        List<Task> tasks = selected(play);
        out.append("\n  play #").append(number).append(" (").append(String.join(",", play.hosts())).append("): ")
                .append(play.attributes().own("name") == null ? String.join(",", play.hosts()) : play.name())
                .append("\tTAGS: [").append(String.join(", ", new TreeSet<>(tags(play)))).append("]\n");
        if (show.contains(Invocation.Show.HOSTS)) {
            List<String> hosts = run.hosts(play);
            out.append("    pattern: [").append(String.join(", ", play.hosts().stream().map(each -> "'" + each + "'").toList())).append("]\n    hosts (").append(hosts.size()).append("):\n");
            hosts.forEach(host -> out.append("      ").append(host).append('\n'));
        }
        if (show.contains(Invocation.Show.TASKS)) {
            out.append("    tasks:\n");
            for (Task task : tasks) {
                String role = task.roleName() == null ? "" : task.roleName() + " : ";
                out.append("      ").append(role).append(task.name())
                        .append("\tTAGS: [").append(String.join(", ", new TreeSet<>(run.tags(play, task)))).append("]\n");
            }
        }
        if (show.contains(Invocation.Show.TAGS)) {
            Set<String> all = new TreeSet<>();
            tasks.forEach(task -> all.addAll(run.tags(play, task)));
            out.append("      TASK TAGS: [").append(String.join(", ", all)).append("]\n");
        }
    }

    private List<String> tags(Play play) {
        return new Task("", java.util.Map.of(), null, false, play.attributes(), play.span()).tags();
    }

    private List<Task> selected(Play play) {
        List<Task> tasks = new ArrayList<>();
        for (List<Item> section : play.sections()) {
            section.forEach(item -> item.tasks().stream()
                    .filter(task -> run.selects(run.tags(play, task)) && !task.shortAction().equals("meta"))
                    .forEach(tasks::add));
        }
        return tasks;
    }
}

package jplay.tasks.modules.packages;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.read.CommandRead;
import org.jspecify.annotations.Nullable;

/** Answers to the questions that Debian's packages ask. */
@Module(
        name = "debconf",
        summary = "Answers a question of a Debian package before it is asked.",
        needs = {"debconf-show", "debconf-set-selections"},
        example = """
                - name: Accept the licence
                  ansible.builtin.debconf:
                    name: oracle-java7-installer
                    question: shared/accepted-oracle-license-v1-1
                    value: 'true'
                    vtype: select
                """)
@AutoService(TaskModule.class)
public final class Debconf implements TaskModule<Debconf.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "The package.", required = true, aliases = "pkg") String name,
            @Param(value = "The question; without, the answers of all are returned.", aliases = {"selection", "setting"}) @Nullable String question,
            @Param(value = "The question's kind.",
                            choices = {"boolean", "error", "multiselect", "note", "password", "seen", "select", "string", "text", "title"})
                    @Nullable String vtype,
            @Param(value = "The answer.", aliases = "answer") @Nullable String value,
            @Param("Do not count the question as asked.") boolean unseen) {
        public Params {
            if (question != null && (vtype == null || value == null)) {
                throw new IllegalArgumentException("parameters are required together: question, vtype, value");
            }
        }

        CommandRead read() {
            String show = "command -v debconf-show >/dev/null || { echo 'this host has no debconf' >&2; exit 127; }\ndebconf-show " + Shell.quote(name);
            // A password is not shown, only given to those who ask for it.
            String ask = "password".equals(vtype)
                    ? "\nprintf '%s: ' " + Shell.quote(question == null ? "" : question) + "; printf 'GET %s\\n' "
                            + Shell.quote(question == null ? "" : question) + " | debconf-communicate " + Shell.quote(name) + " | sed 's/^0 //'"
                    : "";
            return CommandRead.of(show + ask, "debconf", name);
        }
    }

    /** What is registered. */
    public record Result(
            @Param("What was done.") String msg,
            @Param("The answers now.") Map<String, Object> current,
            @Param("The answer before, where it is another.") @Nullable Map<String, Object> previous) {}

    @Override
    public Reads reads(Params p) {
        return Reads.of(p.read());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        String text = p.read().text(host);
        Map<String, Object> before = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                before.put(line.substring(0, colon).replace('*', ' ').strip(), line.substring(colon + 1).strip());
            }
        }
        String question = p.question();
        String value = p.value();
        if (question == null || value == null) {
            return new Plan.InSync(new Result("", before, null));
        }
        boolean word = "boolean".equals(p.vtype());
        String wanted = word ? value.toLowerCase(Locale.ROOT) : value;
        Object now = before.get(question);
        if (now != null && wanted.equals(word ? now.toString().toLowerCase(Locale.ROOT) : now)) {
            return new Plan.InSync(new Result("", before, null));
        }
        boolean secret = "password".equals(p.vtype());
        HostCommand set = HostCommand.of(
                        "printf '%s %s %s %s\\n' " + Shell.quote(List.of(p.name(), question, String.valueOf(p.vtype()), wanted))
                                + " | debconf-set-selections" + (p.unseen() ? " -u" : ""),
                        "answer " + question)
                .makes(p.read(), text.lines().filter(line -> !line.replace('*', ' ').strip().startsWith(question + ":"))
                        .reduce("", (a, b) -> a + b + "\n") + "* " + question + ": " + wanted + "\n");
        Map<String, Object> previous = Map.of(question, now == null ? "" : now);
        Map<String, Object> current = Map.of(question, wanted);
        return Plan.Change.of(
                List.of(set), secret ? Diff.NONE : Diff.properties(p.name(), previous, current), new Result("", current, previous));
    }
}

package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.facts.Facts;
import jplay.tasks.read.FactsRead;
import org.jspecify.annotations.Nullable;

/** Gathers facts. */
@Module(
        name = "setup",
        changes = false,
        aliases = {"gather_facts", "ansible.builtin.gather_facts"},
        summary = "Gathers facts of the host: its names, system, network, hardware.",
        example = """
                - name: Gather what is quick, and the network
                  ansible.builtin.setup:
                    gather_subset:
                      - "!all"
                      - network
                    filter: ansible_default_ipv4
                """)
@AutoService(TaskModule.class)
public final class SetupModule implements TaskModule<SetupModule.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "Which facts: all, min, hardware, network, virtual, or single ones; with ! before it, not those.", def = "all")
                    List<String> gatherSubset,
            @Param("Return only facts whose name (or name without ansible_) matches one of these globs.") List<String> filter,
            @Param(value = "Where the host's own facts are: *.fact files of JSON or INI, or programs.", def = "/etc/ansible/facts.d")
                    String factPath,
            @Param(value = "Seconds that a slow part may take.", def = "10") int gatherTimeout,
            @Param("Means nothing here: all facts are gathered in one request.") @Nullable Boolean parallel) {
        public Params {
            Facts.collectors(gatherSubset);
        }
    }

    /** What is registered; the engine makes variables of it. */
    public record Result(@Param("The facts, by name.") Map<String, Object> ansibleFacts) {}

    @Override
    public Reads reads(Params params) {
        return Reads.of(read(params));
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        Answer<Map<String, Object>> answer = state.get(read(params));
        if (!(answer instanceof Answer.Known<Map<String, Object>>(Map<String, Object> facts))) {
            return Plan.Failed.of(answer instanceof Answer.Unknown<Map<String, Object>>(String why, boolean later) ? why : "no facts");
        }
        return new Plan.InSync(new Result(named(facts, params)));
    }

    /** With Ansible's prefix, and what Ansible says of the gathering itself. */
    private static Map<String, Object> named(Map<String, Object> facts, Params params) {
        Map<String, Object> named = new LinkedHashMap<>();
        List<Pattern> patterns = params.filter().stream().map(SetupModule::glob).toList();
        facts.forEach((name, value) -> {
            boolean wanted = patterns.isEmpty()
                    || patterns.stream().anyMatch(p -> p.matcher(name).matches() || p.matcher("ansible_" + name).matches());
            if (wanted) {
                named.put("ansible_" + name, value);
            }
        });
        if (patterns.isEmpty()) {
            named.put("gather_subset", params.gatherSubset());
            named.put("module_setup", true);
        }
        return named;
    }

    private static Pattern glob(String glob) {
        return Pattern.compile(Pattern.quote(glob)
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q"));
    }

    private static FactsRead read(Params params) {
        return FactsRead.of(params.gatherSubset(), params.factPath(), params.gatherTimeout());
    }
}

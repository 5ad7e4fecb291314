package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostnameSet;
import jplay.tasks.read.HostnameRead;
import org.jspecify.annotations.Nullable;

/** Names the host. */
@Module(
        name = "hostname",
        summary = "Sets the host's name, now and for the next start; /etc/hosts is left alone.",
        example = """
                - name: Name the host as in the inventory
                  ansible.builtin.hostname:
                    name: "{{ inventory_hostname }}"
                """)
@AutoService(TaskModule.class)
public final class HostnameModule implements TaskModule<HostnameModule.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "The name.", required = true) String name,
            @Param(value = "How: systemd is hostnamectl, the others write /etc/hostname. hostnamectl where systemd runs, if not given.",
                            choices = {"alpine", "debian", "generic", "openrc", "redhat", "sles", "systemd"})
                    @Nullable String use) {
        public Params {
            if (name.isBlank()) {
                throw new IllegalArgumentException("name is empty; a host has to have one");
            }
        }
    }

    /** What is registered. */
    public record Result(
            @Param("The name.") String name,
            @Param("The facts that follow from it.") Map<String, Object> ansibleFacts) {}

    @Override
    public Reads reads(Params params) {
        return Reads.of(new HostnameRead());
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        HostnameRead.Names now = state.get(new HostnameRead()).get();
        String name = params.name();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("ansible_hostname", name.split("\\.", 2)[0]);
        facts.put("ansible_nodename", name);
        facts.put("ansible_fqdn", name);
        facts.put("ansible_domain", name.contains(".") ? name.substring(name.indexOf('.') + 1) : "");
        Result result = new Result(name, facts);
        if (now.kernel().equals(name) && now.file().equals(name)) {
            return new Plan.InSync(result);
        }
        Diff diff = Diff.text("hostname", now.file().isEmpty() ? now.kernel() : now.file(), name);
        boolean systemd = params.use() == null || params.use().equals("systemd");
        return Plan.Change.of(List.of(new HostnameSet(name, systemd)), diff, result);
    }
}

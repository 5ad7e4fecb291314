package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.read.UnitRead;
import jplay.tasks.read.UnitState;

/** All services of a host. */
@Module(
        name = "service_facts",
        changes = false,
        summary = "Returns the services of the host and how they are, as the fact services.",
        example = """
                - name: Which services are there?
                  ansible.builtin.service_facts:
                """)
@AutoService(TaskModule.class)
public final class ServiceFacts implements TaskModule<ServiceFacts.Params> {

    /** It takes no parameters. */
    public record Params() {}

    /** What is registered; the engine makes variables of it. */
    public record Result(@Param("services: name, state, status and source of each, by name.") Map<String, Object> ansibleFacts) {}

    /** The services by name. */
    record ServicesRead() implements Read<Map<String, Map<String, Object>>> {
        @Override
        public String script() {
            return "jp_services";
        }

        @Override
        public Answer<Map<String, Map<String, Object>>> parse(Output output) {
            return Answer.known(ServiceList.parse(output.out()));
        }

        @Override
        public Answer<Map<String, Map<String, Object>>> overlay(Pending pending, Answer<Map<String, Map<String, Object>>> real) {
            return real.map(all -> {
                Map<String, Map<String, Object>> now = new LinkedHashMap<>(all);
                pending.below("/etc/systemd/system").forEach((path, file) -> {
                    String name = path.substring(path.lastIndexOf('/') + 1);
                    if (file.isKnown() && name.endsWith(".service") && path.equals(UnitRead.of(name).file())) {
                        now.putIfAbsent(name, Map.of("name", name, "state", "stopped", "status", "disabled", "source", "systemd"));
                    }
                });
                now.replaceAll((name, service) -> pending.get(UnitRead.of(name).subject()) instanceof Answer.Known<?>(UnitState unit)
                        ? as(unit, service) : service);
                return now;
            });
        }

        private static Map<String, Object> as(UnitState unit, Map<String, Object> service) {
            Map<String, Object> changed = new LinkedHashMap<>(service);
            changed.put("state", unit.running() ? "running" : "stopped");
            changed.put("status", unit.properties().getOrDefault("UnitFileState", String.valueOf(service.get("status"))));
            return changed;
        }
    }

    @Override
    public Reads reads(Params params) {
        return Reads.of(new ServicesRead());
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        Map<String, Map<String, Object>> services = state.get(new ServicesRead()).get();
        return services.isEmpty()
                ? new Plan.Skipped("Failed to find any services. This can be due to privileges or some other configuration issue.", Map.of())
                : new Plan.InSync(new Result(Map.of("services", services)));
    }
}

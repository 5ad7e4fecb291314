package jplay.tasks.modules.kube;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.facts.Json;
import jplay.tasks.read.CommandRead;
import org.jspecify.annotations.Nullable;

/** What Kubernetes knows of its objects. */
@Module(
        name = "k8s_info",
        collection = "kubernetes.core",
        aliases = {"k8s_facts", "community.kubernetes.k8s_info"},
        summary = "Returns objects of Kubernetes, by the target's kubectl.",
        changes = false,
        needs = "kubectl",
        example = """
                - name: The pods of the application
                  kubernetes.core.k8s_info:
                    kind: Pod
                    namespace: testing
                    label_selectors:
                      - app=web
                """)
@AutoService(TaskModule.class)
public final class K8sInfo implements TaskModule<K8sInfo.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "The kind.", required = true) String kind,
            @Param(value = "The version of the API.", def = "v1", aliases = {"api", "version"}) String apiVersion,
            @Param("The name; without, all of them.") @Nullable String name,
            @Param("The namespace; without, all of them.") @Nullable String namespace,
            @Param("Labels that they have.") List<String> labelSelectors,
            @Param("Fields that they have.") List<String> fieldSelectors,
            @Param(name = "wait", value = "Wait until they are as they should be.") boolean waits,
            @Param(value = "Seconds between two looks.", def = "5") int waitSleep,
            @Param(value = "Seconds to wait.", def = "120") int waitTimeout,
            @Param("What to wait for; without it, what their kind suggests.") K8sModule.@Nullable Condition waitCondition,
            @Param(value = "", flat = true) Cluster cluster) {

        CommandRead read() {
            String resource = KubeObject.resource(kind, apiVersion);
            List<String> words = new ArrayList<>(List.of("jp_kubectl", "get", resource));
            if (name != null) {
                words.add(name);
            }
            words.add(namespace != null ? "--namespace=" + namespace : name == null ? "--all-namespaces" : "--namespace=default");
            if (!labelSelectors.isEmpty()) {
                words.add("--selector=" + String.join(",", labelSelectors));
            }
            if (!fieldSelectors.isEmpty()) {
                words.add("--field-selector=" + String.join(",", fieldSelectors));
            }
            words.addAll(List.of("-o", "json", "--ignore-not-found"));
            return new CommandRead(cluster.prelude() + waiting(resource) + Shell.quote(words), new Read.Subject("k8s-list", Shell.quote(words)));
        }

        private String waiting(String resource) {
            if (!waits || name == null) {
                return "";
            }
            return "jp_kube_wait " + Shell.quote(List.of(resource, name, namespace == null ? "" : namespace, String.valueOf(waitTimeout), String.valueOf(waitSleep),
                    waitCondition == null || waitCondition.type() == null ? "" : waitCondition.type(), waitCondition == null ? "" : waitCondition.status(),
                    waitCondition == null || waitCondition.reason() == null ? "" : waitCondition.reason())) + " || exit\n";
        }
    }

    /** What is registered. */
    public record Result(
            @Param("The objects.") List<Object> resources,
            @Param("Whether the cluster knows the kind.") boolean apiFound) {}

    @Override
    public Reads reads(Params p) {
        return Reads.of(p.read());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Output said = host.get(p.read()).get();
        if (said.exit() != 0 && said.err().contains("the server doesn't have a resource type")) {
            return new Plan.InSync(new Result(List.of(), false));
        }
        if (said.exit() != 0) {
            return Plan.Failed.of(said.err().strip());
        }
        try {
            Object json = said.out().isBlank() ? Map.of("items", List.of()) : Json.read(said.out());
            List<Object> found = new ArrayList<>();
            if (json instanceof Map<?, ?> map && map.get("items") instanceof List<?> items) {
                found.addAll(items);
            } else if (json != null) {
                found.add(json);
            }
            return new Plan.InSync(new Result(found, true));
        } catch (IOException e) {
            return Plan.Failed.of("kubectl prints no JSON: " + e.getMessage());
        }
    }
}

package jplay.tasks.modules.kube;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.facts.Json;
import org.jspecify.annotations.Nullable;

/** Objects of Kubernetes. */
@Module(
        name = "k8s",
        collection = "kubernetes.core",
        aliases = {"community.kubernetes.k8s", "community.okd.k8s"},
        summary = "Makes, changes and removes objects of Kubernetes, by the target's kubectl.",
        needs = "kubectl",
        example = """
                - name: A namespace
                  kubernetes.core.k8s:
                    api_version: v1
                    kind: Namespace
                    name: testing
                """)
@AutoService(TaskModule.class)
public final class K8sModule implements TaskModule<K8sModule.Params> {

    /** How objects are to be. */
    public enum State { PRESENT, ABSENT, PATCHED }

    /** What to wait for. */
    public record Condition(
            @Param("The condition.") @Nullable String type,
            @Param(value = "Whether it holds.", def = "True", choices = {"True", "False", "Unknown"}) String status,
            @Param("Why.") @Nullable String reason) {}

    /** How to remove. */
    public record Deletion(
            @Param(value = "Seconds that it gets.", name = "gracePeriodSeconds") @Nullable Integer gracePeriodSeconds,
            @Param(value = "What becomes of what depends on it.", name = "propagationPolicy", choices = {"Foreground", "Background", "Orphan"}) @Nullable String propagationPolicy,
            @Param("What has to hold of it.") Map<String, Object> preconditions) {}

    /** How the server applies. */
    public record ServerSide(
            @Param(value = "Who says so.", required = true) String fieldManager,
            @Param("Take fields from others.") boolean forceConflicts) {}

    /** How a definition is checked. */
    public record Validation(
            @Param(value = "Whether the task fails where it is wrong.", def = "true") boolean failOnError,
            @Param("The version of Kubernetes to check against: that of the server, always.") @Nullable String version,
            @Param(value = "Whether names that nobody knows are wrong.", def = "true") boolean strict) {}

    /** Parameters. */
    public record Params(
            @Param(value = "present: made, or changed where the definition differs; patched: changed alone; absent.", def = "present") State state,
            @Param(value = "The definition: a dict, a list of them, or YAML.", aliases = {"definition", "inline"}) @Nullable Object resourceDefinition,
            @Param("A file of definitions on the control machine, or a URL.") @Nullable String src,
            @Param("A template of definitions, or several.") @Nullable Object template,
            @Param(value = "The version of the API.", def = "v1", aliases = {"api", "version"}) String apiVersion,
            @Param("The kind.") @Nullable String kind,
            @Param("The name.") @Nullable String name,
            @Param("The namespace.") @Nullable String namespace,
            @Param("What a name begins with that the server makes.") @Nullable String generateName,
            @Param("Put the definition in the object's place.") boolean force,
            @Param("As kubectl apply does: what was there before and is not any more goes, too.") boolean apply,
            @Param("Apply on the server; needs apply.") @Nullable ServerSide serverSideApply,
            @Param("How to merge: the first that works of strategic-merge, merge, json.") List<String> mergeType,
            @Param("Put a hash of the content behind the name of a ConfigMap or Secret.") boolean appendHash,
            @Param("Check the definition against the server's schema.") @Nullable Validation validate,
            @Param("Go on with the next definition where one fails.") boolean continueOnError,
            @Param("Definitions without these labels are left out.") List<String> labelSelectors,
            @Param(name = "wait", value = "Wait until the object is as it should be.") boolean waits,
            @Param(value = "Seconds between two looks.", def = "5") int waitSleep,
            @Param(value = "Seconds to wait.", def = "120") int waitTimeout,
            @Param("What to wait for; without it, what its kind suggests.") @Nullable Condition waitCondition,
            @Param("How to remove.") @Nullable Deletion deleteOptions,
            @Param(value = "", flat = true) Cluster cluster) {
        public Params {
            if (apply && (force || !mergeType.isEmpty())) {
                throw new IllegalArgumentException("parameters are mutually exclusive: merge_type|apply, force|apply");
            }
            if (serverSideApply != null && !apply) {
                throw new IllegalArgumentException("server_side_apply needs apply: true");
            }
            if (java.util.stream.Stream.of(resourceDefinition, src, template).filter(java.util.Objects::nonNull).count() > 1) {
                throw new IllegalArgumentException("parameters are mutually exclusive: resource_definition|src|template");
            }
            for (String type : mergeType) {
                if (!List.of("json", "merge", "strategic-merge").contains(type)) {
                    throw new IllegalArgumentException("merge_type: '" + type + "' is none of json, merge, strategic-merge");
                }
            }
        }
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        List<KubeObject> objects = objects(p, control);
        KubeActions actions = new KubeActions(p, objects);
        List<KubeRead> open = actions.reads().stream().filter(read -> !host.has(read)).toList();
        return open.isEmpty() ? actions.plan(host) : new Plan.More(Reads.of(open));
    }

    private static List<KubeObject> objects(Params p, Control control) {
        List<Object> documents = new ArrayList<>();
        if (p.src() != null) {
            String text = p.src().contains("://")
                    ? control.http().fetch(p.src(), Map.of(), java.time.Duration.ofSeconds(30)).text()
                    : control.open(control.find(p.src(), "files")).text();
            documents.addAll(control.documents(text, p.src()));
        } else if (p.template() != null) {
            for (Object each : p.template() instanceof List<?> list ? list : List.of(p.template())) {
                Object path = each instanceof Map<?, ?> map ? map.get("path") : each;
                String name = String.valueOf(path);
                documents.addAll(control.documents(
                        control.render(control.find(name, "templates"), Map.of(), Control.TemplateOptions.DEFAULT), name));
            }
        } else if (p.resourceDefinition() instanceof String text) {
            documents.addAll(text.strip().startsWith("{") ? List.of(json(text)) : control.documents(text, "resource_definition"));
        } else if (p.resourceDefinition() instanceof List<?> list) {
            documents.addAll(list);
        } else {
            documents.add(p.resourceDefinition() == null ? Map.of() : p.resourceDefinition());
        }
        List<KubeObject> objects = new ArrayList<>();
        documents.forEach(document -> add(objects, document));
        return objects.stream().map(each -> each.with(p.kind(), p.apiVersion(), p.name(), p.namespace(), p.generateName()))
                .map(each -> p.appendHash() ? each.hashed() : each).toList();
    }

    private static Object json(String text) {
        try {
            return java.util.Objects.requireNonNullElse(Json.read(text), Map.of());
        } catch (java.io.IOException e) {
            throw new ModuleFailure("resource_definition is no JSON: " + e.getMessage());
        }
    }

    /** A list of objects stands for them. */
    private static void add(List<KubeObject> objects, Object document) {
        if (document instanceof List<?> list) {
            list.forEach(each -> add(objects, each));
        } else if (document instanceof Map<?, ?> map) {
            boolean list = String.valueOf(map.get("kind")).endsWith("List") && map.get("items") instanceof List;
            if (list && map.get("items") instanceof List<?> items) {
                items.forEach(each -> add(objects, each));
            } else {
                objects.add(new KubeObject(KubeObject.copy(map)));
            }
        } else {
            throw new ModuleFailure("a definition is a dict, not '" + document + "'");
        }
    }
}

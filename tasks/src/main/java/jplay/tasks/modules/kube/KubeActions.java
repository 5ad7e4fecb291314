package jplay.tasks.modules.kube;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.facts.Json;
import jplay.tasks.text.JsonText;
import org.jspecify.annotations.Nullable;

/** What becomes of some objects. */
record KubeActions(K8sModule.Params p, List<KubeObject> objects) {

    /** One object's part: its result, and what changes it, or null. */
    private record Part(Map<String, Object> result, @Nullable HostCommand change) {}

    private String mode() {
        return p.state() == K8sModule.State.ABSENT ? "absent" : p.apply() ? "apply" : p.state() == K8sModule.State.PATCHED ? "patched" : p.force() ? "replace" : "auto";
    }

    List<KubeRead> reads() {
        return objects.stream().filter(this::isMeant).map(this::read).toList();
    }

    private KubeRead read(KubeObject object) {
        String namespace = object.namespace();
        return new KubeRead(p.cluster().prelude() + "jp_kube_state " + words(mode(), object), object.subject(),
                namespace == null ? null : KubeObject.subject("Namespace", null, namespace), object.definition());
    }

    private String words(String mode, KubeObject object) {
        String types = p.mergeType().isEmpty() ? "strategic-merge merge" : String.join(" ", p.mergeType());
        List<String> all = new ArrayList<>(List.of(mode, object.resource(), object.name() == null ? "" : object.name(),
                object.namespace() == null ? "" : object.namespace(), types, object.json()));
        if (p.apply() && p.serverSideApply() != null) {
            all.addAll(List.of("--server-side", "--field-manager=" + p.serverSideApply().fieldManager()));
            if (p.serverSideApply().forceConflicts()) {
                all.add("--force-conflicts");
            }
        }
        if (p.validate() != null && !mode.equals("patch")) {
            all.add("--validate=" + (p.validate().failOnError() && p.validate().strict()));
        }
        return Shell.quote(all);
    }

    /** Whether it has the labels that are asked for. */
    private boolean isMeant(KubeObject object) {
        Object labels = object.metadata().get("labels");
        Map<?, ?> own = labels instanceof Map<?, ?> map ? map : Map.of();
        return p.state() == K8sModule.State.ABSENT || p.labelSelectors().stream().allMatch(selector -> selects(selector.strip(), own));
    }

    private static boolean selects(String selector, Map<?, ?> labels) {
        String[] pair = selector.split("\\s*(==|!=|=)\\s*", 2);
        if (pair.length == 2) {
            return pair[1].equals(String.valueOf(labels.get(pair[0]))) != selector.contains("!=");
        }
        return selector.startsWith("!") ? !labels.containsKey(selector.substring(1).strip()) : labels.containsKey(selector);
    }

    Plan plan(HostState host) {
        List<Part> parts = new ArrayList<>();
        for (KubeObject object : objects) {
            try {
                parts.add(isMeant(object) ? part(object, host) : new Part(Map.of("changed", false, "result", Map.of(), "msg",
                        "resource 'kind=" + object.kind() + ",name=" + object.name() + ",namespace=" + object.namespace() + "' filtered by label_selectors."), null));
            } catch (ModuleFailure e) {
                if (!p.continueOnError()) {
                    throw e;
                }
                parts.add(new Part(Map.of("changed", false, "result", Map.of(), "error", Map.of("msg", String.valueOf(e.getMessage()))), null));
            }
        }
        List<HostCommand> effects = parts.stream().map(Part::change).filter(java.util.Objects::nonNull).toList();
        if (effects.isEmpty()) {
            return new Plan.InSync(result(parts, List.of()));
        }
        return new Plan.Change(List.copyOf(effects), diff(host), Reads.NONE, applied -> result(parts, applied.outputs()));
    }

    private Part part(KubeObject object, HostState host) {
        Answer<KubeRead.Both> answer = host.get(read(object));
        if (answer instanceof Answer.Unknown<KubeRead.Both>(String why, boolean later)) {
            throw new ModuleFailure("Failed to look at " + object.kind() + " " + object.name() + ": " + why);
        }
        KubeRead.Both both = answer.get();
        if (p.state() == K8sModule.State.ABSENT) {
            return both.now() == null ? new Part(Map.of("changed", false, "result", Map.of(), "method", "delete"), null)
                    : new Part(Map.of("changed", true, "result", Map.of(), "method", "delete"), delete(object));
        }
        if (both.now() == null && p.state() == K8sModule.State.PATCHED) {
            return new Part(Map.of("changed", false, "result", Map.of(), "warnings", List.of("resource 'kind=" + object.kind() + ",name=" + object.name()
                    + "' was not found but will not be created as 'state' parameter has been set to 'patched'")), null);
        }
        Map<?, ?> then = both.then() == null ? object.definition() : both.then();
        String mode = p.apply() ? "apply" : both.now() == null ? "create" : p.force() ? "replace" : "patch";
        String method = mode.equals("patch") ? "update" : mode;
        if (both.now() != null && KubeObject.essence(both.now()).equals(KubeObject.essence(then))) {
            return new Part(Map.of("changed", false, "result", both.now(), "method", method), null);
        }
        HostCommand change = HostCommand.of(p.cluster().prelude() + "jp_kube_do " + words(mode, object) + waitWords(object, ""),
                        method + " " + object.kind() + " " + object.name())
                .makes(object.subject(), Answer.known(new KubeRead.Foretold(object.definition(), then)));
        return new Part(Map.of("changed", true, "result", then, "method", method), change);
    }

    private String waitWords(KubeObject object, String gone) {
        if (!p.waits()) {
            return "";
        }
        K8sModule.Condition condition = p.waitCondition();
        String type = !gone.isEmpty() ? gone : condition == null || condition.type() == null ? "" : condition.type();
        String wait = "jp_kube_wait " + Shell.quote(List.of(
                object.resource(), String.valueOf(object.name()), object.namespace() == null ? "" : object.namespace(),
                String.valueOf(p.waitTimeout()), String.valueOf(p.waitSleep()), type,
                condition == null ? "" : condition.status(), condition == null || condition.reason() == null ? "" : condition.reason()));
        return gone.isEmpty()
                ? " >/dev/null || exit\n" + wait + " || exit\njp_kubectl get " + Shell.quote(List.of(object.resource(), String.valueOf(object.name())))
                        + (object.namespace() == null ? "" : " --namespace=" + Shell.quote(object.namespace())) + " -o json"
                : " || exit\n" + wait;
    }

    private HostCommand delete(KubeObject object) {
        List<String> words = new ArrayList<>(List.of("jp_kubectl", "delete", object.resource(), String.valueOf(object.name()), "--ignore-not-found", "--wait=false"));
        if (object.namespace() != null) {
            words.add("--namespace=" + object.namespace());
        }
        K8sModule.Deletion how = p.deleteOptions();
        if (how != null && how.gracePeriodSeconds() != null) {
            words.add("--grace-period=" + how.gracePeriodSeconds());
        }
        if (how != null && how.propagationPolicy() != null) {
            words.add("--cascade=" + how.propagationPolicy().toLowerCase(Locale.ROOT));
        }
        if (how != null && !how.preconditions().isEmpty()) {
            throw new ModuleFailure("delete_options: kubectl knows no preconditions; leave them out");
        }
        return HostCommand.of(p.cluster().prelude() + Shell.quote(words) + " >/dev/null" + waitWords(object, "GONE"), "remove " + object.kind() + " " + object.name())
                .makes(object.subject(), Answer.absent());
    }

    private Diff diff(HostState host) {
        Diff diff = Diff.NONE;
        for (KubeObject object : objects) {
            if (isMeant(object) && host.get(read(object)) instanceof Answer.Known<KubeRead.Both>(KubeRead.Both both) && !object.kind().equals("Secret")) {
                String name = object.kind() + " " + object.name();
                String before = both.now() == null ? "" : text(both.now());
                String after = p.state() == K8sModule.State.ABSENT ? "" : text(both.then() == null ? object.definition() : both.then());
                diff = before.equals(after) ? diff : diff.and(new Diff.Text(name, before, name, after));
            }
        }
        return diff;
    }

    private static String text(Map<?, ?> object) {
        return JsonText.of(KubeObject.essence(object)).replace(",\"", ",\n\"") + "\n";
    }

    /** What the server answered is the result; where nothing was applied, what it would answer. */
    private static Map<String, Object> result(List<Part> parts, List<Output> outputs) {
        List<Map<String, Object>> results = new ArrayList<>();
        int at = 0;
        for (Part part : parts) {
            Map<String, Object> result = new LinkedHashMap<>(part.result());
            if (part.change() != null && at < outputs.size()) {
                try {
                    String text = outputs.get(at++).out();
                    result.put("result", text.isBlank() ? Map.of() : java.util.Objects.requireNonNullElse(Json.read(text), Map.of()));
                } catch (IOException e) {
                    // What it would be stays.
                }
            }
            results.add(result);
        }
        return results.size() == 1 ? results.get(0) : new LinkedHashMap<>(Map.of("result", Map.of("results", results)));
    }
}

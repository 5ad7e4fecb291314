package jplay.tasks.modules.kube;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.facts.Json;
import jplay.tasks.modules.support.Inputs;
import jplay.tasks.read.CommandRead;
import jplay.tasks.text.JsonText;
import org.jspecify.annotations.Nullable;

/** A release, as it is and as it should be. */
record HelmRelease(HelmModule.Params p) {

    private String helm() {
        return p.cluster().prelude(p.releaseNamespace()) + (p.updateRepoCache() ? p.cluster().helm() + " repo update >&2 || exit\n" : "") + p.cluster().helm();
    }

    /** helm's list of the one release, a record separator, its values. */
    CommandRead status() {
        String name = Shell.quote(p.releaseName());
        return new CommandRead(
                helm() + " list --all --filter " + Shell.quote("^" + p.releaseName() + "$") + " -o json || exit\nprintf '\\036'\n"
                        + p.cluster().helm() + " get values " + name + " -o json 2>/dev/null; :",
                new Read.Subject("helm", p.releaseNamespace() + "/" + p.releaseName()));
    }

    /** What the chart says of itself. */
    CommandRead chart() {
        List<String> words = new ArrayList<>(List.of("show", "chart", String.valueOf(p.chartRef())));
        source(words);
        return new CommandRead(helm() + " " + Shell.quote(words), new Read.Subject("helm-chart", words.toString()));
    }

    private void source(List<String> words) {
        if (p.chartVersion() != null) {
            words.add("--version=" + p.chartVersion());
        }
        if (p.chartRepoUrl() != null) {
            words.add("--repo=" + p.chartRepoUrl());
        }
    }

    Plan plan(HostState host, Control control, Inputs files) {
        Map<String, Object> now = parse(status().text(host));
        if (p.releaseState() == HelmModule.State.ABSENT) {
            return now == null ? new Plan.InSync(result("", Output.of(0, "", ""), null)) : change(uninstall(), "", now, null);
        }
        Map<?, ?> chart = control.documents(chart().text(host), "the chart").stream().filter(Map.class::isInstance).map(each -> (Map<?, ?>) each)
                .findFirst().orElse(Map.of());
        Map<String, Object> wanted = values(control, files);
        String version = chart.get("name") + "-" + chart.get("version");
        if (now != null && !p.force() && p.setValues().isEmpty() && isSame(now, chart, version, wanted)) {
            return new Plan.InSync(result("", Output.of(0, "", ""), now));
        }
        Map<String, Object> then = new LinkedHashMap<>(now == null ? Map.of() : now);
        then.put("name", p.releaseName());
        then.put("namespace", p.releaseNamespace());
        then.put("chart", version);
        then.put("app_version", Objects.requireNonNullElse(chart.get("appVersion"), "").toString());
        then.put("status", "deployed");
        then.put("values", wanted);
        boolean depends = p.dependencyUpdate() && chart.get("dependencies") != null;
        String before = depends && p.chartRepoUrl() == null && !p.replace()
                ? p.cluster().helm() + " dependency update " + Shell.quote(String.valueOf(p.chartRef())) + " >&2 || exit\n" : "";
        return change(install(), before, now, then);
    }

    private static boolean isSame(Map<String, Object> now, Map<?, ?> chart, String version, Map<String, Object> wanted) {
        String app = chart.get("appVersion") == null ? "" : chart.get("appVersion").toString();
        return wanted.equals(now.get("values")) && version.equals(now.get("chart")) && app.equals(Objects.requireNonNullElse(now.get("app_version"), ""));
    }

    /** Those of the files count where there are files, as Ansible compares. */
    private Map<String, Object> values(Control control, Inputs files) {
        if (p.valuesFiles().isEmpty()) {
            return p.releaseValues();
        }
        Map<String, Object> all = new LinkedHashMap<>();
        for (String file : p.valuesFiles()) {
            for (Object each : control.documents(files.text(file, null, "the file of values", "values_files"), file)) {
                if (each instanceof Map<?, ?> map) {
                    map.forEach((key, value) -> all.put(String.valueOf(key), value));
                }
            }
        }
        return all;
    }

    private Plan change(List<String> words, String before, @Nullable Map<String, Object> now, @Nullable Map<String, Object> then) {
        boolean values = then != null && !p.releaseValues().isEmpty();
        String file = values ? " -f \"$JPLAY_UPLOAD\"; _jp_rc=$?; rm -f \"$JPLAY_UPLOAD\"; exit $_jp_rc" : "";
        String command = p.cluster().helm() + " " + Shell.quote(words);
        HostCommand run = HostCommand.of(p.cluster().prelude(p.releaseNamespace()) + before + command + file, words.get(0) + " " + p.releaseName())
                .makes(status(), then == null ? "[]\036" : JsonText.of(List.of(then)) + "\036" + JsonText.of(then.get("values")));
        if (values) {
            run = run.with(new Effect.Upload(Content.of(JsonText.of(p.releaseValues())), "/tmp/values.yaml"));
        }
        Diff diff = Diff.properties(p.releaseName(), shown(now), shown(then));
        return new Plan.Change(List.of(run), diff, Reads.of(status()), applied -> applied.outputs().isEmpty()
                ? result(command, Output.of(0, "", ""), then)
                : result(command, applied.outputs().get(0), parse(status().text(applied.state()))));
    }

    private static Map<String, Object> shown(@Nullable Map<String, Object> release) {
        return release == null ? Map.of() : Map.of("chart", String.valueOf(release.get("chart")));
    }

    private List<String> uninstall() {
        List<String> words = new ArrayList<>(List.of("uninstall"));
        flag(words, !p.purge(), "--keep-history");
        flag(words, p.disableHook(), "--no-hooks");
        flag(words, p.waits(), "--wait");
        flag(words, p.waitTimeout() != null, "--timeout=" + p.waitTimeout());
        words.add(p.releaseName());
        return words;
    }

    private List<String> install() {
        List<String> words = new ArrayList<>(p.replace() ? List.of("install", "--replace") : List.of("upgrade", "-i", "--reset-values"));
        flag(words, p.replace() && p.dependencyUpdate(), "--dependency-update");
        source(words);
        flag(words, p.waits(), "--wait");
        flag(words, p.waits() && p.waitTimeout() != null, "--timeout=" + p.waitTimeout());
        flag(words, p.atomic(), "--atomic");
        flag(words, p.timeout() != null, "--timeout=" + p.timeout());
        flag(words, p.force(), "--force");
        flag(words, p.disableHook(), "--no-hooks");
        flag(words, p.createNamespace(), "--create-namespace");
        p.valuesFiles().forEach(file -> words.add("--values=" + file));
        flag(words, p.postRenderer() != null, "--post-renderer=" + p.postRenderer());
        flag(words, p.skipCrds(), "--skip-crds");
        flag(words, p.historyMax() != null, "--history-max=" + p.historyMax());
        for (HelmModule.SetValue set : p.setValues()) {
            words.addAll(List.of(set.valueType().equals("raw") ? "--set" : "--set-" + set.valueType(), set.value()));
        }
        words.addAll(List.of(p.releaseName(), String.valueOf(p.chartRef())));
        return words;
    }

    private static void flag(List<String> words, boolean wanted, String flag) {
        if (wanted) {
            words.add(flag);
        }
    }

    private static @Nullable Map<String, Object> parse(String text) {
        String[] parts = text.split("\036", -1);
        try {
            if (!(Json.read(parts[0]) instanceof List<?> list) || list.isEmpty() || !(list.get(0) instanceof Map<?, ?> first)) {
                return null;
            }
            Map<String, Object> release = KubeObject.copy(first);
            Object values = parts.length > 1 && !parts[1].isBlank() ? Json.read(parts[1]) : null;
            release.put("values", values == null ? Map.of() : values);
            return release;
        } catch (IOException e) {
            throw new ModuleFailure("helm prints no JSON: " + e.getMessage());
        }
    }

    private static Map<String, Object> result(String command, Output said, @Nullable Map<String, Object> status) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("command", command);
        result.put("stdout", said.out());
        result.put("stderr", said.err());
        result.put("status", status);
        return result;
    }
}

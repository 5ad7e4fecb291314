package jplay.tasks.modules.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.facts.Json;
import jplay.tasks.modules.Case;
import jplay.tasks.modules.FakeControl;
import jplay.tasks.modules.Here;
import jplay.tasks.modules.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeTest {
    @TempDir
    Path dir;
    private static final String MAP = "{\"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"c\", \"namespace\": \"n\"}, \"data\": {\"a\": \"1\"}}";
    private static final String SEEN = "{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\",\"namespace\":\"n\",\"resourceVersion\":\"5\"},\"data\":{\"a\":\"0\"}}";

    /** YAML that is JSON, a document a line. */
    private static Control control(Path root) {
        return new FakeControl(Map.of(), root) {
            @Override
            public List<Object> documents(String text, String name) {
                return text.lines().filter(line -> !line.startsWith("---")).map(line -> {
                    try {
                        return Json.read(line);
                    } catch (java.io.IOException e) {
                        throw new AssertionError(e);
                    }
                }).toList();
            }

            @Override
            public String render(Path template, Map<String, Object> extra, TemplateOptions options) {
                try {
                    return Files.readString(template);
                } catch (java.io.IOException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    private static Task k8s(Object... parameters) {
        return Task.of("k8s", parameters).control(control(Path.of("/nowhere")));
    }

    private static String last(String text) {
        return text.substring(text.lastIndexOf("jp_kube_options=")).replaceFirst("jp_kube_options=[^\n]*\n", "");
    }

    @Test
    void creates() {
        Task task = k8s("definition", MAP).says("jp_kube_state auto ConfigMap.v1. c n 'strategic-merge merge' ", "\n\036\n" + SEEN.replace("\"0\"", "\"1\""));
        assertEquals("jp_kube_do create ConfigMap.v1. c n 'strategic-merge merge' "
                + "'{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\",\"namespace\":\"n\"},\"data\":{\"a\":\"1\"},\"apiVersion\":\"v1\"}'", last(task.effects()));
        assertEquals("create", task.result().get("method"));
        k8s("definition", MAP).after(task).inSync();
        k8s("kind", "Namespace", "name", "x", "api_version", "v1").says("jp_kube_state auto Namespace.v1. x ''", SEEN + "\n\036\n" + SEEN).inSync();
        assertTrue(k8s("kind", "Pod", "generate_name", "p-", "namespace", "n").says("jp_kube_state", "\n\036\n" + SEEN).effects().contains("\"generateName\":\"p-\""));
    }

    @Test
    void changes() {
        String both = SEEN + "\n\036\n" + SEEN.replace("\"0\"", "\"1\"");
        assertTrue(k8s("definition", MAP).says("jp_kube_state auto", both).effects().contains("jp_kube_do patch ConfigMap.v1. c n"));
        assertTrue(k8s("definition", MAP, "merge_type", "merge").says("jp_kube_state auto", both).effects().contains("jp_kube_do patch ConfigMap.v1. c n merge "));
        assertTrue(k8s("definition", MAP, "force", true).says("jp_kube_state replace", both).effects().contains("jp_kube_do replace"));
        assertTrue(k8s("definition", MAP, "apply", true, "server_side_apply", Map.of("field_manager", "me", "force_conflicts", true)).says("jp_kube_state apply", both).effects()
                .endsWith("--server-side --field-manager=me --force-conflicts"));
        assertTrue(k8s("definition", MAP, "state", "patched").says("jp_kube_state patched", both).effects().contains("jp_kube_do patch"));
        k8s("definition", MAP, "state", "patched").says("jp_kube_state patched", "\n\036\n").inSync();
        assertTrue(k8s("definition", MAP, "validate", Map.of("fail_on_error", true)).says("jp_kube_state auto", "\n\036\n" + SEEN).effects().endsWith("--validate=true"));
        k8s("definition", MAP, "label_selectors", "app=web").inSync();
        assertTrue(k8s("definition", MAP, "append_hash", true).says("jp_kube_state auto ConfigMap.v1. c-", "\n\036\n" + SEEN).effects().contains("jp_kube_do create ConfigMap.v1. c-"));
    }

    @Test
    void removes() {
        Task gone = k8s("kind", "Deployment", "api_version", "apps/v1", "name", "d", "namespace", "n", "state", "absent", "wait", true, "wait_timeout", 9, "wait_sleep", 2,
                "delete_options", Map.of("gracePeriodSeconds", 3, "propagationPolicy", "Foreground")).says("jp_kube_state absent Deployment.v1.apps d n", SEEN + "\n\036\n");
        assertEquals("jp_kubectl delete Deployment.v1.apps d --ignore-not-found --wait=false --namespace=n --grace-period=3 --cascade=foreground >/dev/null || exit\n"
                + "jp_kube_wait Deployment.v1.apps d n 9 2 GONE '' ''", last(gone.effects()));
        k8s("kind", "Pod", "name", "x", "state", "absent").says("jp_kube_state absent", "\n\036\n").inSync();
    }

    @Test
    void waitsForConditions() {
        String waits = k8s("definition", MAP, "wait", true, "wait_condition", Map.of("type", "Done", "status", "False", "reason", "R")).says("jp_kube_state", "\n\036\n" + SEEN).effects();
        assertTrue(waits.contains("jp_kube_wait ConfigMap.v1. c n 120 5 Done False R || exit\njp_kubectl get ConfigMap.v1. c --namespace=n -o json"), waits);
    }

    @Test
    void takesDefinitionsFromElsewhere() throws Exception {
        Files.createDirectories(dir.resolve("templates"));
        Files.writeString(dir.resolve("d.yml"), MAP + "\n---\n" + MAP.replace("\"c\"", "\"d\""));
        Files.writeString(dir.resolve("templates/t.j2"), MAP.replace("\"c\"", "\"t\""));
        Task two = Task.of("k8s", "src", "d.yml").control(control(dir)).says("jp_kube_state", "\n\036\n" + SEEN);
        assertEquals(2, two.change().effects().size());
        assertEquals(2, ((List<?>) ((Map<?, ?>) two.result().get("result")).get("results")).size());
        assertTrue(Task.of("k8s", "template", "t.j2").control(control(dir)).says("jp_kube_state", "\n\036\n" + SEEN).effects().contains("ConfigMap.v1. t n"));
        Task some = Task.of("k8s", "src", "d.yml", "continue_on_error", true).control(control(dir)).says("v1. d n", "\n\036\n" + SEEN);
        assertEquals(1, some.change().effects().size());
        assertTrue(Task.of("k8s", "src", "d.yml").control(control(dir)).says("v1. d n", "\n\036\n").failure().contains("ConfigMap c"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"host|https://h|--server=https://h", "context|x|--context=x", "client_cert|/c|--client-certificate=/c", "client_key|/k|--client-key=/k",
        "ca_cert|/a|--certificate-authority=/a", "validate_certs|no|--insecure-skip-tls-verify", "impersonate_user|u|--as=u", "impersonate_groups|g|--as-group=g",
        "proxy|http://p|HTTPS_PROXY=http://p", "no_proxy|x|NO_PROXY=x", "kubeconfig|/k|jp_kubeconfig=/k"})
    void reaches(String parameter, String value, String words) {
        String effects = k8s("kind", "Pod", "name", "p", parameter, value).says("jp_kube_state", "\n\036\n" + SEEN).effects();
        assertTrue(effects.contains(words), effects);
        String read = Case.of("k8s_info").with("kind", "Pod").with(parameter, value).reads().all().get(0).script();
        assertTrue(read.contains(words), read);
    }

    @Test
    void looksAsWhomItIsTold() {
        Case call = Case.of("k8s_info").with("kind", "Pod").with("host", "https://h").with("api_key", "T0KEN").with("username", "u").with("password", "pw");
        String script = call.reads().all().get(0).script();
        assertTrue(script.contains("\"token\":\"T0KEN\",\"username\":\"u\",\"password\":\"pw\""), script);
        assertTrue(Task.of("k8s_info", "kind", "Pod", "persist_config", true).failure().contains("persist_config is not supported"));
        assertTrue(Task.of("k8s_info", "kind", "Pod", "proxy_headers", Map.of("a", 1)).failure().contains("proxy_headers is not supported"));
    }

    @Test
    void keepsSecretsOutOfArguments() {
        String effects = k8s("kind", "Pod", "name", "p", "host", "https://h", "api_key", "T0KEN", "username", "u", "password", "pw").says("jp_kube_state", "\n\036\n" + SEEN).effects();
        assertTrue(effects.startsWith("jp_kube_config '{") && effects.contains("\"token\":\"T0KEN\",\"username\":\"u\",\"password\":\"pw\"}"), effects);
        assertTrue(k8s("kind", "Pod", "api_key", "x").failure().contains("need host"));
        assertTrue(k8s("kind", "Pod", "persist_config", true).failure().contains("persist_config is not supported"));
        assertTrue(k8s("kind", "Pod", "proxy_headers", Map.of("a", 1)).failure().contains("proxy_headers is not supported"));
    }

    @Test
    void looks() {
        Object found = Task.of("k8s_info", "kind", "Pod", "label_selectors", "a=b,c", "field_selectors", "x=y", "namespace", "n")
                .says("jp_kubectl get Pod.v1. --namespace=n --selector=a=b,c --field-selector=x=y -o json --ignore-not-found", "{\"items\": [{\"a\": 1}]}").result();
        assertEquals("{resources=[{a=1}], api_found=true}", found.toString());
        assertEquals("{resources=[], api_found=true}", Task.of("k8s_info", "kind", "D", "api_version", "apps/v1").says("get D.v1.apps --all-namespaces", "").result().toString());
        assertEquals("{resources=[], api_found=false}", Task.of("k8s_info", "kind", "X").says("get X", 1, "", "error: the server doesn't have a resource type \"X\"").result().toString());
        assertEquals("{resources=[{b=2}], api_found=true}", Task.of("k8s_info", "kind", "Pod", "name", "p", "wait", true, "wait_sleep", 1, "wait_timeout", 2, "wait_condition",
                Map.of("type", "Ready")).says("jp_kube_wait Pod.v1. p '' 2 1 Ready True '' || exit\njp_kubectl get Pod.v1. p", "{\"b\": 2}").result().toString());
    }

    @Test
    void runsKubectl() throws Exception {
        Path kubectl = Files.writeString(dir.resolve("kubectl"), "#!/bin/sh\necho \"$@\" >>" + dir + "/log\ncase \"$*\" in *get*) ;; *) cat >/dev/null; echo '{\"ok\": 1}' ;; esac\n");
        kubectl.toFile().setExecutable(true);
        String script = "PATH=" + dir + ":$PATH\n" + new Cluster(null, null, Map.of("a", 1), "x y", null, null, null, null, null, null, null, null, Map.of(), null, null, List.of()).prelude()
                + "jp_kube_state auto Pod.v1. p n merge '{}'";
        var out = Here.sh(script, Map.of());
        assertEquals(0, out.exit(), out.err());
        assertEquals("\n\036\n{\"ok\": 1}\n", out.out());
        String log = Files.readString(dir.resolve("log"));
        assertTrue(log.contains(" get Pod.v1. p --namespace=n -o json --ignore-not-found") && log.contains("--context=x y --kubeconfig="), log);
        assertTrue(log.contains(" create -f - -o json --namespace=n --dry-run=server"), log);
        String config = log.replaceAll("(?s).*--kubeconfig=(\\S+).*", "$1");
        assertFalse(Files.exists(Path.of(config)), "the configuration stays behind");
    }

    private static final String CHART = "{\"name\": \"c\", \"version\": \"1.0\", \"appVersion\": \"2\", \"dependencies\": [1]}";
    private static final String RELEASE = "[{\"name\": \"r\", \"chart\": \"c-1.0\", \"app_version\": \"2\"}]\036{\"a\": 1}";

    private static Task helm(String status, Object... more) {
        Object[] all = new Object[more.length + 6];
        System.arraycopy(new Object[] {"name", "r", "namespace", "n", "chart_ref", "x/c"}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return Task.of("helm", all).control(control(Path.of("/"))).says("helm list", status).says("show chart x/c", CHART);
    }

    private static String command(Task task) {
        return task.effects().replaceAll("(?s).*\nhelm ", "helm ");
    }

    @Test
    void releases() {
        Task install = helm("[]\036", "values", Map.of("a", 1));
        assertEquals("helm upgrade -i --reset-values r x/c -f \"$JPLAY_UPLOAD\"; _jp_rc=$?; rm -f \"$JPLAY_UPLOAD\"; exit $_jp_rc\n<<< {\"a\":1}", command(install));
        assertTrue(install.effects().contains("HELM_NAMESPACE=n\n"));
        helm("[]\036", "values", Map.of("a", 1)).after(install).inSync();
        helm(RELEASE, "values", Map.of("a", 1)).inSync();
        helm(RELEASE, "values", Map.of("a", 2)).change();
        helm(RELEASE, "values_files", "/v").file("/v", "{\"a\": 1}").inSync();
        assertEquals("helm uninstall --keep-history --no-hooks --wait --timeout=1m r", command(helm(RELEASE, "state", "absent", "purge", false, "disable_hook", true,
                "wait", true, "wait_timeout", "1m")));
        helm("[]\036", "state", "absent").inSync();
        assertTrue(Task.of("helm", "name", "r", "namespace", "n").failure().contains("chart_ref is missing"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"chart_version|1.0|--version=1.0", "chart_repo_url|http://r|--repo=http://r", "disable_hook|yes|--no-hooks", "force|yes|--force",
        "timeout|5m|--timeout=5m", "atomic|yes|--atomic", "create_namespace|yes|--create-namespace", "post_renderer|p|--post-renderer=p", "skip_crds|yes|--skip-crds",
        "history_max|3|--history-max=3", "wait|yes|--wait"})
    void passesOptions(String parameter, String value, String option) {
        assertEquals("helm upgrade -i --reset-values " + option + " r x/c", command(helm("[]\036", parameter, value)));
    }

    @Test
    void passesMoreOptions() {
        assertEquals("helm install --replace --dependency-update r x/c", command(helm("[]\036", "replace", true, "dependency_update", true)));
        assertTrue(helm("[]\036", "dependency_update", true).effects().contains("helm dependency update x/c >&2 || exit\n"));
        assertEquals("helm upgrade -i --reset-values --set a=1 --set-string b=2 r x/c",
                command(helm("[]\036", "set_values", List.of(Map.of("value", "a=1"), Map.of("value", "b=2", "value_type", "string")))));
        assertEquals("no net", Task.of("helm", "name", "r", "namespace", "n", "chart_ref", "c", "update_repo_cache", true).says("helm repo update >&2", 1, "", "no net").failure());
        assertEquals("helm upgrade -i --reset-values --wait --timeout=2m r x/c", command(helm("[]\036", "wait", true, "wait_timeout", "2m")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"binary_path|/h|/h repo add", "context|x|HELM_KUBECONTEXT=x", "kubeconfig|/k|KUBECONFIG=/k", "host|https://h|HELM_KUBEAPISERVER=https://h",
        "api_key|T|HELM_KUBETOKEN=T", "validate_certs|no|HELM_KUBEINSECURE_SKIP_TLS_VERIFY=true", "ca_cert|/a|HELM_KUBECAFILE=/a"})
    void helmReaches(String parameter, String value, String words) {
        String effects = Task.of("helm_repository", "name", "v", "url", "http://v", parameter, value).says("repo list", "[]").effects();
        assertTrue(effects.contains(words), effects);
        assertTrue(helm("[]\036", parameter, value).says("/h list", "[]\036").says("/h show", CHART).effects().contains(words.replace("repo add", "upgrade")));
    }

    @Test
    void keepsRepositories() {
        Task add = Task.of("helm_repository", "name", "v", "url", "http://v", "username", "u", "password", "pw", "pass_credentials", true, "force_update", true)
                .says("helm repo list", "[]");
        assertTrue(add.effects().endsWith("\nprintf '%s\\n' pw | helm repo add v http://v --username=u --password-stdin --pass-credentials --force-update"), add.effects());
        Task.of("helm_repository", "name", "v", "url", "http://v").after(add).inSync();
        Task.of("helm_repository", "name", "v", "state", "absent").says("helm repo list", "[]").inSync();
        assertTrue(Task.of("helm_repository", "name", "v", "state", "absent").says("helm repo list", "[{\"name\":\"v\",\"url\":\"x\"}]").effects().endsWith("helm repo remove v"));
        assertTrue(Task.of("helm_repository", "name", "v", "url", "y").says("helm repo list", "[{\"name\":\"v\",\"url\":\"x\"}]").failure().contains("already have"));
    }
}

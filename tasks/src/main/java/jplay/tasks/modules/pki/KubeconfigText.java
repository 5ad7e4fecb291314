package jplay.tasks.modules.pki;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import jplay.tasks.modules.support.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * A kubeconfig of one cluster, one user and one context.
 *
 * @param settings what it says, by path: {@code clusters/lab/server}
 */
record KubeconfigText(Map<String, String> settings, String cluster, String user, String context) {

    static KubeconfigText of(Kubeconfig.Params p, Inputs inputs) {
        Map<String, String> all = new LinkedHashMap<>();
        String cluster = "cluster/";
        put(all, cluster + "server", p.server());
        file(all, cluster + "certificate-authority", p.caPath(), p.embedCerts(), inputs);
        put(all, "context/cluster", p.cluster());
        put(all, "context/namespace", p.namespace());
        put(all, "context/user", p.user());
        file(all, "user/client-certificate", p.clientCertificatePath(), p.embedCerts(), inputs);
        file(all, "user/client-key", p.clientKeyPath(), p.embedCerts(), inputs);
        put(all, "user/token", p.token());
        return new KubeconfigText(all, p.cluster(), p.user(), p.contextName());
    }

    private static void file(Map<String, String> all, String name, @Nullable String path, boolean embed, Inputs inputs) {
        if (path != null && embed) {
            byte[] bytes = inputs.text(path, null, "the file", name.substring(name.indexOf('/') + 1)).getBytes(StandardCharsets.UTF_8);
            all.put(name + "-data", Base64.getEncoder().encodeToString(bytes));
        } else {
            put(all, name, path);
        }
    }

    private static void put(Map<String, String> all, String name, @Nullable String value) {
        if (value != null) {
            all.put(name, value);
        }
    }

    String yaml() {
        return "apiVersion: v1\nkind: Config\nclusters:\n" + entry("cluster", cluster)
                + "contexts:\n" + entry("context", context)
                + "current-context: " + scalar(context) + "\npreferences: {}\nusers:\n" + entry("user", user);
    }

    private String entry(String kind, String name) {
        StringBuilder text = new StringBuilder("- " + kind + ":");
        boolean any = false;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            if (setting.getKey().startsWith(kind + "/")) {
                text.append("\n    ").append(setting.getKey().substring(kind.length() + 1)).append(": ").append(scalar(setting.getValue()));
                any = true;
            }
        }
        return text + (any ? "" : " {}") + "\n  name: " + scalar(name) + "\n";
    }

    /** Whether a file has the same settings, whatever their order and quotes. */
    boolean saysTheSameAs(String text) {
        return FlatYaml.read(text).equals(FlatYaml.read(yaml()));
    }

    /** Without secrets. */
    static Map<String, Object> describe(String text) {
        Map<String, Object> shown = new LinkedHashMap<>();
        FlatYaml.read(text).forEach((name, value) -> {
            boolean secret = name.endsWith("client-key-data") || name.endsWith("token") || name.endsWith("password");
            boolean data = name.endsWith("-data");
            String digest = "sha256 " + Asn1.colons(Asn1.digest("SHA-256", value.getBytes(StandardCharsets.UTF_8)));
            shown.put(name, secret ? "(secret)" : data ? digest : value);
        });
        return shown;
    }

    private static String scalar(String text) {
        boolean plain = text.matches("[A-Za-z/][A-Za-z0-9_./@:+=-]*") && !text.matches("(?i)y|n|yes|no|on|off|true|false|null|.*:");
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}

package jplay.tasks.modules.kube;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Shell;
import jplay.tasks.text.JsonText;
import org.jspecify.annotations.Nullable;

/** How a cluster is reached: parameters that the modules of Kubernetes have in common. */
public record Cluster(
        @Param("The API server's address.") @Nullable String host,
        @Param(value = "A token; needs host.", secret = true) @Nullable String apiKey,
        @Param("A kubeconfig: a file on the host, or the thing itself.") @Nullable Object kubeconfig,
        @Param("The context of the kubeconfig.") @Nullable String context,
        @Param("The user; needs host.") @Nullable String username,
        @Param(value = "The user's password; needs host.", secret = true) @Nullable String password,
        @Param(value = "The client's certificate, on the host.", aliases = "cert_file") @Nullable String clientCert,
        @Param(value = "The client's key, on the host.", aliases = "key_file") @Nullable String clientKey,
        @Param(value = "The authority's certificate, on the host.", aliases = "ssl_ca_cert") @Nullable String caCert,
        @Param(value = "Whether the server's certificate is checked.", aliases = "verify_ssl") @Nullable Boolean validateCerts,
        @Param("A proxy.") @Nullable String proxy,
        @Param("Where no proxy is used.") @Nullable String noProxy,
        @Param("Is not supported: kubectl sends no headers to proxies.") Map<String, Object> proxyHeaders,
        @Param("Is not supported: nothing is written to the kubeconfig.") @Nullable Boolean persistConfig,
        @Param("The user to act as.") @Nullable String impersonateUser,
        @Param("The groups to act as.") List<String> impersonateGroups) {
    public Cluster {
        if (!proxyHeaders.isEmpty() || Boolean.TRUE.equals(persistConfig)) {
            throw new IllegalArgumentException((proxyHeaders.isEmpty() ? "persist_config" : "proxy_headers") + " is not supported: kubectl cannot do that; leave it out");
        }
        if ((apiKey != null || username != null || password != null) && host == null) {
            throw new IllegalArgumentException("api_key, username and password need host: which server are they for?");
        }
    }

    /** Shell text that goes before {@code jp_kubectl}: secrets are in a file of our own, never among arguments. */
    String prelude() {
        StringBuilder text = new StringBuilder();
        if (proxy != null) {
            text.append("HTTPS_PROXY=").append(Shell.quote(proxy)).append(" HTTP_PROXY=").append(Shell.quote(proxy)).append("\nexport HTTPS_PROXY HTTP_PROXY\n");
        }
        if (noProxy != null) {
            text.append("NO_PROXY=").append(Shell.quote(noProxy)).append("\nexport NO_PROXY\n");
        }
        String config = config();
        if (config != null) {
            text.append("jp_kube_config ").append(Shell.quote(config)).append(" || exit\n");
        } else if (kubeconfig != null && !(kubeconfig instanceof Map)) {
            text.append("jp_kubeconfig=").append(Shell.quote(kubeconfig.toString())).append('\n');
        }
        return text.append("jp_kube_options=").append(Shell.quote(Shell.quote(options()))).append('\n').toString();
    }

    /** A kubeconfig of our own, or null. */
    private @Nullable String config() {
        if (kubeconfig instanceof Map<?, ?> map) {
            return JsonText.of(map);
        }
        if (apiKey == null && password == null) {
            return null;
        }
        Map<String, Object> user = new LinkedHashMap<>();
        put(user, "token", apiKey);
        put(user, "username", username);
        put(user, "password", password);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("apiVersion", "v1");
        all.put("kind", "Config");
        all.put("clusters", List.of(Map.of("name", "jplay", "cluster", Map.of("server", String.valueOf(host)))));
        all.put("users", List.of(Map.of("name", "jplay", "user", user)));
        all.put("contexts", List.of(Map.of("name", "jplay", "context", Map.of("cluster", "jplay", "user", "jplay"))));
        all.put("current-context", "jplay");
        return JsonText.of(all);
    }

    private static void put(Map<String, Object> map, String name, @Nullable String value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    private List<String> options() {
        List<String> all = new ArrayList<>();
        option(all, "--server=", host);
        option(all, "--context=", context);
        option(all, "--client-certificate=", clientCert);
        option(all, "--client-key=", clientKey);
        option(all, "--certificate-authority=", caCert);
        option(all, "--as=", impersonateUser);
        impersonateGroups.forEach(group -> all.add("--as-group=" + group));
        if (Boolean.FALSE.equals(validateCerts)) {
            all.add("--insecure-skip-tls-verify");
        }
        return all;
    }

    private static void option(List<String> all, String name, @Nullable String value) {
        if (value != null) {
            all.add(name + value);
        }
    }
}

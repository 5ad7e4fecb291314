package jplay.tasks.modules.kube;

import java.util.Map;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Shell;
import jplay.tasks.text.JsonText;
import org.jspecify.annotations.Nullable;

/** How helm is called and reaches a cluster: parameters that its modules have in common. */
public record HelmCluster(
        @Param("The program, where it is not helm.") @Nullable String binaryPath,
        @Param(value = "The context of the kubeconfig.", aliases = "kube_context") @Nullable String context,
        @Param(value = "A kubeconfig: a file on the host, or the thing itself.", aliases = "kubeconfig_path") @Nullable Object kubeconfig,
        @Param("The API server's address.") @Nullable String host,
        @Param(value = "A token.", secret = true) @Nullable String apiKey,
        @Param(value = "Whether the server's certificate is checked.", aliases = "verify_ssl", def = "true") boolean validateCerts,
        @Param(value = "The authority's certificate, on the host.", aliases = "ssl_ca_cert") @Nullable String caCert) {

    String helm() {
        return Shell.quote(binaryPath == null ? "helm" : binaryPath);
    }

    /** helm takes all of it from its environment, where it is not seen by others. */
    String prelude(@Nullable String namespace) {
        StringBuilder text = new StringBuilder();
        if (kubeconfig instanceof Map<?, ?> map) {
            text.append("jp_kube_config ").append(Shell.quote(JsonText.of(map))).append(" || exit\nKUBECONFIG=$jp_kubeconfig\nexport KUBECONFIG\n");
        } else if (kubeconfig != null) {
            variable(text, "KUBECONFIG", kubeconfig.toString());
        }
        variable(text, "HELM_KUBECONTEXT", context);
        variable(text, "HELM_KUBEAPISERVER", host);
        variable(text, "HELM_KUBETOKEN", apiKey);
        variable(text, "HELM_KUBECAFILE", caCert);
        variable(text, "HELM_KUBEINSECURE_SKIP_TLS_VERIFY", validateCerts ? null : "true");
        variable(text, "HELM_NAMESPACE", namespace);
        return text.append("command -v ").append(helm()).append(" >/dev/null || { echo 'this needs helm on the host' >&2; exit 127; }\n").toString();
    }

    private static void variable(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(name).append('=').append(Shell.quote(value)).append("\nexport ").append(name).append('\n');
        }
    }
}

package jplay.tasks.modules.pki;

import com.google.auto.service.AutoService;
import java.util.Map;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.Inputs;
import jplay.tasks.modules.support.KeptFile;
import org.jspecify.annotations.Nullable;

/** Writes kubeconfigs. */
@Module(
        name = "kubeconfig",
        collection = "jplay.kubernetes",
        summary = "Writes a kubeconfig: one cluster, one user, one context, the certificates within.",
        example = """
                - name: Write the admin's kubeconfig
                  kubeconfig:
                    path: /etc/pki/admin.kubeconfig
                    cluster: lab
                    server: https://10.0.0.1:6443
                    ca_path: /etc/pki/ca.crt
                    user: admin
                    client_certificate_path: /etc/pki/admin.crt
                    client_key_path: /etc/pki/admin.key
                """)
@AutoService(TaskModule.class)
public final class Kubeconfig implements TaskModule<Kubeconfig.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "The kubeconfig's file.", required = true) String path,
            @Param(value = "Whether it is to be there.", choices = {"present", "absent"}, def = "present") String state,
            @Param(value = "The cluster's name.", def = "kubernetes") String cluster,
            @Param("The API server's address: https://HOST:6443.") @Nullable String server,
            @Param("The file of the CA's certificate.") @Nullable String caPath,
            @Param(value = "The user's name.", def = "default") String user,
            @Param("The file of the user's certificate.") @Nullable String clientCertificatePath,
            @Param("The file of the user's private key.") @Nullable String clientKeyPath,
            @Param(value = "The user's token, in place of a certificate.", secret = true) @Nullable String token,
            @Param("The context's name; without, USER@CLUSTER.") @Nullable String context,
            @Param("The namespace that commands without one are for.") @Nullable String namespace,
            @Param(value = "Put certificates and key into the file; otherwise their absolute paths.", def = "true") boolean embedCerts,
            @Param("Keep the old file, beside it, with the time in its name.") boolean backup,
            @Param(value = "The file's mode.", def = "0600") FileMode mode,
            @Param("The file's owner.") @Nullable String owner,
            @Param("The file's group.") @Nullable String group) {
        public Params {
            if ("present".equals(state) && server == null) {
                throw new IllegalArgumentException("server is missing; write server: https://HOST:6443");
            }
            if ((clientCertificatePath == null) != (clientKeyPath == null)) {
                throw new IllegalArgumentException("client_certificate_path and client_key_path need each other");
            }
            if (token != null && clientCertificatePath != null) {
                throw new IllegalArgumentException("token and client_certificate_path exclude each other");
            }
        }

        String contextName() {
            return context == null ? user + "@" + cluster : context;
        }
    }

    /** What is registered. */
    public record Result(String path, @Nullable String context, @Nullable String server, @Nullable String backupFile) {}

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        boolean present = p.state.equals("present");
        boolean embed = present && p.embedCerts;
        Inputs inputs = embed
                ? new Inputs(host, p.path, p.caPath, p.clientCertificatePath, p.clientKeyPath)
                : new Inputs(host, p.path);
        Plan more = inputs.more();
        if (more != null) {
            return more;
        }
        KeptFile file = new KeptFile(inputs.absolute(p.path), inputs.file(p.path), p.mode, 0600, p.owner, p.group, p.backup);
        if (!present) {
            return file.remove(new Result(p.path, null, null, null), copy -> new Result(p.path, null, null, copy));
        }
        if (embed) {
            checkPair(p, inputs);
        }
        KubeconfigText wanted = KubeconfigText.of(p, inputs);
        String old = file.text();
        if (old != null && wanted.saysTheSameAs(old)) {
            return file.keep(new Result(p.path, p.contextName(), p.server, null));
        }
        Diff diff = Diff.properties(file.path(), old == null ? Map.of() : KubeconfigText.describe(old), KubeconfigText.describe(wanted.yaml()));
        return file.write(Content.of(wanted.yaml()), diff, copy -> new Result(p.path, p.contextName(), p.server, copy));
    }

    /** A certificate and another's key make a kubeconfig that fails far from here. */
    private static void checkPair(Params p, Inputs inputs) {
        if (p.clientCertificatePath == null || p.clientKeyPath == null) {
            return;
        }
        Cert cert = Cert.read(inputs.text(p.clientCertificatePath, null, "the client certificate", "client_certificate"), p.clientCertificatePath);
        Key key = KeyReader.read(inputs.text(p.clientKeyPath, null, "the client key", "client_key"), null);
        if (!key.isHalfOf(cert.spki())) {
            throw new ModuleFailure("the client key " + p.clientKeyPath + " does not belong to the certificate " + p.clientCertificatePath);
        }
    }
}

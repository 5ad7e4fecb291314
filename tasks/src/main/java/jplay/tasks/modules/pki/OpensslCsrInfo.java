package jplay.tasks.modules.pki;

import com.google.auto.service.AutoService;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.Inputs;
import org.jspecify.annotations.Nullable;

/** Reads certificate signing requests. */
@Module(
        name = "openssl_csr_info",
        changes = false,
        collection = "community.crypto",
        summary = "Returns what a certificate signing request asks for.",
        example = """
                - name: Look at the request
                  openssl_csr_info:
                    path: /etc/pki/apiserver.csr
                  register: request
                """)
@AutoService(TaskModule.class)
public final class OpensslCsrInfo implements TaskModule<OpensslCsrInfo.Params> {

    /** The parameters. */
    public record Params(
            @Param("The request's file.") @Nullable String path,
            @Param("The request itself, in place of its file.") @Nullable String content) {}

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Inputs inputs = new Inputs(host, p.content == null ? p.path : null);
        Plan more = inputs.more();
        if (more != null) {
            return more;
        }
        String text = p.content != null ? p.content : inputs.text(p.path, null, "the signing request", "path");
        Csr csr = Csr.read(text, p.content != null ? "content" : String.valueOf(p.path));
        if (!csr.isSigned()) {
            throw new ModuleFailure("CSR signature is invalid: it was not made by the request's own key, or was changed since");
        }
        return new Plan.InSync(Info.csr(csr));
    }
}

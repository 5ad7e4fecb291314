package jplay.tasks.modules.pki;

import com.google.auto.service.AutoService;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.Inputs;
import org.jspecify.annotations.Nullable;

/** Reads private keys. */
@Module(
        name = "openssl_privatekey_info",
        changes = false,
        collection = "community.crypto",
        summary = "Returns the kind of a private key, and its public half.",
        example = """
                - name: Look at the CA's key
                  openssl_privatekey_info:
                    path: /etc/pki/ca.key
                  register: key
                """)
@AutoService(TaskModule.class)
public final class OpensslPrivatekeyInfo implements TaskModule<OpensslPrivatekeyInfo.Params> {

    /** The parameters. */
    public record Params(
            @Param("The key's file.") @Nullable String path,
            @Param(value = "The key itself, in place of its file.", secret = true) @Nullable String content,
            @Param(value = "The key's passphrase.", secret = true) @Nullable String passphrase) {}

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Inputs inputs = new Inputs(host, p.content == null ? p.path : null);
        Plan more = inputs.more();
        if (more != null) {
            return more;
        }
        String text = p.content != null ? p.content : inputs.text(p.path, null, "the private key", "path");
        try {
            return new Plan.InSync(Info.key(KeyReader.read(text, p.passphrase)));
        } catch (ModuleFailure e) {
            return new Plan.Failed(String.valueOf(e.getMessage()), Map.of("can_load_key", true, "can_parse_key", false));
        }
    }
}

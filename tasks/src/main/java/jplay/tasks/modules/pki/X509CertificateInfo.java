package jplay.tasks.modules.pki;

import com.google.auto.service.AutoService;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.Inputs;
import org.jspecify.annotations.Nullable;

/** Reads certificates. */
@Module(
        name = "x509_certificate_info",
        changes = false,
        collection = "community.crypto",
        summary = "Returns what a certificate says: names, times, usages, fingerprints.",
        example = """
                - name: Look at the CA's certificate
                  x509_certificate_info:
                    path: /etc/pki/ca.crt
                    valid_at:
                      in_a_month: +30d
                  register: ca
                """)
@AutoService(TaskModule.class)
public final class X509CertificateInfo implements TaskModule<X509CertificateInfo.Params> {

    /** The parameters. */
    public record Params(
            @Param("The certificate's file.") @Nullable String path,
            @Param("The certificate itself, in place of its file.") @Nullable String content,
            @Param("Points in time (+30d, 20300101000000Z) by names of your own; valid_at of the result says whether it is valid then.") Map<String, Object> validAt) {}

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Inputs inputs = new Inputs(host, p.content == null ? p.path : null);
        Plan more = inputs.more();
        if (more != null) {
            return more;
        }
        String text = p.content != null ? p.content : inputs.text(p.path, null, "the certificate", "path");
        Cert cert = Cert.read(text, p.content != null ? "content" : String.valueOf(p.path));
        Instant now = Instant.now();
        Map<String, @Nullable Object> info = Info.certificate(cert);
        info.put("expired", cert.until().isBefore(now));
        Map<String, Object> valid = new LinkedHashMap<>();
        p.validAt.forEach((name, time) -> {
            Instant at = Times.at(String.valueOf(time), "valid_at." + name, now);
            valid.put(name, !at.isBefore(cert.from()) && !at.isAfter(cert.until()));
        });
        info.put("valid_at", valid);
        return new Plan.InSync(info);
    }
}

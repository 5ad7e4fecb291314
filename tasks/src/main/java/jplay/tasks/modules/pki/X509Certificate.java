package jplay.tasks.modules.pki;

import com.google.auto.service.AutoService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;

/** Signs certificates. */
@Module(
        name = "x509_certificate",
        collection = "community.crypto",
        aliases = {"openssl_certificate", "community.crypto.openssl_certificate"},
        summary = "Signs a certificate by one's own CA or by its own key, and makes it anew before it expires or when request, key or CA are others.",
        example = """
                - name: Sign the API server's certificate
                  x509_certificate:
                    path: /etc/pki/apiserver.crt
                    csr_path: /etc/pki/apiserver.csr
                    provider: ownca
                    ownca_path: /etc/pki/ca.crt
                    ownca_privatekey_path: /etc/pki/ca.key
                    ownca_not_after: +365d
                    renew_before: 30d
                """)
@AutoService(TaskModule.class)
public final class X509Certificate implements TaskModule<X509Certificate.Params> {
    private static final String CREATE = "create_if_not_provided";

    /** The parameters. */
    public record Params(
            @Param(value = "The certificate's file.", required = true) String path,
            @Param(value = "Whether the certificate is to be there.", choices = {"present", "absent"}, def = "present") String state,
            @Param(value = "Who signs: ownca, a CA of one's own; selfsigned, its own key.", choices = {"ownca", "selfsigned"}) @Nullable String provider,
            @Param("The signing request's file.") @Nullable String csrPath,
            @Param("The signing request itself, in place of its file.") @Nullable String csrContent,
            @Param("The private key's file: needed for selfsigned; with ownca, the certificate must belong to it.") @Nullable String privatekeyPath,
            @Param(value = "The private key itself, in place of its file.", secret = true) @Nullable String privatekeyContent,
            @Param(value = "The private key's passphrase.", secret = true) @Nullable String privatekeyPassphrase,
            @Param("Make it anew in any case.") boolean force,
            @Param("Make it anew when it expires within this time (30d); without, when it has expired.") @Nullable String renewBefore,
            @Param(value = "Leave a certificate whose not_before or not_after are others than wanted.", def = "true") boolean ignoreTimestamps,
            @Param("The CA's certificate's file.") @Nullable String owncaPath,
            @Param("The CA's certificate itself, in place of its file.") @Nullable String owncaContent,
            @Param("The CA's private key's file.") @Nullable String owncaPrivatekeyPath,
            @Param(value = "The CA's private key itself, in place of its file.", secret = true) @Nullable String owncaPrivatekeyContent,
            @Param(value = "The CA's private key's passphrase.", secret = true) @Nullable String owncaPrivatekeyPassphrase,
            @Param(value = "The digest that the CA signs.", def = "sha256") String owncaDigest,
            @Param(value = "From when: a span from now or 20300101000000Z.", def = "+0s") String owncaNotBefore,
            @Param(value = "Until when, likewise.", def = "+3650d") String owncaNotAfter,
            @Param(value = "Whether to name the subject's key.", choices = {CREATE, "always_create", "never_create"}, def = CREATE) String owncaCreateSubjectKeyIdentifier,
            @Param(value = "Whether to name the CA's key.", def = "true") boolean owncaCreateAuthorityKeyIdentifier,
            @Param(value = "The digest that is signed.", def = "sha256") String selfsignedDigest,
            @Param(value = "From when: a span from now or 20300101000000Z.", aliases = "selfsigned_notBefore", def = "+0s") String selfsignedNotBefore,
            @Param(value = "Until when, likewise.", aliases = "selfsigned_notAfter", def = "+3650d") String selfsignedNotAfter,
            @Param(value = "Whether to name the subject's key.", choices = {CREATE, "always_create", "never_create"}, def = CREATE) String selfsignedCreateSubjectKeyIdentifier,
            @Param("Return the certificate as certificate.") boolean returnContent,
            @Param("Keep the old file, beside it, with the time in its name.") boolean backup,
            @Param("The file's mode.") @Nullable FileMode mode,
            @Param("The file's owner.") @Nullable String owner,
            @Param("The file's group.") @Nullable String group) {
        public Params {
            if ("present".equals(state) && provider == null) {
                throw new IllegalArgumentException("provider is missing; write provider: ownca or provider: selfsigned");
            }
            if ("ownca".equals(provider) && csrPath == null && csrContent == null) {
                throw new IllegalArgumentException("csr_path or csr_content is required for the ownca provider");
            }
        }

        boolean isOwnca() {
            return "ownca".equals(provider);
        }

        String notBefore() {
            return isOwnca() ? owncaNotBefore : selfsignedNotBefore;
        }

        String notAfter() {
            return isOwnca() ? owncaNotAfter : selfsignedNotAfter;
        }
    }

    /** What is registered. */
    public record Result(
            String filename,
            @Nullable String csr,
            @Nullable String privatekey,
            @Nullable String notBefore,
            @Nullable String notAfter,
            @Nullable String serialNumber,
            @Nullable String certificate,
            @Nullable String backupFile) {}

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Inputs inputs = p.state.equals("present")
                ? new Inputs(host, p.path, p.csrPath, p.privatekeyPath, p.isOwnca() ? p.owncaPath : null, p.isOwnca() ? p.owncaPrivatekeyPath : null)
                : new Inputs(host, p.path);
        Plan more = inputs.more();
        if (more != null) {
            return more;
        }
        KeptFile file = new KeptFile(inputs.absolute(p.path), inputs.file(p.path), p.mode, 0644, p.owner, p.group, p.backup);
        if (p.state.equals("absent")) {
            return file.remove(removed(p, null), copy -> removed(p, copy));
        }
        Wanted wanted = wanted(p, inputs);
        Cert old = read(file);
        if (old != null && !p.force && stays(p, old, wanted)) {
            return file.keep(result(p, old, null));
        }
        if (!wanted.until.isAfter(wanted.now.plus(renewBefore(p)))) {
            throw new ModuleFailure("the certificate would have to be renewed at once: renew_before (" + p.renewBefore
                    + ") reaches back beyond the whole of its life; shorten it, or lengthen not_after");
        }
        Cert made = wanted.make();
        Diff diff = Diff.properties(file.path(), old == null ? Map.of() : Described.certificate(old), Described.certificate(made));
        return file.write(Content.byChance(Content.of(made.pem())), diff, copy -> result(p, made, copy));
    }

    /** What the certificate is to say. */
    private record Wanted(Authority authority, X500Name subject, org.bouncycastle.asn1.x509.SubjectPublicKeyInfo spki,
            List<Extension> extensions, Instant now, Instant from, Instant until) {

        Cert make() {
            if (!until.isAfter(from)) {
                throw new ModuleFailure("the certificate would end (" + Times.format(until) + ") before it begins (" + Times.format(from) + "); mend not_before or not_after");
            }
            return Cert.make(authority.issuer(subject), subject, spki, from, until, extensions, authority.key(), authority.digest());
        }
    }

    private static Wanted wanted(Params p, Inputs inputs) {
        @Nullable Key own = p.privatekeyPath == null && p.privatekeyContent == null && p.isOwnca()
                ? null
                : key(inputs, p.privatekeyPath, p.privatekeyContent, p.privatekeyPassphrase, "the private key", "privatekey");
        @Nullable Csr csr = p.csrPath == null && p.csrContent == null
                ? null
                : Csr.read(inputs.text(p.csrPath, p.csrContent, "the signing request", "csr"), p.csrPath == null ? "csr_content" : p.csrPath);
        if (csr != null && !csr.isSigned()) {
            throw new ModuleFailure("the signing request is not signed by its own key; make it anew");
        }
        if (csr != null && own != null && !own.isHalfOf(csr.spki())) {
            throw new ModuleFailure("the signing request is for another private key than the one given; make it anew, or mend privatekey_path");
        }
        Authority authority = authority(p, inputs, own);
        X500Name subject = csr == null ? new X500Name(new org.bouncycastle.asn1.x500.RDN[0]) : csr.subject();
        var spki = csr == null ? authority.key().spki() : csr.spki();
        List<Extension> asked = csr == null ? List.of() : csr.extensions();
        Instant now = Instant.now();
        String prefix = p.provider + "_";
        return new Wanted(authority, subject, spki, authority.extensions(asked, spki), now,
                Times.at(p.notBefore(), prefix + "not_before", now), Times.at(p.notAfter(), prefix + "not_after", now));
    }

    private static Authority authority(Params p, Inputs inputs, @Nullable Key own) {
        if (!p.isOwnca() && own != null) {
            return new Authority(own, null, p.selfsignedDigest, p.selfsignedCreateSubjectKeyIdentifier, false);
        }
        Cert ca = Cert.read(inputs.text(p.owncaPath, p.owncaContent, "the CA certificate", "ownca"), String.valueOf(p.owncaPath));
        Key key = key(inputs, p.owncaPrivatekeyPath, p.owncaPrivatekeyContent, p.owncaPrivatekeyPassphrase, "the CA private key", "ownca_privatekey");
        return new Authority(key, ca, p.owncaDigest, p.owncaCreateSubjectKeyIdentifier, p.owncaCreateAuthorityKeyIdentifier);
    }

    private static Key key(Inputs inputs, @Nullable String path, @Nullable String content, @Nullable String passphrase, String what, String parameter) {
        try {
            return KeyReader.read(inputs.text(path, content, what, parameter), passphrase);
        } catch (ModuleFailure e) {
            throw path == null || String.valueOf(e.getMessage()).contains(path) ? e : new ModuleFailure(what + " " + path + ": " + e.getMessage());
        }
    }

    private static boolean stays(Params p, Cert old, Wanted wanted) {
        boolean times = p.ignoreTimestamps || old.from().equals(wanted.from) && old.until().equals(wanted.until);
        return times
                && old.until().isAfter(wanted.now.plus(renewBefore(p)))
                && KeyKind.same(old.spki(), wanted.spki)
                && wanted.authority.hasMade(old, wanted.subject, wanted.extensions);
    }

    private static Duration renewBefore(Params p) {
        return p.renewBefore == null ? Duration.ZERO : Times.length(p.renewBefore, "renew_before");
    }

    private static @Nullable Cert read(KeptFile file) {
        try {
            return file.text() == null ? null : Cert.read(String.valueOf(file.text()), file.path());
        } catch (ModuleFailure e) {
            return null;
        }
    }

    private static Result removed(Params p, @Nullable String copy) {
        return new Result(p.path, null, null, null, null, null, null, copy);
    }

    private static Result result(Params p, Cert cert, @Nullable String copy) {
        return new Result(
                p.path, p.csrPath, p.privatekeyPath, Times.format(cert.from()), Times.format(cert.until()),
                cert.asn1().getSerialNumber().getValue().toString(), p.returnContent ? cert.pem() : null, copy);
    }
}

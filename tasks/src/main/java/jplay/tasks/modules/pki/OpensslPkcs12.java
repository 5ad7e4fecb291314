package jplay.tasks.modules.pki;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Base64;
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
import org.jspecify.annotations.Nullable;

/** Packs keys and certificates into PKCS#12 files, and unpacks them. */
@Module(
        name = "openssl_pkcs12",
        collection = "community.crypto",
        summary = "Packs a private key and certificates into a PKCS#12 file, or unpacks one into PEM.",
        example = """
                - name: Pack the admin's key for a browser
                  openssl_pkcs12:
                    path: /etc/pki/admin.p12
                    friendly_name: admin
                    privatekey_path: /etc/pki/admin.key
                    certificate_path: /etc/pki/admin.crt
                    other_certificates: [/etc/pki/ca.crt]
                    passphrase: "{{ p12_passphrase }}"
                """)
@AutoService(TaskModule.class)
public final class OpensslPkcs12 implements TaskModule<OpensslPkcs12.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "The file to make: PKCS#12 for export, PEM for parse.", required = true) String path,
            @Param(value = "export packs, parse unpacks.", choices = {"export", "parse"}, def = "export") String action,
            @Param(value = "Whether the file is to be there.", choices = {"present", "absent"}, def = "present") String state,
            @Param("The PKCS#12 file to unpack.") @Nullable String src,
            @Param("The certificate's file.") @Nullable String certificatePath,
            @Param("The private key's file.") @Nullable String privatekeyPath,
            @Param(value = "The private key itself, in place of its file.", secret = true) @Nullable String privatekeyContent,
            @Param(value = "The private key's passphrase.", secret = true) @Nullable String privatekeyPassphrase,
            @Param(value = "Files of certificates that go with it, a CA's.", aliases = "ca_certificates") List<String> otherCertificates,
            @Param("Take all certificates of each of these files, not the first alone.") boolean otherCertificatesParseAll,
            @Param(value = "The name that programs show.", aliases = "name") @Nullable String friendlyName,
            @Param(value = "The PKCS#12 file's passphrase.", secret = true) @Nullable String passphrase,
            @Param("Make it anew in any case.") boolean force,
            @Param("Return the file as pkcs12, in base64.") boolean returnContent,
            @Param("Keep the old file, beside it, with the time in its name.") boolean backup,
            @Param(value = "The file's mode.", def = "0600") FileMode mode,
            @Param("The file's owner.") @Nullable String owner,
            @Param("The file's group.") @Nullable String group) {
        public Params {
            boolean present = "present".equals(state);
            if (present && "parse".equals(action) && src == null) {
                throw new IllegalArgumentException("action parse needs src, the PKCS#12 file to unpack");
            }
            if (present && "export".equals(action) && (privatekeyPath != null || privatekeyContent != null) != (certificatePath != null)) {
                throw new IllegalArgumentException("certificate_path and privatekey_path need each other");
            }
            if (present && passphrase == null) {
                throw new IllegalArgumentException("passphrase is missing; a PKCS#12 file without one is read by few programs");
            }
        }
    }

    /** What is registered. */
    public record Result(
            String filename, @Nullable String privatekey, @Nullable String pkcs12, @Nullable String backupFile) {}

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        List<@Nullable String> paths = new ArrayList<>();
        paths.add(p.path);
        boolean present = p.state.equals("present");
        if (present) {
            paths.add(p.src);
            paths.add(p.certificatePath);
            paths.add(p.privatekeyPath);
            paths.addAll(p.otherCertificates);
        }
        Inputs inputs = new Inputs(host, paths.toArray(String[]::new));
        Plan more = inputs.more();
        if (more != null) {
            return more;
        }
        KeptFile file = new KeptFile(inputs.absolute(p.path), inputs.file(p.path), p.mode, 0600, p.owner, p.group, p.backup);
        if (!present) {
            return file.remove(new Result(p.path, null, null, null), copy -> new Result(p.path, null, null, copy));
        }
        return p.action.equals("parse") ? parse(p, inputs, file) : export(p, inputs, file);
    }

    private static Plan export(Params p, Inputs inputs, KeptFile file) {
        Pkcs12 wanted = wanted(p, inputs);
        byte @Nullable [] old = file.bytes();
        if (old != null && !p.force && wanted.equals(Pkcs12.readOrNull(old, String.valueOf(p.passphrase)))) {
            return file.keep(result(p, old, null));
        }
        byte[] made = wanted.encode(String.valueOf(p.passphrase));
        Diff diff = Diff.properties(file.path(), Map.of(), wanted.describe());
        return file.write(Content.byChance(Content.of(made)), diff, copy -> result(p, made, copy));
    }

    private static Pkcs12 wanted(Params p, Inputs inputs) {
        List<Cert> certs = new ArrayList<>();
        @Nullable Key key = null;
        if (p.certificatePath != null) {
            certs.add(Cert.read(inputs.text(p.certificatePath, null, "the certificate", "certificate"), p.certificatePath));
            key = KeyReader.read(inputs.text(p.privatekeyPath, p.privatekeyContent, "the private key", "privatekey"), p.privatekeyPassphrase);
            if (!key.isHalfOf(certs.get(0).spki())) {
                throw new ModuleFailure("the private key does not belong to the certificate " + p.certificatePath);
            }
        }
        for (String path : p.otherCertificates) {
            List<Cert> all = Cert.readAll(inputs.text(path, null, "the certificate", "other_certificates"), path);
            certs.addAll(p.otherCertificatesParseAll ? all : all.subList(0, Math.min(1, all.size())));
        }
        return new Pkcs12(key, certs, p.friendlyName == null ? "" : p.friendlyName);
    }

    private static Plan parse(Params p, Inputs inputs, KeptFile file) {
        byte[] bytes = inputs.bytes(String.valueOf(p.src), "the PKCS#12 file");
        Pkcs12 packed = Pkcs12.read(bytes, String.valueOf(p.passphrase), String.valueOf(p.src));
        String pem = packed.pem();
        if (pem.equals(file.text()) && !p.force) {
            return file.keep(result(p, bytes, null));
        }
        return file.write(Content.of(pem), Diff.properties(file.path(), Map.of(), packed.describe()), copy -> result(p, bytes, copy));
    }

    private static Result result(Params p, byte[] bytes, @Nullable String copy) {
        return new Result(p.path, p.privatekeyPath, p.returnContent ? Base64.getEncoder().encodeToString(bytes) : null, copy);
    }
}

package jplay.tasks.modules.pki;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
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
import jplay.tasks.modules.pki.DistinguishedName.Field;
import jplay.tasks.modules.support.Inputs;
import jplay.tasks.modules.support.KeptFile;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;

/** Makes certificate signing requests. */
@Module(
        name = "openssl_csr",
        collection = "community.crypto",
        summary = "Makes a certificate signing request for a private key, and keeps it while it says what is wanted.",
        example = """
                - name: Ask for the API server's certificate
                  openssl_csr:
                    path: /etc/pki/apiserver.csr
                    privatekey_path: /etc/pki/apiserver.key
                    common_name: kube-apiserver
                    subject_alt_name:
                      - DNS:kubernetes
                      - IP:10.32.0.1
                    key_usage: [digitalSignature, keyEncipherment]
                    key_usage_critical: true
                    extended_key_usage: [serverAuth]
                """)
@AutoService(TaskModule.class)
public final class OpensslCsr implements TaskModule<OpensslCsr.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "The request's file.", required = true) String path,
            @Param(value = "Whether the request is to be there.", choices = {"present", "absent"}, def = "present") String state,
            @Param("The private key's file.") @Nullable String privatekeyPath,
            @Param(value = "The private key itself, in place of its file.", secret = true) @Nullable String privatekeyContent,
            @Param(value = "The private key's passphrase.", secret = true) @Nullable String privatekeyPassphrase,
            @Param(value = "The digest that is signed; Ed25519 and Ed448 have their own.", def = "sha256") String digest,
            @Param("Make it anew in any case.") boolean force,
            @Param("Fields of the subject by name (CN, O, emailAddress …) or OID; a list is a field several times.") Map<String, Object> subject,
            @Param("The subject as a list of dicts with one field each, where the order matters. Not together with other fields.") List<Map<String, Object>> subjectOrdered,
            @Param(value = "The subject's C.", aliases = {"C", "countryName"}) @Nullable String countryName,
            @Param(value = "The subject's ST.", aliases = {"ST", "stateOrProvinceName"}) @Nullable String stateOrProvinceName,
            @Param(value = "The subject's L.", aliases = {"L", "localityName"}) @Nullable String localityName,
            @Param(value = "The subject's O.", aliases = {"O", "organizationName"}) @Nullable String organizationName,
            @Param(value = "The subject's OU.", aliases = {"OU", "organizationalUnitName"}) @Nullable String organizationalUnitName,
            @Param(value = "The subject's CN.", aliases = {"CN", "commonName"}) @Nullable String commonName,
            @Param(value = "The subject's emailAddress.", aliases = {"E", "emailAddress"}) @Nullable String emailAddress,
            @Param(value = "Names with their kind in front: DNS:, IP:, URI:, email:, RID:, dirName:.", aliases = "subjectAltName") List<String> subjectAltName,
            @Param(value = "Whether these are critical.", aliases = "subjectAltName_critical") boolean subjectAltNameCritical,
            @Param(value = "Where there are no such names, take the common name as DNS:.", aliases = "useCommonNameForSAN", def = "true") boolean useCommonNameForSan,
            @Param(value = "digitalSignature, keyEncipherment, keyCertSign, cRLSign …", aliases = "keyUsage") List<String> keyUsage,
            @Param(value = "Whether it is critical.", aliases = "keyUsage_critical") boolean keyUsageCritical,
            @Param(value = "serverAuth, clientAuth … or OIDs.", aliases = {"extKeyUsage", "extendedKeyUsage"}) List<String> extendedKeyUsage,
            @Param(value = "Whether it is critical.", aliases = {"extKeyUsage_critical", "extendedKeyUsage_critical"}) boolean extendedKeyUsageCritical,
            @Param(value = "CA:TRUE or CA:FALSE, and pathlen:NUMBER.", aliases = "basicConstraints") List<String> basicConstraints,
            @Param(value = "Whether these are critical.", aliases = "basicConstraints_critical") boolean basicConstraintsCritical,
            @Param(value = "The server must staple OCSP answers.", aliases = "ocspMustStaple") boolean ocspMustStaple,
            @Param(value = "Whether that is critical.", aliases = "ocspMustStaple_critical") boolean ocspMustStapleCritical,
            @Param("The names that a CA may issue for; IP:10.0.0.0/8 for addresses.") List<String> nameConstraintsPermitted,
            @Param("The names that a CA may not issue for.") List<String> nameConstraintsExcluded,
            @Param("Whether these are critical.") boolean nameConstraintsCritical,
            @Param("Make the subject key identifier of the public key.") boolean createSubjectKeyIdentifier,
            @Param("The subject key identifier, in hex with colons.") @Nullable String subjectKeyIdentifier,
            @Param("The authority key identifier, in hex with colons.") @Nullable String authorityKeyIdentifier,
            @Param("Names of the authority's certificate's issuer; needs authority_cert_serial_number.") List<String> authorityCertIssuer,
            @Param("The serial number of the authority's certificate.") @Nullable String authorityCertSerialNumber,
            @Param("Where the list of revoked certificates is.") List<CrlPoints.Point> crlDistributionPoints,
            @Param("Return the request as csr.") boolean returnContent,
            @Param("Keep the old file, beside it, with the time in its name.") boolean backup,
            @Param("The file's mode.") @Nullable FileMode mode,
            @Param("The file's owner.") @Nullable String owner,
            @Param("The file's group.") @Nullable String group) {
        public Params {
            if (createSubjectKeyIdentifier && subjectKeyIdentifier != null) {
                throw new IllegalArgumentException("create_subject_key_identifier and subject_key_identifier exclude each other");
            }
            if (privatekeyPath != null && privatekeyContent != null) {
                throw new IllegalArgumentException("privatekey_path and privatekey_content exclude each other");
            }
            if (authorityCertIssuer.isEmpty() != (authorityCertSerialNumber == null)) {
                throw new IllegalArgumentException("authority_cert_issuer and authority_cert_serial_number need each other");
            }
        }

        List<Field> fields() {
            List<Field> fields = new ArrayList<>();
            add(fields, "C", countryName);
            add(fields, "ST", stateOrProvinceName);
            add(fields, "L", localityName);
            add(fields, "O", organizationName);
            add(fields, "OU", organizationalUnitName);
            add(fields, "CN", commonName);
            add(fields, "emailAddress", emailAddress);
            fields.addAll(DistinguishedName.fields(subject));
            if (!fields.isEmpty() && !subjectOrdered.isEmpty()) {
                throw new ModuleFailure("subject_ordered cannot be combined with other fields of the subject; put all of them into it");
            }
            subjectOrdered.forEach(one -> fields.addAll(DistinguishedName.fields(one)));
            return fields;
        }

        private static void add(List<Field> fields, String name, @Nullable String value) {
            if (value != null && !value.isEmpty()) {
                fields.add(Field.of(name, value));
            }
        }

        List<String> names(List<Field> fields) {
            String common = DistinguishedName.get(fields, "CN");
            return subjectAltName.isEmpty() && useCommonNameForSan && common != null ? List.of("DNS:" + common) : subjectAltName;
        }
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        boolean present = p.state.equals("present");
        Inputs inputs = new Inputs(host, p.path, present ? p.privatekeyPath : null);
        Plan more = inputs.more();
        if (more != null) {
            return more;
        }
        KeptFile file = new KeptFile(inputs.absolute(p.path), inputs.file(p.path), p.mode, 0644, p.owner, p.group, p.backup);
        if (!present) {
            return file.remove(Map.of("filename", p.path), copy -> copy == null ? Map.of("filename", p.path) : Map.of("filename", p.path, "backup_file", copy));
        }
        String text = inputs.text(p.privatekeyPath, p.privatekeyContent, "the private key", "privatekey");
        Key key = KeyReader.read(text, p.privatekeyPassphrase);
        X500Name subject = DistinguishedName.name(p.fields());
        List<Extension> extensions = CsrExtensions.of(p, p.names(p.fields()), key.spki());
        Csr old = read(file);
        if (old != null && !p.force && isAsWanted(p, old, key, subject, extensions)) {
            return file.keep(result(p, old, null));
        }
        Csr made = Csr.make(subject, extensions, key, p.digest);
        Diff diff = Diff.properties(file.path(), old == null ? Map.of() : Described.csr(old), Described.csr(made));
        return file.write(Content.byChance(Content.of(made.pem())), diff, copy -> result(p, made, copy));
    }

    private static boolean isAsWanted(Params p, Csr old, Key key, X500Name subject, List<Extension> extensions) {
        return key.isHalfOf(old.spki())
                && old.isSigned()
                && DistinguishedName.same(old.subject(), subject, !p.subjectOrdered.isEmpty())
                && CsrExtensions.same(old.extensions(), extensions);
    }

    private static @Nullable Csr read(KeptFile file) {
        try {
            return file.text() == null ? null : Csr.read(String.valueOf(file.text()), file.path());
        } catch (ModuleFailure e) {
            return null;
        }
    }

    /** The names in camel case are those of Ansible's module. */
    private static Object result(Params p, Csr csr, @Nullable String copy) {
        Map<String, Object> map = new java.util.LinkedHashMap<>();
        map.put("filename", p.path);
        if (p.privatekeyPath != null) {
            map.put("privatekey", p.privatekeyPath);
        }
        map.put("subject", DistinguishedName.tuples(csr.subject()));
        map.put("subjectAltName", p.names(p.fields()));
        map.put("keyUsage", p.keyUsage);
        map.put("extendedKeyUsage", p.extendedKeyUsage);
        map.put("basicConstraints", p.basicConstraints);
        map.put("ocspMustStaple", p.ocspMustStaple);
        map.put("name_constraints_permitted", p.nameConstraintsPermitted);
        map.put("name_constraints_excluded", p.nameConstraintsExcluded);
        if (p.returnContent) {
            map.put("csr", csr.pem());
        }
        if (copy != null) {
            map.put("backup_file", copy);
        }
        return map;
    }
}

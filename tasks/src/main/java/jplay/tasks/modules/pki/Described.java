package jplay.tasks.modules.pki;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Requests and certificates in a few lines, for diffs. */
final class Described {
    private Described() {}

    static Map<String, Object> csr(Csr csr) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("subject", DistinguishedName.text(csr.subject()));
        extensions(map, csr.extensions());
        map.put("public_key", key(csr.spki()));
        return map;
    }

    static Map<String, Object> certificate(Cert cert) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("subject", DistinguishedName.text(cert.subject()));
        map.put("issuer", DistinguishedName.text(cert.issuer()));
        map.put("not_before", Times.format(cert.from()));
        map.put("not_after", Times.format(cert.until()));
        extensions(map, cert.extensions());
        map.put("public_key", key(cert.spki()));
        return map;
    }

    private static void extensions(Map<String, Object> map, List<Extension> extensions) {
        Extension names = CsrExtensions.find(extensions, Extension.subjectAlternativeName);
        map.put("subject_alt_name", names == null ? List.of() : AlternativeNames.format(GeneralNames.getInstance(names.getParsedValue())));
        Extension usage = CsrExtensions.find(extensions, Extension.keyUsage);
        map.put("key_usage", usage == null ? List.of() : Usages.names(org.bouncycastle.asn1.x509.KeyUsage.getInstance(usage.getParsedValue())));
        Extension extended = CsrExtensions.find(extensions, Extension.extendedKeyUsage);
        map.put("extended_key_usage", extended == null ? List.of()
                : Usages.names(org.bouncycastle.asn1.x509.ExtendedKeyUsage.getInstance(extended.getParsedValue())));
    }

    private static String key(org.bouncycastle.asn1.x509.SubjectPublicKeyInfo spki) {
        return "sha256 " + Asn1.colons(Asn1.digest("SHA-256", Asn1.der(spki)));
    }
}

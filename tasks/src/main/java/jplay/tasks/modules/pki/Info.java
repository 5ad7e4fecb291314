package jplay.tasks.modules.pki;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/** What the info modules return, under the names that Ansible's have. */
final class Info {
    private final Map<String, @Nullable Object> all = new LinkedHashMap<>();

    private Info() {}

    static Map<String, @Nullable Object> csr(Csr csr) {
        Info info = new Info();
        info.all.put("signature_valid", csr.isSigned());
        info.subject(csr.subject());
        info.publicKey(csr.spki());
        info.extensions(csr.extensions());
        info.nameConstraints(CsrExtensions.find(csr.extensions(), Extension.nameConstraints));
        return info.all;
    }

    static Map<String, @Nullable Object> certificate(Cert cert) {
        Info info = new Info();
        info.subject(cert.subject());
        info.all.put("issuer", DistinguishedName.dict(cert.issuer()));
        info.all.put("issuer_ordered", DistinguishedName.ordered(cert.issuer()));
        info.all.put("not_before", Times.format(cert.from()));
        info.all.put("not_after", Times.format(cert.until()));
        info.all.put("serial_number", cert.asn1().getSerialNumber().getValue());
        info.all.put("version", cert.asn1().getVersionNumber());
        info.all.put("signature_algorithm", Signing.name(cert.asn1().getSignatureAlgorithm()));
        info.all.put("fingerprints", Asn1.fingerprints(cert.der()));
        info.publicKey(cert.spki());
        info.extensions(cert.extensions());
        info.access(cert.extension(Extension.authorityInfoAccess));
        return info.all;
    }

    static Map<String, @Nullable Object> key(Key key) {
        Info info = new Info();
        info.all.put("can_load_key", true);
        info.all.put("can_parse_key", true);
        info.all.put("type", key.kind().word());
        info.all.put("public_key", Pem.encode("PUBLIC KEY", Asn1.der(key.spki())));
        info.all.put("public_key_fingerprints", Asn1.fingerprints(Asn1.der(key.spki())));
        info.all.put("public_data", data(key.spki()));
        return info.all;
    }

    private void subject(org.bouncycastle.asn1.x500.X500Name name) {
        all.put("subject", DistinguishedName.dict(name));
        all.put("subject_ordered", DistinguishedName.ordered(name));
    }

    private void publicKey(SubjectPublicKeyInfo spki) {
        all.put("public_key", Pem.encode("PUBLIC KEY", Asn1.der(spki)));
        all.put("public_key_type", KeyKind.of(spki).word());
        all.put("public_key_data", data(spki));
        all.put("public_key_fingerprints", Asn1.fingerprints(Asn1.der(spki)));
    }

    private static Map<String, Object> data(SubjectPublicKeyInfo spki) {
        Map<String, Object> data = new LinkedHashMap<>();
        KeyKind kind = KeyKind.of(spki);
        PublicKey key = Key.toJdk(spki);
        if (key instanceof RSAPublicKey rsa) {
            data.put("size", kind.bits(spki));
            data.put("modulus", rsa.getModulus());
            data.put("exponent", rsa.getPublicExponent());
        } else if (key instanceof ECPublicKey ec) {
            data.put("curve", String.valueOf(KeyKind.curve(spki)));
            data.put("exponent_size", kind.bits(spki));
            data.put("x", ec.getW().getAffineX());
            data.put("y", ec.getW().getAffineY());
        }
        return data;
    }

    private void extensions(List<Extension> extensions) {
        Extension constraints = CsrExtensions.find(extensions, Extension.basicConstraints);
        named("basic_constraints", constraints, constraints == null ? null : constraints(constraints));
        Extension usage = CsrExtensions.find(extensions, Extension.keyUsage);
        named("key_usage", usage, usage == null ? null : Usages.names(KeyUsage.getInstance(usage.getParsedValue())));
        Extension extended = CsrExtensions.find(extensions, Extension.extendedKeyUsage);
        named("extended_key_usage", extended, extended == null ? null : Usages.names(ExtendedKeyUsage.getInstance(extended.getParsedValue())));
        Extension names = CsrExtensions.find(extensions, Extension.subjectAlternativeName);
        named("subject_alt_name", names, names == null ? null : AlternativeNames.format(GeneralNames.getInstance(names.getParsedValue())));
        Extension staple = CsrExtensions.find(extensions, CsrExtensions.TLS_FEATURE);
        named("ocsp_must_staple", staple, staple != null);
        identifiers(extensions);
        Map<String, Object> byOid = new LinkedHashMap<>();
        extensions.forEach(one -> byOid.put(one.getExtnId().getId(), Map.of(
                "critical", one.isCritical(), "value", Base64.getEncoder().encodeToString(one.getExtnValue().getOctets()))));
        all.put("extensions_by_oid", byOid);
    }

    private void named(String name, @Nullable Extension extension, @Nullable Object value) {
        all.put(name, value);
        all.put(name + "_critical", extension != null && extension.isCritical());
    }

    private void identifiers(List<Extension> extensions) {
        Extension own = CsrExtensions.find(extensions, Extension.subjectKeyIdentifier);
        all.put("subject_key_identifier", own == null ? null : Asn1.colons(ASN1OctetString.getInstance(own.getParsedValue()).getOctets()));
        Extension other = CsrExtensions.find(extensions, Extension.authorityKeyIdentifier);
        AuthorityKeyIdentifier authority = other == null ? null : AuthorityKeyIdentifier.getInstance(other.getParsedValue());
        byte[] id = authority == null ? null : authority.getKeyIdentifierOctets();
        GeneralNames issuer = authority == null ? null : authority.getAuthorityCertIssuer();
        BigInteger serial = authority == null ? null : authority.getAuthorityCertSerialNumber();
        all.put("authority_key_identifier", id == null ? null : Asn1.colons(id));
        all.put("authority_cert_issuer", issuer == null ? null : AlternativeNames.format(issuer));
        all.put("authority_cert_serial_number", serial);
    }

    private void nameConstraints(@Nullable Extension extension) {
        NameConstraints constraints = extension == null ? null : NameConstraints.getInstance(extension.getParsedValue());
        all.put("name_constraints_permitted", constraints == null ? null : trees(constraints.getPermittedSubtrees()));
        all.put("name_constraints_excluded", constraints == null ? null : trees(constraints.getExcludedSubtrees()));
        all.put("name_constraints_critical", extension != null && extension.isCritical());
    }

    private void access(@Nullable Extension extension) {
        all.put("ocsp_uri", null);
        all.put("issuer_uri", null);
        if (extension != null) {
            for (AccessDescription one : AuthorityInformationAccess.getInstance(extension.getParsedValue()).getAccessDescriptions()) {
                String name = one.getAccessMethod().equals(AccessDescription.id_ad_ocsp) ? "ocsp_uri" : "issuer_uri";
                all.put(name, AlternativeNames.format(one.getAccessLocation()).replaceFirst("^URI:", ""));
            }
        }
    }

    private static List<String> trees(GeneralSubtree @Nullable [] trees) {
        return trees == null ? List.of() : Arrays.stream(trees).map(tree -> AlternativeNames.format(tree.getBase())).toList();
    }

    private static List<String> constraints(Extension extension) {
        BasicConstraints constraints = BasicConstraints.getInstance(extension.getParsedValue());
        List<String> words = new ArrayList<>(List.of("CA:" + (constraints.isCA() ? "TRUE" : "FALSE")));
        if (constraints.getPathLenConstraint() != null) {
            words.add("pathlen:" + constraints.getPathLenConstraint());
        }
        return words;
    }
}

package jplay.tasks.modules.pki;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import jplay.tasks.contract.ModuleFailure;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/** The extensions that a request asks for, and how two sets of them are compared. */
final class CsrExtensions {
    static final ASN1ObjectIdentifier TLS_FEATURE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");
    private static final int STATUS_REQUEST = 5;
    private final List<Extension> all = new ArrayList<>();

    private CsrExtensions() {}

    static List<Extension> of(OpensslCsr.Params p, List<String> names, SubjectPublicKeyInfo spki) {
        CsrExtensions made = new CsrExtensions();
        made.names(p, names);
        made.identifiers(p, spki);
        return made.all;
    }

    /** SHA-1 of the public key's bits, as RFC 5280 suggests. */
    static byte[] keyIdentifier(SubjectPublicKeyInfo spki) {
        return Asn1.digest("SHA-1", spki.getPublicKeyData().getBytes());
    }

    private void names(OpensslCsr.Params p, List<String> names) {
        if (!names.isEmpty()) {
            add(Extension.subjectAlternativeName, p.subjectAltNameCritical(), AlternativeNames.parse(names, "subject_alt_name"));
        }
        if (!p.keyUsage().isEmpty()) {
            add(Extension.keyUsage, p.keyUsageCritical(), Usages.key(p.keyUsage()));
        }
        if (!p.extendedKeyUsage().isEmpty()) {
            add(Extension.extendedKeyUsage, p.extendedKeyUsageCritical(), Usages.extended(p.extendedKeyUsage()));
        }
        if (!p.basicConstraints().isEmpty()) {
            add(Extension.basicConstraints, p.basicConstraintsCritical(), constraints(p.basicConstraints()));
        }
        if (p.ocspMustStaple()) {
            add(TLS_FEATURE, p.ocspMustStapleCritical(), new DERSequence(new ASN1Integer(STATUS_REQUEST)));
        }
        if (!p.nameConstraintsPermitted().isEmpty() || !p.nameConstraintsExcluded().isEmpty()) {
            add(Extension.nameConstraints, p.nameConstraintsCritical(), new NameConstraints(
                    subtrees(p.nameConstraintsPermitted(), "name_constraints_permitted"),
                    subtrees(p.nameConstraintsExcluded(), "name_constraints_excluded")));
        }
    }

    private void identifiers(OpensslCsr.Params p, SubjectPublicKeyInfo spki) {
        if (p.createSubjectKeyIdentifier()) {
            add(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdentifier(spki)));
        } else if (p.subjectKeyIdentifier() != null) {
            add(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(Asn1.hex(p.subjectKeyIdentifier(), "subject_key_identifier")));
        }
        boolean issuer = !p.authorityCertIssuer().isEmpty();
        if (p.authorityKeyIdentifier() != null || issuer) {
            byte @Nullable [] id = p.authorityKeyIdentifier() == null ? null : Asn1.hex(p.authorityKeyIdentifier(), "authority_key_identifier");
            @Nullable GeneralNames names = issuer ? AlternativeNames.parse(p.authorityCertIssuer(), "authority_cert_issuer") : null;
            @Nullable BigInteger serial = p.authorityCertSerialNumber() == null ? null : new BigInteger(p.authorityCertSerialNumber());
            add(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(id, names, serial));
        }
        if (!p.crlDistributionPoints().isEmpty()) {
            add(Extension.cRLDistributionPoints, false, CrlPoints.of(p.crlDistributionPoints()));
        }
    }

    private void add(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        all.add(new Extension(oid, critical, Asn1.der(value)));
    }

    private static BasicConstraints constraints(List<String> words) {
        boolean ca = false;
        @Nullable Integer length = null;
        for (String word : words) {
            if (word.equalsIgnoreCase("CA:TRUE") || word.equalsIgnoreCase("CA:FALSE")) {
                ca = word.equalsIgnoreCase("CA:TRUE");
            } else if (word.matches("(?i)(pathlen|pathLenConstraint):\\d{1,4}")) {
                length = Integer.valueOf(word.substring(word.indexOf(':') + 1));
            } else {
                throw new ModuleFailure("basic_constraints: there is no '" + word + "'; there are CA:TRUE, CA:FALSE and pathlen:NUMBER");
            }
        }
        if (length != null && !ca) {
            throw new ModuleFailure("basic_constraints: pathlen is for CAs alone; add CA:TRUE");
        }
        return length == null ? new BasicConstraints(ca) : new BasicConstraints(length);
    }

    private static GeneralSubtree @Nullable [] subtrees(List<String> names, String parameter) {
        return names.isEmpty() ? null : names.stream()
                .map(name -> new GeneralSubtree(AlternativeNames.parse(name, parameter)))
                .toArray(GeneralSubtree[]::new);
    }

    /** Those of a certificate or request that may have none. */
    static List<Extension> list(@Nullable Extensions extensions) {
        return extensions == null
                ? List.of()
                : Arrays.stream(extensions.getExtensionOIDs()).map(extensions::getExtension).toList();
    }

    static @Nullable Extension find(List<Extension> all, ASN1ObjectIdentifier oid) {
        return all.stream().filter(one -> one.getExtnId().equals(oid)).findFirst().orElse(null);
    }

    /** Whether both say the same, in whatever order. */
    static boolean same(List<Extension> a, List<Extension> b) {
        return a.size() == b.size() && a.stream().allMatch(one -> {
            Extension other = find(b, one.getExtnId());
            return other != null && same(one, other);
        });
    }

    /** The order of names and usages says nothing. */
    private static boolean same(Extension a, Extension b) {
        if (a.isCritical() != b.isCritical()) {
            return false;
        }
        if (a.getExtnId().equals(Extension.subjectAlternativeName)) {
            return set(GeneralNames.getInstance(a.getParsedValue()).getNames()).equals(set(GeneralNames.getInstance(b.getParsedValue()).getNames()));
        }
        if (a.getExtnId().equals(Extension.extendedKeyUsage)) {
            return set(org.bouncycastle.asn1.x509.ExtendedKeyUsage.getInstance(a.getParsedValue()).getUsages())
                    .equals(set(org.bouncycastle.asn1.x509.ExtendedKeyUsage.getInstance(b.getParsedValue()).getUsages()));
        }
        return a.getParsedValue().equals(b.getParsedValue());
    }

    private static HashSet<Object> set(Object[] items) {
        return new HashSet<>(Arrays.asList(items));
    }
}

package jplay.tasks.modules.pki;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jplay.tasks.contract.ModuleFailure;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * Who signs certificates, and how: a CA, or the key itself.
 *
 * @param certificate the CA's, or null for self-signed
 * @param keyIdentifier {@code create_if_not_provided}, {@code always_create} or {@code never_create}
 * @param namesAuthority whether the CA's key is named in what it signs
 */
record Authority(Key key, @Nullable Cert certificate, String digest, String keyIdentifier, boolean namesAuthority) {

    Authority {
        if (certificate != null && !key.isHalfOf(certificate.spki())) {
            throw new ModuleFailure("The CA private key does not belong to the CA certificate; ownca_privatekey_path and ownca_path must be of one CA");
        }
    }

    X500Name issuer(X500Name subject) {
        return certificate == null ? subject : certificate.subject();
    }

    /** What a certificate for this request has in it. */
    List<Extension> extensions(List<Extension> asked, SubjectPublicKeyInfo spki) {
        List<Extension> all = new ArrayList<>();
        boolean identified = false;
        for (Extension one : asked) {
            ASN1ObjectIdentifier oid = one.getExtnId();
            boolean subject = oid.equals(Extension.subjectKeyIdentifier);
            boolean authority = oid.equals(Extension.authorityKeyIdentifier);
            if (subject && keyIdentifier.equals("always_create") || authority && namesAuthority) {
                continue;
            }
            identified |= subject;
            all.add(one);
        }
        if (!identified && !keyIdentifier.equals("never_create")) {
            all.add(extension(Extension.subjectKeyIdentifier, Asn1.der(new SubjectKeyIdentifier(CsrExtensions.keyIdentifier(spki)))));
        }
        if (namesAuthority && certificate != null) {
            all.add(extension(Extension.authorityKeyIdentifier, Asn1.der(new AuthorityKeyIdentifier(caIdentifier(certificate)))));
        }
        return all;
    }

    /** Whether the certificate is one that this authority would sign for this request. */
    boolean hasMade(Cert cert, X500Name subject, List<Extension> wanted) {
        return Arrays.equals(Asn1.der(cert.issuer()), Asn1.der(issuer(subject)))
                && cert.isSignedBy(key.spki())
                && DistinguishedName.same(cert.subject(), subject, true)
                && CsrExtensions.same(cert.extensions(), wanted);
    }

    private static byte[] caIdentifier(Cert ca) {
        Extension own = ca.extension(Extension.subjectKeyIdentifier);
        return own == null
                ? CsrExtensions.keyIdentifier(ca.spki())
                : SubjectKeyIdentifier.getInstance(own.getParsedValue()).getKeyIdentifier();
    }

    private static Extension extension(ASN1ObjectIdentifier oid, byte[] value) {
        return new Extension(oid, false, value);
    }
}

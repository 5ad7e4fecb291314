package jplay.tasks.modules.pki;

import java.io.IOException;
import java.util.List;
import jplay.tasks.contract.ModuleFailure;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/** A certificate signing request. */
record Csr(CertificationRequest asn1) {

    static Csr make(X500Name subject, List<Extension> extensions, Key key, String digest) {
        PKCS10CertificationRequestBuilder builder = new PKCS10CertificationRequestBuilder(subject, key.spki());
        if (!extensions.isEmpty()) {
            builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new Extensions(extensions.toArray(Extension[]::new)));
        }
        return new Csr(builder.build(Signing.signer(key, digest)).toASN1Structure());
    }

    /** The request of a file; {@code where} names it in messages. */
    static Csr read(String text, String where) {
        Pem.Block block = Pem.first(text, "CERTIFICATE REQUEST");
        try {
            if (block != null) {
                return new Csr(CertificationRequest.getInstance(block.der()));
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Told below.
        }
        throw new ModuleFailure(where + " holds no certificate signing request in PEM form");
    }

    String pem() {
        return Pem.encode("CERTIFICATE REQUEST", Asn1.der(asn1));
    }

    X500Name subject() {
        return asn1.getCertificationRequestInfo().getSubject();
    }

    SubjectPublicKeyInfo spki() {
        return asn1.getCertificationRequestInfo().getSubjectPublicKeyInfo();
    }

    List<Extension> extensions() {
        ASN1Set attributes = asn1.getCertificationRequestInfo().getAttributes();
        if (attributes != null) {
            for (ASN1Encodable one : attributes) {
                Attribute attribute = Attribute.getInstance(one);
                if (attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)) {
                    return CsrExtensions.list(Extensions.getInstance(attribute.getAttrValues().getObjectAt(0)));
                }
            }
        }
        return List.of();
    }

    boolean isSigned() {
        try {
            return Signing.isValid(
                    spki(), asn1.getSignatureAlgorithm(), asn1.getCertificationRequestInfo().getEncoded("DER"), asn1.getSignature().getOctets());
        } catch (IOException e) {
            return false;
        }
    }
}

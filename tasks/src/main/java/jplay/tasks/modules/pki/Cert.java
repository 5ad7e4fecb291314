package jplay.tasks.modules.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import jplay.tasks.contract.ModuleFailure;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate. */
record Cert(Certificate asn1) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 159;

    /** Makes one; its serial number is random and takes 20 bytes at most. */
    static Cert make(
            X500Name issuer, X500Name subject, SubjectPublicKeyInfo spki, Instant from, Instant until,
            List<Extension> extensions, Key signer, String digest) {
        BigInteger serial = new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 8);
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer, serial, new Time(Date.from(from), Locale.ROOT), new Time(Date.from(until), Locale.ROOT), subject, spki);
        try {
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
        } catch (IOException e) {
            throw Asn1.failure("cannot write the certificate", e);
        }
        return new Cert(builder.build(Signing.signer(signer, digest)).toASN1Structure());
    }

    /** The first certificate of a file; {@code where} names it in messages. */
    static Cert read(String text, String where) {
        List<Cert> all = readAll(text, where);
        if (all.isEmpty()) {
            throw new ModuleFailure(where + " holds no certificate in PEM form");
        }
        return all.get(0);
    }

    static List<Cert> readAll(String text, String where) {
        List<Cert> all = new ArrayList<>();
        for (Pem.Block block : Pem.decode(text)) {
            if (block.label().endsWith("CERTIFICATE")) {
                try {
                    all.add(new Cert(Certificate.getInstance(block.der())));
                } catch (IllegalArgumentException | IllegalStateException e) {
                    throw new ModuleFailure("a certificate in " + where + " is damaged");
                }
            }
        }
        return all;
    }

    String pem() {
        return Pem.encode("CERTIFICATE", der());
    }

    byte[] der() {
        return Asn1.der(asn1);
    }

    X500Name subject() {
        return asn1.getSubject();
    }

    X500Name issuer() {
        return asn1.getIssuer();
    }

    SubjectPublicKeyInfo spki() {
        return asn1.getSubjectPublicKeyInfo();
    }

    Instant from() {
        return asn1.getStartDate().getDate().toInstant();
    }

    Instant until() {
        return asn1.getEndDate().getDate().toInstant();
    }

    List<Extension> extensions() {
        return CsrExtensions.list(asn1.getTBSCertificate().getExtensions());
    }

    @Nullable Extension extension(org.bouncycastle.asn1.ASN1ObjectIdentifier oid) {
        return CsrExtensions.find(extensions(), oid);
    }

    boolean isSignedBy(SubjectPublicKeyInfo signer) {
        return Signing.isValid(signer, asn1.getSignatureAlgorithm(), Asn1.der(asn1.getTBSCertificate()), asn1.getSignature().getOctets());
    }
}

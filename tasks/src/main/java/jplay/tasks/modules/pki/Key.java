package jplay.tasks.modules.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * A private key with its public half, in the encodings that certificates are made of.
 *
 * @param form how its file has it: {@code pkcs1} (also stands for SEC 1) or {@code pkcs8}
 */
record Key(PrivateKeyInfo info, SubjectPublicKeyInfo spki, String form) {

    KeyKind kind() {
        return KeyKind.of(spki);
    }

    /** Bits: of the modulus, or of the curve. */
    int bits() {
        return kind().bits(spki);
    }

    /** The curve's name, where it is on one that has to be named. */
    @Nullable String curve() {
        return KeyKind.curve(spki);
    }

    boolean isHalfOf(SubjectPublicKeyInfo other) {
        return KeyKind.same(spki, other);
    }

    PrivateKey toJdk() {
        try {
            return KeyFactory.getInstance(kind().jdk()).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw Asn1.failure("the private key cannot be used", e);
        }
    }

    static PublicKey toJdk(SubjectPublicKeyInfo spki) {
        try {
            return KeyFactory.getInstance(KeyKind.of(spki).jdk()).generatePublic(new X509EncodedKeySpec(spki.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw Asn1.failure("the public key cannot be used", e);
        }
    }

    /** As a file has it, in clear or encrypted. */
    String pem(String wanted, @Nullable String passphrase) {
        if (wanted.equals("pkcs1") && kind().hasTraditionalForm()) {
            return passphrase == null
                    ? Pem.encode(kind().label(), traditional())
                    : PemCipher.traditional(kind().label(), traditional(), passphrase);
        }
        byte[] der = Asn1.der(info);
        return passphrase == null ? Pem.encode("PRIVATE KEY", der) : PemCipher.pkcs8(der, passphrase);
    }

    private byte[] traditional() {
        try {
            return kind() == KeyKind.RSA
                    ? RSAPrivateKey.getInstance(info.parsePrivateKey()).getEncoded()
                    : KeyReader.sec1(info, spki).getEncoded();
        } catch (IOException e) {
            throw Asn1.failure("the private key is damaged", e);
        }
    }

    static ASN1ObjectIdentifier algorithm(SubjectPublicKeyInfo spki) {
        return spki.getAlgorithm().getAlgorithm();
    }
}

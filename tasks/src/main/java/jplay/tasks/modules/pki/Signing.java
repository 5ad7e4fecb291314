package jplay.tasks.modules.pki;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import jplay.tasks.contract.ModuleFailure;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.ContentSigner;

/** Signatures: the JDK makes and checks them, Bouncy Castle only writes them down. */
final class Signing {
    private Signing() {}

    /** An algorithm by the JDK's name and its object identifier. */
    private enum Algorithm {
        SHA1_RSA("SHA1withRSA", "1.2.840.113549.1.1.5"),
        SHA224_RSA("SHA224withRSA", "1.2.840.113549.1.1.14"),
        SHA256_RSA("SHA256withRSA", "1.2.840.113549.1.1.11"),
        SHA384_RSA("SHA384withRSA", "1.2.840.113549.1.1.12"),
        SHA512_RSA("SHA512withRSA", "1.2.840.113549.1.1.13"),
        SHA1_EC("SHA1withECDSA", "1.2.840.10045.4.1"),
        SHA224_EC("SHA224withECDSA", "1.2.840.10045.4.3.1"),
        SHA256_EC("SHA256withECDSA", "1.2.840.10045.4.3.2"),
        SHA384_EC("SHA384withECDSA", "1.2.840.10045.4.3.3"),
        SHA512_EC("SHA512withECDSA", "1.2.840.10045.4.3.4"),
        ED25519("Ed25519", "1.3.101.112"),
        ED448("Ed448", "1.3.101.113");

        final String jdk;
        final ASN1ObjectIdentifier oid;

        Algorithm(String jdk, String oid) {
            this.jdk = jdk;
            this.oid = new ASN1ObjectIdentifier(oid);
        }

        AlgorithmIdentifier identifier() {
            return jdk.endsWith("RSA") ? new AlgorithmIdentifier(oid, DERNull.INSTANCE) : new AlgorithmIdentifier(oid);
        }
    }

    /** What signs with this key; {@code digest} is {@code sha256} and the like, unused where the kind has its own. */
    static ContentSigner signer(Key key, String digest) {
        Algorithm algorithm = algorithm(key.kind(), digest);
        return new Signer(algorithm.identifier(), algorithm.jdk, key, new ByteArrayOutputStream());
    }

    /** The digest that a signature was made with, as parameters name it; empty where the kind has its own. */
    static String digest(AlgorithmIdentifier signature) {
        String name = find(signature).jdk;
        return name.contains("with") ? name.substring(0, name.indexOf("with")).toLowerCase(java.util.Locale.ROOT) : "";
    }

    /** The name of the algorithm as OpenSSL prints it. */
    static String name(AlgorithmIdentifier signature) {
        String name = find(signature).jdk;
        int with = name.indexOf("with");
        return with < 0
                ? name.toUpperCase(java.util.Locale.ROOT)
                : name.endsWith("RSA")
                        ? name.substring(0, with).toLowerCase(java.util.Locale.ROOT) + "WithRSAEncryption"
                        : "ecdsa-with-" + name.substring(0, with);
    }

    static boolean isValid(SubjectPublicKeyInfo signer, AlgorithmIdentifier algorithm, byte[] signed, byte[] signature) {
        try {
            Signature check = Signature.getInstance(find(algorithm).jdk);
            check.initVerify(Key.toJdk(signer));
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Algorithm algorithm(KeyKind kind, String digest) {
        String name = switch (kind) {
            case RSA -> digest.toUpperCase(java.util.Locale.ROOT).replace("-", "") + "withRSA";
            case ECC -> digest.toUpperCase(java.util.Locale.ROOT).replace("-", "") + "withECDSA";
            case ED25519, ED448 -> kind.jdk();
            case X25519, X448 -> throw new ModuleFailure("a key of type " + kind.word() + " cannot sign; make one of type ECC, RSA or Ed25519");
        };
        return Arrays.stream(Algorithm.values())
                .filter(algorithm -> algorithm.jdk.equals(name))
                .findFirst()
                .orElseThrow(() -> new ModuleFailure("the digest " + digest + " is not supported; sha256, sha384 and sha512 are"));
    }

    private static Algorithm find(AlgorithmIdentifier signature) {
        return Arrays.stream(Algorithm.values())
                .filter(algorithm -> algorithm.oid.equals(signature.getAlgorithm()))
                .findFirst()
                .orElseThrow(() -> new ModuleFailure("signatures by " + signature.getAlgorithm().getId() + " are not supported"));
    }

    private record Signer(AlgorithmIdentifier algorithm, String jdk, Key key, ByteArrayOutputStream bytes)
            implements ContentSigner {
        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return algorithm;
        }

        @Override
        public OutputStream getOutputStream() {
            return bytes;
        }

        @Override
        public byte[] getSignature() {
            try {
                Signature signature = Signature.getInstance(jdk);
                signature.initSign(key.toJdk());
                signature.update(bytes.toByteArray());
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw Asn1.failure("cannot sign", e);
            }
        }
    }
}

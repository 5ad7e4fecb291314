package jplay.tasks.modules.pki;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import jplay.tasks.contract.ModuleFailure;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/** The kinds of keys: their names in parameters, in the JDK, and in files. */
enum KeyKind {
    RSA("RSA", "RSA", "1.2.840.113549.1.1.1", 0, "RSA PRIVATE KEY"),
    ECC("ECC", "EC", "1.2.840.10045.2.1", 0, "EC PRIVATE KEY"),
    ED25519("Ed25519", "Ed25519", "1.3.101.112", 256, ""),
    ED448("Ed448", "Ed448", "1.3.101.113", 456, ""),
    X25519("X25519", "X25519", "1.3.101.110", 256, ""),
    X448("X448", "X448", "1.3.101.111", 448, "");

    private static final Map<ASN1ObjectIdentifier, KeyKind> BY_OID =
            Arrays.stream(values()).collect(Collectors.toMap(KeyKind::oid, kind -> kind));
    private static final Map<String, String> CURVES = Map.of(
            "1.2.840.10045.3.1.7", "secp256r1", "1.3.132.0.34", "secp384r1", "1.3.132.0.35", "secp521r1");

    private final String word;
    private final String jdk;
    private final ASN1ObjectIdentifier oid;
    private final int bits;
    private final String label;

    KeyKind(String word, String jdk, String oid, int bits, String label) {
        this.word = word;
        this.jdk = jdk;
        this.oid = new ASN1ObjectIdentifier(oid);
        this.bits = bits;
        this.label = label;
    }

    static KeyKind of(ASN1ObjectIdentifier oid) {
        KeyKind kind = BY_OID.get(oid);
        if (kind == null) {
            throw new ModuleFailure("keys of the algorithm " + oid.getId() + " are not supported; RSA, EC, Ed25519, Ed448, X25519 and X448 are");
        }
        return kind;
    }

    static KeyKind of(SubjectPublicKeyInfo spki) {
        return of(spki.getAlgorithm().getAlgorithm());
    }

    static KeyKind ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst().orElseThrow();
    }

    /** The name that parameters and results have. */
    String word() {
        return word;
    }

    String jdk() {
        return jdk;
    }

    ASN1ObjectIdentifier oid() {
        return oid;
    }

    /** What a file of the form before PKCS#8 begins with. */
    String label() {
        return label;
    }

    boolean hasTraditionalForm() {
        return !label.isEmpty();
    }

    boolean signs() {
        return this != X25519 && this != X448;
    }

    int bits(SubjectPublicKeyInfo spki) {
        return switch (this) {
            case RSA -> RSAPublicKey.getInstance(publicKey(spki)).getModulus().bitLength();
            case ECC -> Integer.parseInt(String.valueOf(curve(spki)).replaceAll("\\D+(\\d+).*", "$1"));
            default -> bits;
        };
    }

    /** The curve's name, or null where the kind needs none. */
    static @Nullable String curve(SubjectPublicKeyInfo spki) {
        if (of(spki) != ECC) {
            return null;
        }
        String oid = String.valueOf(spki.getAlgorithm().getParameters());
        String name = CURVES.get(oid);
        if (name == null) {
            throw new ModuleFailure("the elliptic curve " + oid + " is not supported; secp256r1, secp384r1 and secp521r1 are");
        }
        return name;
    }

    static boolean same(SubjectPublicKeyInfo a, SubjectPublicKeyInfo b) {
        return a.getAlgorithm().getAlgorithm().equals(b.getAlgorithm().getAlgorithm())
                && a.getPublicKeyData().equals(b.getPublicKeyData());
    }

    private static Object publicKey(SubjectPublicKeyInfo spki) {
        try {
            return spki.parsePublicKey();
        } catch (java.io.IOException e) {
            throw Asn1.failure("the public key is damaged", e);
        }
    }
}

package jplay.tasks.modules.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import jplay.tasks.contract.ModuleFailure;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X448PrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/** Makes keys, and reads them from files. */
final class KeyReader {
    private KeyReader() {}

    /** A new key; the size counts for RSA, the curve for ECC. */
    static Key generate(KeyKind kind, int size, @Nullable String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.jdk());
            if (kind == KeyKind.RSA) {
                generator.initialize(size);
            } else if (kind == KeyKind.ECC) {
                AlgorithmParameterSpec spec = new ECGenParameterSpec(curve);
                generator.initialize(spec);
            }
            KeyPair pair = generator.generateKeyPair();
            SubjectPublicKeyInfo spki = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded());
            return new Key(kind == KeyKind.ECC ? pkcs8(info, spki) : info, spki, "");
        } catch (GeneralSecurityException | IOException e) {
            throw Asn1.failure("cannot make a key", e);
        }
    }

    /**
     * The key of a file.
     *
     * @throws ModuleFailure where there is none, or it is encrypted and the passphrase is another
     */
    static Key read(String text, @Nullable String passphrase) {
        Pem.Block block = Pem.first(text, "PRIVATE KEY");
        if (block == null) {
            throw new ModuleFailure("there is no private key in PEM form in it");
        }
        boolean encrypted = PemCipher.isEncrypted(block);
        if (encrypted != (passphrase != null)) {
            throw new ModuleFailure(encrypted ? "the private key is encrypted; give its passphrase" : "a passphrase is given, but the private key is not encrypted");
        }
        byte[] der = passphrase == null ? block.der() : PemCipher.decrypt(block, passphrase);
        try {
            return parse(block.label(), der);
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new ModuleFailure("the private key is damaged" + (encrypted ? ", or the passphrase is another" : ""));
        }
    }

    private static Key parse(String label, byte[] der) throws IOException {
        ASN1Primitive object = ASN1Primitive.fromByteArray(der);
        PrivateKeyInfo info = switch (label) {
            case "RSA PRIVATE KEY" -> new PrivateKeyInfo(
                    new AlgorithmIdentifier(KeyKind.RSA.oid(), DERNull.INSTANCE), RSAPrivateKey.getInstance(object));
            case "EC PRIVATE KEY" -> {
                ECPrivateKey key = ECPrivateKey.getInstance(object);
                yield new PrivateKeyInfo(new AlgorithmIdentifier(KeyKind.ECC.oid(), key.getParametersObject()), key);
            }
            default -> PrivateKeyInfo.getInstance(object);
        };
        SubjectPublicKeyInfo spki = publicHalf(info);
        boolean traditional = label.endsWith(" PRIVATE KEY") && !label.startsWith("ENCRYPTED");
        return new Key(KeyKind.of(spki) == KeyKind.ECC ? pkcs8(info, spki) : info, spki, traditional ? "pkcs1" : "pkcs8");
    }

    private static SubjectPublicKeyInfo publicHalf(PrivateKeyInfo info) throws IOException {
        AlgorithmIdentifier algorithm = info.getPrivateKeyAlgorithm();
        byte[] point = switch (KeyKind.of(algorithm.getAlgorithm())) {
            case RSA -> {
                RSAPrivateKey key = RSAPrivateKey.getInstance(info.parsePrivateKey());
                yield new RSAPublicKey(key.getModulus(), key.getPublicExponent()).getEncoded();
            }
            case ECC -> {
                X9ECParameters curve = CustomNamedCurves.getByOID(ASN1ObjectIdentifier.getInstance(algorithm.getParameters()));
                BigInteger d = ECPrivateKey.getInstance(info.parsePrivateKey()).getKey();
                yield curve.getG().multiply(d).normalize().getEncoded(false);
            }
            case ED25519 -> new Ed25519PrivateKeyParameters(seed(info), 0).generatePublicKey().getEncoded();
            case ED448 -> new Ed448PrivateKeyParameters(seed(info), 0).generatePublicKey().getEncoded();
            case X25519 -> new X25519PrivateKeyParameters(seed(info), 0).generatePublicKey().getEncoded();
            case X448 -> new X448PrivateKeyParameters(seed(info), 0).generatePublicKey().getEncoded();
        };
        return new SubjectPublicKeyInfo(algorithm, point);
    }

    private static byte[] seed(PrivateKeyInfo info) throws IOException {
        return ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
    }

    /** With the public point in it, as OpenSSL writes and some readers want it. */
    private static PrivateKeyInfo pkcs8(PrivateKeyInfo info, SubjectPublicKeyInfo spki) throws IOException {
        ECPrivateKey key = ECPrivateKey.getInstance(info.parsePrivateKey());
        ECPrivateKey whole = new ECPrivateKey(
                KeyKind.ECC.bits(spki), key.getKey(), new DERBitString(spki.getPublicKeyData().getBytes()), null);
        return new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), whole);
    }

    static ECPrivateKey sec1(PrivateKeyInfo info, SubjectPublicKeyInfo spki) throws IOException {
        ECPrivateKey key = ECPrivateKey.getInstance(info.parsePrivateKey());
        return new ECPrivateKey(
                KeyKind.ECC.bits(spki), key.getKey(), new DERBitString(spki.getPublicKeyData().getBytes()),
                info.getPrivateKeyAlgorithm().getParameters());
    }
}

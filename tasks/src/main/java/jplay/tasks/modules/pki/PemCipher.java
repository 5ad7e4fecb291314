package jplay.tasks.modules.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import jplay.tasks.contract.ModuleFailure;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/** Private keys under a passphrase: PKCS#8's way (PBES2), and OpenSSL's older one with its two header lines. */
final class PemCipher {
    private static final String SCHEME = "PBEWithHmacSHA256AndAES_256";
    private static final int ROUNDS = 20_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PemCipher() {}

    static boolean isEncrypted(Pem.Block block) {
        return block.label().startsWith("ENCRYPTED ") || block.headers().containsKey("DEK-Info");
    }

    static String pkcs8(byte[] der, String passphrase) {
        try {
            Cipher cipher = Cipher.getInstance(SCHEME);
            byte[] salt = random(16);
            byte[] iv = random(16);
            PBEParameterSpec spec = new PBEParameterSpec(salt, ROUNDS, new IvParameterSpec(iv));
            cipher.init(Cipher.ENCRYPT_MODE, secret(SCHEME, passphrase), spec);
            return Pem.encode("ENCRYPTED PRIVATE KEY", Asn1.der(
                    new org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo(scheme(salt, iv), cipher.doFinal(der))));
        } catch (GeneralSecurityException e) {
            throw Asn1.failure("cannot encrypt the private key", e);
        }
    }

    private static AlgorithmIdentifier scheme(byte[] salt, byte[] iv) {
        AlgorithmIdentifier hmac = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
        PBES2Parameters parameters = new PBES2Parameters(
                new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, ROUNDS, 32, hmac)),
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)));
        return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters);
    }

    static String traditional(String label, byte[] der, String passphrase) {
        byte[] iv = random(16);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Proc-Type", "4,ENCRYPTED");
        headers.put("DEK-Info", "AES-256-CBC," + HexFormat.of().withUpperCase().formatHex(iv));
        try {
            return Pem.encode(label, headers, aes(Cipher.ENCRYPT_MODE, 32, iv, der, passphrase));
        } catch (GeneralSecurityException e) {
            throw Asn1.failure("cannot encrypt the private key", e);
        }
    }

    static byte[] decrypt(Pem.Block block, String passphrase) {
        try {
            @Nullable String dek = block.headers().get("DEK-Info");
            return dek == null ? pbes2(block.der(), passphrase) : aes(dek, block.der(), passphrase);
        } catch (GeneralSecurityException | IOException e) {
            throw new ModuleFailure("the private key cannot be decrypted with this passphrase");
        }
    }

    private static byte[] pbes2(byte[] der, String passphrase) throws GeneralSecurityException, IOException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
        AlgorithmParameters parameters = info.getAlgParameters();
        if (parameters == null) {
            throw new ModuleFailure("the private key is encrypted by " + info.getAlgName()
                    + ", which is not supported; convert it: openssl pkcs8 -topk8 -v2 aes256");
        }
        // The parameters' text is the scheme's full name, which alone the JDK's factories know.
        String scheme = parameters.toString();
        Cipher cipher = Cipher.getInstance(scheme);
        cipher.init(Cipher.DECRYPT_MODE, secret(scheme, passphrase), parameters);
        return cipher.doFinal(info.getEncryptedData());
    }

    private static byte[] aes(String dek, byte[] bytes, String passphrase) throws GeneralSecurityException {
        String[] parts = dek.split(",", 2);
        if (parts.length != 2 || !parts[0].matches("AES-(128|192|256)-CBC")) {
            throw new ModuleFailure("the private key is encrypted by " + parts[0]
                    + ", which is not supported; convert it: openssl pkcs8 -topk8 -v2 aes256");
        }
        int length = Integer.parseInt(parts[0].substring(4, 7)) / 8;
        return aes(Cipher.DECRYPT_MODE, length, HexFormat.of().parseHex(parts[1].strip()), bytes, passphrase);
    }

    private static byte[] aes(int mode, int length, byte[] iv, byte[] bytes, String passphrase)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        byte[] secret = stretch(passphrase.getBytes(StandardCharsets.UTF_8), iv, length);
        cipher.init(mode, new SecretKeySpec(secret, "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(bytes);
    }

    /** OpenSSL's EVP_BytesToKey with MD5 and one round; the salt is the first half of the initial vector. */
    private static byte[] stretch(byte[] passphrase, byte[] iv, int length) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        byte[] last = {};
        while (key.size() < length) {
            ByteArrayOutputStream in = new ByteArrayOutputStream();
            in.writeBytes(last);
            in.writeBytes(passphrase);
            in.writeBytes(Arrays.copyOf(iv, 8));
            last = Asn1.digest("MD5", in.toByteArray());
            key.writeBytes(last);
        }
        return Arrays.copyOf(key.toByteArray(), length);
    }

    private static SecretKey secret(String scheme, String passphrase) throws GeneralSecurityException {
        return SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(passphrase.toCharArray()));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}

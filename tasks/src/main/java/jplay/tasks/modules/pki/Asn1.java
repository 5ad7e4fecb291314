package jplay.tasks.modules.pki;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import jplay.tasks.contract.ModuleFailure;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;

/** Encodings and digests. */
final class Asn1 {
    private static final String[] DIGESTS = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512"};
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private Asn1() {}

    static byte[] der(ASN1Encodable object) {
        try {
            return object.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] digest(String jdkName, byte[] bytes) {
        try {
            return MessageDigest.getInstance(jdkName).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new ModuleFailure("this Java has no digest " + jdkName);
        }
    }

    /** Fingerprints by the name of the digest, in hex with colons. */
    static Map<String, String> fingerprints(byte[] bytes) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : DIGESTS) {
            String jdk = name.startsWith("sha3_") ? "SHA3-" + name.substring(5) : name.replace("sha", "SHA-");
            all.put(name, colons(digest(jdk, bytes)));
        }
        return all;
    }

    static String colons(byte[] bytes) {
        return COLONS.formatHex(bytes);
    }

    static byte[] hex(String text, String parameter) {
        try {
            return HexFormat.of().parseHex(text.replace(":", ""));
        } catch (IllegalArgumentException e) {
            throw new ModuleFailure(parameter + ": '" + text + "' is not hex; write it as 00:11:22:…");
        }
    }

    static ModuleFailure failure(String what, Exception cause) {
        return new ModuleFailure(what + ": " + cause.getMessage());
    }
}

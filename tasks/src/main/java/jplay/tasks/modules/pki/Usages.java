package jplay.tasks.modules.pki;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Names;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What keys may be used for, by the names that OpenSSL has for it. */
final class Usages {
    private static final String[][] BITS = {
        {"digitalSignature", "Digital Signature"},
        {"nonRepudiation", "Non Repudiation", "contentCommitment", "Content Commitment"},
        {"keyEncipherment", "Key Encipherment"},
        {"dataEncipherment", "Data Encipherment"},
        {"keyAgreement", "Key Agreement"},
        {"keyCertSign", "Certificate Sign"},
        {"cRLSign", "CRL Sign"},
        {"encipherOnly", "Encipher Only"},
        {"decipherOnly", "Decipher Only"}
    };
    private static final Map<String, String> PURPOSES = Map.ofEntries(
            Map.entry("serverAuth", "1.3.6.1.5.5.7.3.1"), Map.entry("TLS Web Server Authentication", "1.3.6.1.5.5.7.3.1"),
            Map.entry("clientAuth", "1.3.6.1.5.5.7.3.2"), Map.entry("TLS Web Client Authentication", "1.3.6.1.5.5.7.3.2"),
            Map.entry("codeSigning", "1.3.6.1.5.5.7.3.3"), Map.entry("Code Signing", "1.3.6.1.5.5.7.3.3"),
            Map.entry("emailProtection", "1.3.6.1.5.5.7.3.4"), Map.entry("E-mail Protection", "1.3.6.1.5.5.7.3.4"),
            Map.entry("timeStamping", "1.3.6.1.5.5.7.3.8"), Map.entry("Time Stamping", "1.3.6.1.5.5.7.3.8"),
            Map.entry("OCSPSigning", "1.3.6.1.5.5.7.3.9"), Map.entry("OCSP Signing", "1.3.6.1.5.5.7.3.9"),
            Map.entry("anyExtendedKeyUsage", "2.5.29.37.0"), Map.entry("Any Extended Key Usage", "2.5.29.37.0"));

    private Usages() {}

    static KeyUsage key(List<String> names) {
        int bits = 0;
        for (String name : names) {
            int i = index(name);
            bits |= i == 8 ? 0x8000 : 0x80 >> i;
        }
        return new KeyUsage(bits);
    }

    static List<String> names(KeyUsage usage) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < BITS.length; i++) {
            if (usage.hasUsages(i == 8 ? 0x8000 : 0x80 >> i)) {
                names.add(BITS[i][1]);
            }
        }
        return names;
    }

    static ExtendedKeyUsage extended(List<String> names) {
        return new ExtendedKeyUsage(names.stream().map(Usages::purpose).toArray(KeyPurposeId[]::new));
    }

    static List<String> names(ExtendedKeyUsage usage) {
        List<String> names = new ArrayList<>();
        for (KeyPurposeId purpose : usage.getUsages()) {
            names.add(PURPOSES.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(purpose.getId()) && !Character.isLowerCase(entry.getKey().charAt(0)) && entry.getKey().contains(" "))
                    .map(Map.Entry::getKey).findFirst().orElse(purpose.getId()));
        }
        return names;
    }

    private static KeyPurposeId purpose(String name) {
        String oid = name.matches("\\d+(\\.\\d+)+") ? name : PURPOSES.get(name);
        if (oid == null) {
            String close = Names.closest(name, PURPOSES.keySet());
            throw new ModuleFailure("extended_key_usage: there is no '" + name + "'"
                    + (close == null ? "; write its OID" : "; did you mean '" + close + "'?"));
        }
        return KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid));
    }

    private static int index(String name) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < BITS.length; i++) {
            List<String> words = List.of(BITS[i]);
            if (words.contains(name)) {
                return i;
            }
            all.addAll(words);
        }
        String close = Names.closest(name, all);
        throw new ModuleFailure("key_usage: there is no '" + name + "'; "
                + (close == null ? "there are " + String.join(", ", all) : "did you mean '" + close + "'?"));
    }
}

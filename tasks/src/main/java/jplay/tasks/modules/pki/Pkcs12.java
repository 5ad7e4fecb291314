package jplay.tasks.modules.pki;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jplay.tasks.contract.ModuleFailure;
import org.jspecify.annotations.Nullable;

/**
 * What is in a PKCS#12 file.
 *
 * @param certs the key's own first, where there is a key
 */
record Pkcs12(@Nullable Key key, List<Cert> certs, String name) {

    static @Nullable Pkcs12 readOrNull(byte[] bytes, String passphrase) {
        try {
            return read(bytes, passphrase, "");
        } catch (ModuleFailure e) {
            return null;
        }
    }

    static Pkcs12 read(byte[] bytes, String passphrase, String where) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), passphrase.toCharArray());
            @Nullable Key key = null;
            String name = "";
            List<Cert> certs = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, passphrase.toCharArray()) instanceof PrivateKey jdk && key == null) {
                    key = KeyReader.read(Pem.encode("PRIVATE KEY", jdk.getEncoded()), null);
                    name = alias;
                    certs.add(0, cert(store.getCertificate(alias)));
                }
                Certificate[] chain = store.getCertificateChain(alias);
                for (Certificate one : chain == null ? new Certificate[] {store.getCertificate(alias)} : chain) {
                    certs.add(cert(one));
                }
            }
            return new Pkcs12(key, List.copyOf(new LinkedHashSet<>(certs)), name);
        } catch (GeneralSecurityException | IOException e) {
            throw new ModuleFailure(where + " cannot be read as PKCS#12: the passphrase is another, or it is damaged");
        }
    }

    byte[] encode(String passphrase) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<Certificate> all = new ArrayList<>();
            for (Cert cert : certs) {
                all.add(factory.generateCertificate(new ByteArrayInputStream(cert.der())));
            }
            if (key != null) {
                // The JDK takes a chain alone: what signs nothing of it goes beside.
                store.setKeyEntry(name, key.toJdk(), passphrase.toCharArray(), all.subList(0, 1).toArray(Certificate[]::new));
            }
            for (int i = key == null ? 0 : 1; i < all.size(); i++) {
                store.setCertificateEntry("certificate-" + i, all.get(i));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, passphrase.toCharArray());
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw Asn1.failure("cannot write the PKCS#12 file", e);
        }
    }

    String pem() {
        StringBuilder text = new StringBuilder(key == null ? "" : key.pem("pkcs8", null));
        certs.forEach(cert -> text.append(cert.pem()));
        return text.toString();
    }

    Map<String, Object> describe() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("friendly_name", name);
        map.put("certificates", certs.stream().map(cert -> DistinguishedName.text(cert.subject())).toList());
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pkcs12 that
                && (key == null ? that.key == null : that.key != null && key.isHalfOf(that.key.spki()))
                && all().equals(that.all())
                && (key == null || name.toLowerCase(Locale.ROOT).equals(that.name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    private Set<Cert> all() {
        return new LinkedHashSet<>(certs);
    }

    private static Cert cert(Certificate jdk) throws GeneralSecurityException {
        return new Cert(org.bouncycastle.asn1.x509.Certificate.getInstance(jdk.getEncoded()));
    }
}

package jplay.tasks.modules.pki;

import java.net.IDN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jplay.tasks.contract.ModuleFailure;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Names with their kind in front: {@code DNS:example.org}, {@code IP:10.0.0.1}, {@code email:a@b}, {@code URI:…}. */
final class AlternativeNames {
    private AlternativeNames() {}

    static GeneralNames parse(List<String> names, String parameter) {
        return new GeneralNames(names.stream().map(name -> parse(name, parameter)).toArray(GeneralName[]::new));
    }

    static GeneralName parse(String name, String parameter) {
        int colon = name.indexOf(':');
        String value = name.substring(colon + 1).strip();
        return switch (colon < 0 ? "" : name.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
            case "dns" -> ia5(GeneralName.dNSName, ascii(value, parameter));
            case "ip", "ip address" -> new GeneralName(GeneralName.iPAddress, new DEROctetString(Addresses.parse(value, parameter)));
            case "email" -> ia5(GeneralName.rfc822Name, value);
            case "uri" -> ia5(GeneralName.uniformResourceIdentifier, value);
            case "rid" -> new GeneralName(GeneralName.registeredID, new ASN1ObjectIdentifier(value));
            case "dirname" -> new GeneralName(directory(value));
            default -> throw new ModuleFailure(parameter + ": '" + name
                    + "' does not say what it is; begin it with DNS:, IP:, URI:, email:, RID: or dirName:");
        };
    }

    static List<String> format(GeneralNames names) {
        return Arrays.stream(names.getNames()).map(AlternativeNames::format).toList();
    }

    static String format(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.dNSName -> "DNS:" + ((ASN1String) name.getName()).getString();
            case GeneralName.iPAddress -> "IP:" + Addresses.format(ASN1OctetString.getInstance(name.getName()).getOctets());
            case GeneralName.rfc822Name -> "email:" + ((ASN1String) name.getName()).getString();
            case GeneralName.uniformResourceIdentifier -> "URI:" + ((ASN1String) name.getName()).getString();
            case GeneralName.registeredID -> "RID:" + name.getName();
            case GeneralName.directoryName -> "dirName:" + X500Name.getInstance(name.getName());
            default -> "otherName:" + name.getName();
        };
    }

    private static GeneralName ia5(int tag, String value) {
        return new GeneralName(tag, new DERIA5String(value));
    }

    private static String ascii(String host, String parameter) {
        try {
            boolean wild = host.startsWith("*.") || host.startsWith(".");
            String mark = wild ? host.substring(0, host.indexOf('.') + 1) : "";
            return mark + IDN.toASCII(host.substring(mark.length()));
        } catch (IllegalArgumentException e) {
            throw new ModuleFailure(parameter + ": '" + host + "' is no host name: " + e.getMessage());
        }
    }

    /** {@code /CN=a/O=b} or {@code CN=a,O=b}. */
    private static X500Name directory(String text) {
        List<DistinguishedName.Field> fields = new ArrayList<>();
        String[] parts = text.startsWith("/") ? text.substring(1).split("/", -1) : text.split(",", -1);
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new ModuleFailure("dirName: '" + part + "' is no field; write it as CN=example");
            }
            fields.add(DistinguishedName.Field.of(part.substring(0, equals).strip(), part.substring(equals + 1).strip()));
        }
        return DistinguishedName.name(fields);
    }
}

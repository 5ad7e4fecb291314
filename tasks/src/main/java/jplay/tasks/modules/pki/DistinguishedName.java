package jplay.tasks.modules.pki;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Names;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.jspecify.annotations.Nullable;

/** Subjects and issuers. */
final class DistinguishedName {
    private static final Map<String, String> OIDS = new HashMap<>();
    private static final Map<String, String> LONG_NAMES = new HashMap<>();
    private static final Map<String, String> SHORT_NAMES = new HashMap<>();

    static {
        add("2.5.4.3", "commonName", "CN");
        add("2.5.4.4", "surname", "SN");
        add("2.5.4.5", "serialNumber");
        add("2.5.4.6", "countryName", "C");
        add("2.5.4.7", "localityName", "L");
        add("2.5.4.8", "stateOrProvinceName", "ST");
        add("2.5.4.9", "streetAddress", "street");
        add("2.5.4.10", "organizationName", "O");
        add("2.5.4.11", "organizationalUnitName", "OU");
        add("2.5.4.12", "title");
        add("2.5.4.15", "businessCategory");
        add("2.5.4.16", "postalAddress");
        add("2.5.4.17", "postalCode");
        add("2.5.4.42", "givenName", "GN");
        add("2.5.4.44", "generationQualifier");
        add("2.5.4.46", "dnQualifier");
        add("2.5.4.65", "pseudonym");
        add("2.5.4.97", "organizationIdentifier");
        add("0.9.2342.19200300.100.1.1", "userId", "UID");
        add("0.9.2342.19200300.100.1.25", "domainComponent", "DC");
        add("1.2.840.113549.1.9.1", "emailAddress", "E");
    }

    private DistinguishedName() {}

    private static void add(String oid, String... names) {
        Arrays.stream(names).forEach(name -> OIDS.put(name, oid));
        LONG_NAMES.put(oid, names[0]);
        if (names.length > 1 && names[1].length() <= 3 && !names[1].equals("E")) {
            SHORT_NAMES.put(oid, names[1]);
        }
    }

    /** One field; {@code name} is {@code CN}, {@code commonName} or an OID. */
    record Field(ASN1ObjectIdentifier oid, String value) {
        static Field of(String name, String value) {
            String oid = name.matches("\\d+(\\.\\d+)+") ? name : OIDS.get(name);
            if (oid == null) {
                String close = Names.closest(name, OIDS.keySet());
                throw new ModuleFailure("subject: there is no field '" + name + "'"
                        + (close == null ? "; write its OID" : "; did you mean '" + close + "'?"));
            }
            if (value.isEmpty()) {
                throw new ModuleFailure("subject: the field '" + name + "' is empty; leave it out or give it a value");
            }
            return new Field(new ASN1ObjectIdentifier(oid), value);
        }
    }

    /** The fields of a dict; a list stands for the field several times. */
    static List<Field> fields(Map<String, ?> dict) {
        List<Field> fields = new ArrayList<>();
        dict.forEach((name, value) -> {
            List<?> values = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
            values.forEach(one -> fields.add(Field.of(name, String.valueOf(one))));
        });
        return fields;
    }

    static X500Name name(List<Field> fields) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        fields.forEach(field -> builder.addRDN(field.oid(), field.value()));
        return builder.build();
    }

    static List<Field> fields(X500Name name) {
        List<Field> fields = new ArrayList<>();
        for (RDN rdn : name.getRDNs()) {
            Arrays.stream(rdn.getTypesAndValues())
                    .forEach(one -> fields.add(new Field(one.getType(), value(one.getValue()))));
        }
        return fields;
    }

    /** Whether both say the same; the order counts only where the user chose it. */
    static boolean same(X500Name a, X500Name b, boolean ordered) {
        List<Field> first = fields(a);
        List<Field> second = fields(b);
        return ordered ? first.equals(second) : first.size() == second.size() && new HashSet<>(first).equals(new HashSet<>(second));
    }

    /** By long names, as the info modules return it. */
    static Map<String, Object> dict(X500Name name) {
        Map<String, Object> dict = new java.util.LinkedHashMap<>();
        fields(name).forEach(field -> dict.put(longName(field), field.value()));
        return dict;
    }

    static List<List<String>> ordered(X500Name name) {
        return fields(name).stream().map(field -> List.of(longName(field), field.value())).toList();
    }

    /** By short names, as openssl_csr returns it. */
    static List<List<String>> tuples(X500Name name) {
        return fields(name).stream().map(field -> List.of(shortName(field), field.value())).toList();
    }

    /** For people: {@code CN=etcd, O=kubernetes}. */
    static String text(X500Name name) {
        return String.join(", ", fields(name).stream().map(field -> shortName(field) + "=" + field.value()).toList());
    }

    private static String shortName(Field field) {
        String longName = longName(field);
        return SHORT_NAMES.getOrDefault(field.oid().getId(), longName);
    }

    /** The value of a field, or null. */
    static @Nullable String get(List<Field> fields, String name) {
        ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(String.valueOf(OIDS.get(name)));
        return fields.stream().filter(field -> field.oid().equals(oid)).map(Field::value).findFirst().orElse(null);
    }

    private static String longName(Field field) {
        return LONG_NAMES.getOrDefault(field.oid().getId(), field.oid().getId());
    }

    private static String value(org.bouncycastle.asn1.ASN1Encodable value) {
        return value instanceof org.bouncycastle.asn1.ASN1String string ? string.getString() : IETFUtils.valueToString(value);
    }
}

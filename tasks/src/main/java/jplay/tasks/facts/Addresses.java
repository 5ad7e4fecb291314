package jplay.tasks.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses from {@code ip}, else from {@code ifconfig}, else from the kernel's tables. */
final class Addresses {
    private static final Pattern INET = Pattern.compile(
            "inet (?:addr:)?(\\S+).*?(?:netmask |Mask:)(\\S+)(?:.*?(?:broadcast |Bcast:)(\\S+))?");

    private Addresses() {}

    static List<Network.Address> read(FactsText in) {
        List<Network.Address> addresses = new ArrayList<>();
        if (in.hasSection("addr")) {
            in.section("addr").forEach(line -> ip(line, addresses));
            return addresses;
        }
        if (in.hasSection("ifconfig")) {
            ifconfig(in.section("ifconfig"), addresses);
        } else {
            trie(in, addresses);
        }
        in.lines("/proc/net/if_inet6").forEach(line -> v6(line, addresses));
        return addresses;
    }

    /** A line of {@code ip -o addr}. */
    private static void ip(String line, List<Network.Address> addresses) {
        List<String> words = List.of(line.replace("\\", " ").strip().split("\\s+"));
        if (words.size() < 4 || !words.get(2).startsWith("inet")) {
            return;
        }
        String[] parts = words.get(3).split("/");
        String device = words.get(1).replaceFirst("@.*|:$", "");
        boolean v6 = words.get(2).equals("inet6");
        int brd = words.indexOf("brd");
        int scope = words.indexOf("scope");
        String last = v6 || scope < 0 ? device : label(words, scope, device);
        int prefix = parts.length > 1 ? Integer.parseInt(parts[1]) : v6 ? 128 : 32;
        String reach = scope < 0 ? "" : words.get(scope + 1);
        addresses.add(new Network.Address(device, last, parts[0], prefix, brd < 0 ? "" : words.get(brd + 1), reach));
    }

    private static String label(List<String> words, int scope, String device) {
        return words.subList(scope + 2, words.size()).stream()
                .filter(word -> word.startsWith(device + ":"))
                .findFirst()
                .orElse(device);
    }

    private static void ifconfig(List<String> lines, List<Network.Address> addresses) {
        String device = "";
        for (String line : lines) {
            if (!line.isEmpty() && !Character.isWhitespace(line.charAt(0))) {
                device = line.split("\\s+")[0].replaceFirst(":$", "");
            }
            Matcher inet = INET.matcher(line);
            if (inet.find()) {
                String broadcast = inet.group(3) == null ? "" : inet.group(3);
                int prefix = Long.bitCount(number(inet.group(2)));
                String owner = device.replaceFirst(":.*", "");
                addresses.add(new Network.Address(owner, device, inet.group(1), prefix, broadcast, "global"));
            }
        }
    }

    /** Local addresses from the kernel's tree of routes; the device is the one whose network an address lies in. */
    private static void trie(FactsText in, List<Network.Address> addresses) {
        List<String> lines = in.section("trie");
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).contains("|-- ") && lines.get(i + 1).contains("/32 host LOCAL")) {
                String address = lines.get(i).substring(lines.get(i).indexOf("|-- ") + 4).strip();
                if (addresses.stream().noneMatch(known -> known.address().equals(address))) {
                    addresses.add(routed(in, address));
                }
            }
        }
    }

    private static Network.Address routed(FactsText in, String address) {
        for (String line : in.lines("/proc/net/route")) {
            String[] fields = line.split("\\s+");
            if (fields.length > 7 && !fields[0].equals("Iface")) {
                long mask = number(littleEndian(fields[7]));
                if (mask != 0 && (number(address) & mask) == number(littleEndian(fields[1]))) {
                    return new Network.Address(fields[0], fields[0], address, Long.bitCount(mask), "", "global");
                }
            }
        }
        boolean loop = address.startsWith("127.");
        return new Network.Address(loop ? "lo" : "unknown", loop ? "lo" : "unknown", address, loop ? 8 : 32, "", "host");
    }

    /** A line of /proc/net/if_inet6: address, index, prefix, scope and flags in hex, then the device. */
    private static void v6(String line, List<Network.Address> addresses) {
        String[] fields = line.strip().split("\\s+");
        byte[] bytes = java.util.HexFormat.of().parseHex(fields[0]);
        String scope = switch (fields[3]) {
            case "00" -> "global";
            case "10" -> "host";
            case "20" -> "link";
            default -> "site";
        };
        addresses.add(new Network.Address(fields[5], fields[5], shortened(bytes), Integer.parseInt(fields[2], 16), "", scope));
    }

    /** An IPv6 address as RFC 5952 writes it. */
    static String shortened(byte[] bytes) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < 16; i += 2) {
            groups.add(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff));
        }
        String text = ":" + String.join(":", groups) + ":";
        for (int n = 8; n > 1; n--) {
            String zeros = ":" + "0:".repeat(n);
            int at = text.indexOf(zeros);
            if (at >= 0) {
                String head = text.substring(0, at);
                String tail = text.substring(at + zeros.length());
                return head.replaceFirst("^:", "") + "::" + tail.replaceFirst(":$", "");
            }
        }
        return text.substring(1, text.length() - 1);
    }

    static long number(String v4) {
        long number = 0;
        for (String part : v4.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    static String text(long v4) {
        return (v4 >> 24 & 255) + "." + (v4 >> 16 & 255) + "." + (v4 >> 8 & 255) + "." + (v4 & 255);
    }

    static String littleEndian(String hex) {
        return text(Integer.toUnsignedLong(Integer.reverseBytes(Integer.parseUnsignedInt(hex, 16))));
    }
}

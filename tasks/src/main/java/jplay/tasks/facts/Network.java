package jplay.tasks.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Interfaces, their addresses, and the default routes. */
final class Network {
    private static final String NET = "/sys/class/net/";

    private Network() {}

    static void add(FactsText in, Map<String, Object> facts) {
        Map<String, Map<String, Object>> interfaces = new LinkedHashMap<>();
        for (String path : in.existing(NET)) {
            String name = path.substring(NET.length());
            if (!name.contains("/")) {
                interfaces.put(name, device(in, name));
            }
        }
        List<Address> addresses = Addresses.read(in);
        for (Address address : addresses) {
            Map<String, Object> device = interfaces.computeIfAbsent(address.label(), Network::alias);
            attach(device, address);
        }
        facts.put("interfaces", List.copyOf(interfaces.keySet()));
        interfaces.forEach((name, device) -> facts.put(name.replace('-', '_').replace(':', '_').replace('.', '_'), device));
        facts.put("all_ipv4_addresses", addresses.stream()
                .filter(a -> !a.v6() && !a.address().startsWith("127.")).map(Address::address).distinct().toList());
        facts.put("all_ipv6_addresses", addresses.stream()
                .filter(a -> a.v6() && !a.address().equals("::1")).map(Address::address).distinct().toList());
        facts.put("default_ipv4", defaultRoute(in, interfaces, addresses, false));
        facts.put("default_ipv6", defaultRoute(in, interfaces, addresses, true));
        facts.put("iscsi_iqn", in.assignments("/etc/iscsi/initiatorname.iscsi").getOrDefault("InitiatorName", ""));
        facts.put("hostnqn", in.line("/etc/nvme/hostnqn", ""));
        facts.put("fibre_channel_wwn", in.under("/sys/class/fc_host/").stream().map(p -> in.line(p, "").replace("0x", "")).toList());
    }

    private static Map<String, Object> alias(String label) {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("device", label);
        return device;
    }

    private static Map<String, Object> device(FactsText in, String name) {
        String at = NET + name + "/";
        int flags = Integer.decode(in.line(at + "flags", "0x0"));
        Map<String, Object> device = alias(name);
        String address = in.line(at + "address", "");
        if (!address.isEmpty() && !address.equals("00:00:00:00:00:00")) {
            device.put("macaddress", address);
        }
        device.put("mtu", Integer.parseInt(in.line(at + "mtu", "0")));
        device.put("active", !in.line(at + "operstate", "down").equals("down"));
        device.put("promisc", (flags & 0x100) != 0);
        device.put("type", switch (in.line(at + "type", "")) {
            case "1" -> "ether";
            case "32" -> "infiniband";
            case "512" -> "ppp";
            case "772" -> "loopback";
            case "65534" -> "tunnel";
            default -> "unknown";
        });
        if (in.line(at + "speed") instanceof String speed) {
            device.put("speed", Integer.parseInt(speed));
        }
        last(in, at + "device/driver/module", "module", device);
        last(in, at + "device", "pciid", device);
        bridge(in, at, device);
        if (in.line(at + "bonding/slaves") instanceof String slaves) {
            device.put("type", "bonding");
            device.put("slaves", List.of(slaves.split(" ")));
            device.put("mode", in.line(at + "bonding/mode", "").split(" ")[0]);
        }
        return device;
    }

    private static void last(FactsText in, String link, String key, Map<String, Object> device) {
        if (in.links().get(link) instanceof String target) {
            device.put(key, target.substring(target.lastIndexOf('/') + 1));
        }
    }

    private static void bridge(FactsText in, String at, Map<String, Object> device) {
        if (in.line(at + "bridge/bridge_id") instanceof String id) {
            device.put("type", "bridge");
            device.put("id", id);
            device.put("stp", in.line(at + "bridge/stp_state", "0").equals("1"));
            device.put("interfaces", in.existing(at + "brif/").stream().map(p -> p.substring(p.lastIndexOf('/') + 1)).toList());
        }
    }

    @SuppressWarnings("unchecked")
    private static void attach(Map<String, Object> device, Address address) {
        if (address.v6()) {
            ((List<Object>) device.computeIfAbsent("ipv6", key -> new ArrayList<>()))
                    .add(Map.of("address", address.address(), "prefix", "" + address.prefix(), "scope", address.scope()));
        } else if (device.putIfAbsent("ipv4", address.asV4()) != null) {
            ((List<Object>) device.computeIfAbsent("ipv4_secondaries", key -> new ArrayList<>())).add(address.asV4());
        }
    }

    /** From what the kernel says about the way to an address far off, or else from its routing table. */
    private static Map<String, Object> defaultRoute(
            FactsText in, Map<String, Map<String, Object>> interfaces, List<Address> addresses, boolean v6) {
        Map<String, Object> route = new LinkedHashMap<>();
        List<String> words = List.of(in.first(v6 ? "route6" : "route4").split("\\s+"));
        String device = after(words, "dev");
        String gateway = after(words, "via");
        String source = after(words, "src");
        if (device == null && !v6) {
            for (String line : in.lines("/proc/net/route")) {
                String[] fields = line.split("\\s+");
                if (device == null && fields.length > 7 && fields[1].equals("00000000") && fields[7].equals("00000000")) {
                    device = fields[0];
                    gateway = Addresses.littleEndian(fields[2]);
                }
            }
        }
        if (device == null) {
            return route;
        }
        String name = device;
        String from = source;
        addresses.stream()
                .filter(a -> a.v6() == v6 && (from == null ? a.device().equals(name) : a.address().equals(from)))
                .findFirst()
                .ifPresent(address -> {
                    route.putAll(v6
                            ? Map.of("address", address.address(), "prefix", "" + address.prefix(), "scope", address.scope())
                            : address.asV4());
                    if (!v6) {
                        route.put("alias", address.label());
                    }
                });
        route.put("interface", device);
        if (gateway != null) {
            route.put("gateway", gateway);
        }
        for (String key : List.of("macaddress", "mtu", "type")) {
            if (interfaces.getOrDefault(device, Map.of()).get(key) instanceof Object value) {
                route.put(key, value);
            }
        }
        return route;
    }

    private static @Nullable String after(List<String> words, String word) {
        int at = words.indexOf(word);
        return at < 0 || at + 1 >= words.size() ? null : words.get(at + 1);
    }

    /**
     * An address of an interface.
     *
     * @param label the interface's name, or that of an alias of it ({@code eth0:1})
     */
    record Address(String device, String label, String address, int prefix, String broadcast, String scope) {
        boolean v6() {
            return address.contains(":");
        }

        Map<String, Object> asV4() {
            long bits = Addresses.number(address);
            long mask = prefix == 0 ? 0 : 0xffffffffL << (32 - prefix) & 0xffffffffL;
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("address", address);
            values.put("broadcast", broadcast);
            values.put("netmask", Addresses.text(mask));
            values.put("network", Addresses.text(bits & mask));
            values.put("prefix", "" + prefix);
            return values;
        }
    }
}

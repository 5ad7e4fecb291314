package jplay.tasks.facts;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jplay.tasks.contract.Answer;

/** Facts of a host. */
public final class Facts {
    /** What every host tells, whatever subset is asked for. */
    static final List<String> MINIMAL = List.of(
            "apparmor", "caps", "chroot", "cmdline", "date_time", "distribution", "dns", "env", "fips", "loadavg", "local",
            "lsb", "pkg_mgr", "platform", "python", "selinux", "service_mgr", "ssh_pub_keys", "user");
    static final List<String> HARDWARE = List.of("hardware", "devices", "dmi", "memory", "mounts", "processor", "uptime");
    static final List<String> NETWORK =
            List.of("network", "interfaces", "default_ipv4", "default_ipv6", "all_ipv4_addresses", "all_ipv6_addresses");
    static final List<String> VIRTUAL = List.of("virtual", "virtualization_role", "virtualization_type");

    private Facts() {}

    /**
     * Reads what {@code jp_facts} printed.
     *
     * @param wanted the collectors, from {@link #collectors}
     * @return facts without the prefix {@code ansible_}; texts, numbers, booleans, lists and maps
     */
    public static Map<String, Object> parse(String text, Collection<String> wanted) {
        FactsText in = new FactsText(text);
        Map<String, Object> facts = new LinkedHashMap<>();
        for (String collector : wanted) {
            switch (collector) {
                case "platform" -> Platform.platform(in, facts);
                case "distribution" -> Distribution.distribution(in, facts);
                case "lsb" -> Distribution.lsb(in, facts);
                case "pkg_mgr" -> Services.packageManager(in, facts);
                case "service_mgr" -> Services.serviceManager(in, facts);
                case "date_time" -> DateTime.dateTime(in, facts);
                case "env" -> Platform.env(in, facts);
                case "user" -> Platform.user(in, facts);
                case "python" -> Platform.python(in, facts);
                case "ssh_pub_keys" -> Platform.hostKeys(in, facts);
                case "local" -> LocalFacts.local(in, facts);
                case "selinux", "apparmor", "fips", "chroot", "caps" -> Security.add(collector, in, facts);
                case "cmdline" -> Platform.commandLine(in, facts);
                case "dns" -> Platform.dns(in, facts);
                case "loadavg" -> Platform.load(in, facts);
                case "virtual" -> Virtualization.add(in, facts);
                case "hardware" -> Hardware.add(in, facts);
                case "network" -> Network.add(in, facts);
                default -> { }
            }
        }
        return facts;
    }

    /** With the host's own facts as these files, by path, will make them. */
    public static Map<String, Object> withLocal(Map<String, Object> facts, Map<String, Answer<?>> files) {
        Map<String, Object> all = new LinkedHashMap<>(facts);
        LocalFacts.overlay(all, files);
        return all;
    }

    /**
     * The collectors that a {@code gather_subset} asks for. {@code !all} leaves the minimum, {@code !min} leaves that
     * out, too.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static Set<String> collectors(List<String> subset) {
        Set<String> wanted = new TreeSet<>();
        Set<String> not = new TreeSet<>();
        boolean positive = false;
        for (String name : subset.isEmpty() ? List.of("all") : subset) {
            if (name.startsWith("!")) {
                not.addAll(named(name.substring(1)));
                if (name.equals("!all")) {
                    not.removeAll(MINIMAL);
                }
            } else {
                wanted.addAll(named(name));
                positive = true;
            }
        }
        if (!positive) {
            wanted.addAll(named("all"));
        }
        if (!subset.contains("!min")) {
            wanted.addAll(MINIMAL);
            not.removeIf(name -> subset.contains("!all") && MINIMAL.contains(name) && !subset.contains("!" + name));
        }
        not.removeIf(name -> subset.contains(name) && !subset.contains("!" + name));
        wanted.removeAll(not);
        return wanted;
    }

    private static Set<String> named(String name) {
        Set<String> names = new TreeSet<>();
        switch (name) {
            case "all" -> {
                names.addAll(MINIMAL);
                names.addAll(List.of("hardware", "network", "virtual"));
            }
            case "min" -> names.addAll(MINIMAL);
            case "facter", "ohai" -> { }
            default -> names.add(collector(name));
        }
        return names;
    }

    private static String collector(String name) {
        if (HARDWARE.contains(name)) {
            return "hardware";
        }
        if (NETWORK.contains(name)) {
            return "network";
        }
        if (VIRTUAL.contains(name)) {
            return "virtual";
        }
        if (MINIMAL.contains(name)) {
            return name;
        }
        throw new IllegalArgumentException("Bad subset '" + name + "' given to setup. gather_subset options allowed: all, min, "
                + String.join(", ", MINIMAL) + ", hardware, network, virtual, facter, ohai, each also with ! before it");
    }
}

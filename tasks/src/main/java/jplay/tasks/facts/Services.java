package jplay.tasks.facts;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What manages services and packages. */
final class Services {
    private Services() {}

    static void serviceManager(FactsText in, Map<String, Object> facts) {
        String init = in.line("/proc/1/comm", in.links().getOrDefault("/sbin/init", ""));
        init = init.substring(init.lastIndexOf('/') + 1);
        boolean telling = !init.isEmpty() && !init.equals("init") && !init.endsWith("sh");
        facts.put("service_mgr", telling ? named(init) : guess(in));
    }

    private static String named(String init) {
        return switch (init) {
            case "procd" -> "openwrt_init";
            case "runit-init" -> "runit";
            case "svscan" -> "svc";
            case "openrc-init" -> "openrc";
            default -> init;
        };
    }

    private static String guess(FactsText in) {
        boolean systemctl = in.exists("/usr/bin/systemctl") || in.exists("/bin/systemctl");
        boolean booted = in.exists("/run/systemd/system") || in.exists("/dev/.run/systemd") || in.exists("/dev/.systemd");
        if (systemctl && booted) {
            return "systemd";
        }
        if (in.exists("/sbin/initctl") && in.exists("/etc/init")) {
            return "upstart";
        }
        if (in.exists("/sbin/openrc")) {
            return "openrc";
        }
        if (systemctl && in.links().getOrDefault("/sbin/init", "").endsWith("/systemd")) {
            return "systemd";
        }
        return in.exists("/etc/init.d") ? "sysvinit" : "service";
    }

    static void packageManager(FactsText in, Map<String, Object> facts) {
        Object family = facts.get("os_family");
        Stream<String> order = "RedHat".equals(family)
                ? Stream.of("dnf5", "dnf", "microdnf", "yum", "rpm-ostree", "zypper", "apt-get")
                : Stream.of("zypper", "apt-get", "dnf5", "dnf", "microdnf", "yum");
        String found = Stream.concat(order, Stream.of("pacman", "opkg", "apk", "emerge", "xbps-install", "swupd"))
                .filter(name -> List.of("/usr/bin/", "/sbin/", "/bin/").stream().anyMatch(dir -> in.exists(dir + name)))
                .findFirst()
                .orElse("unknown");
        facts.put("pkg_mgr", switch (found) {
            case "apt-get" -> "apt";
            case "microdnf" -> "dnf";
            case "rpm-ostree" -> "atomic_container";
            case "emerge" -> "portage";
            case "xbps-install" -> "xbps";
            default -> found;
        });
    }
}

package jplay.tasks.facts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What runs the host, and what the host can run. */
final class Virtualization {
    private static final Map<String, String> PRODUCTS = Map.of(
            "KVM", "kvm", "KVM Server", "kvm", "Bochs", "kvm", "AHV", "kvm", "VMware Virtual Platform", "VMware",
            "VMware7,1", "VMware", "OpenStack Compute", "openstack", "OpenStack Nova", "openstack", "RHEV Hypervisor", "RHEV");
    private static final Map<String, String> BIOSES = Map.of(
            "Xen", "xen", "innotek GmbH", "virtualbox", "Amazon EC2", "kvm", "DigitalOcean", "kvm", "Hetzner", "kvm");
    private static final Map<String, String> VENDORS = Map.ofEntries(
            Map.entry("QEMU", "kvm"), Map.entry("Amazon EC2", "kvm"), Map.entry("DigitalOcean", "kvm"),
            Map.entry("Google", "kvm"), Map.entry("Scaleway", "kvm"), Map.entry("Nutanix", "kvm"),
            Map.entry("oVirt", "oVirt"), Map.entry("KubeVirt", "KubeVirt"), Map.entry("Microsoft Corporation", "VirtualPC"),
            Map.entry("Parallels Software International Inc.", "parallels"), Map.entry("OpenStack Foundation", "openstack"));

    private final Set<String> guest = new TreeSet<>();
    private final Set<String> host = new TreeSet<>();
    private String type = "";
    private String role = "";

    private Virtualization() {}

    static void add(FactsText in, Map<String, Object> facts) {
        Virtualization found = new Virtualization();
        found.containers(in);
        found.machines(in);
        found.hosts(in);
        facts.put("virtualization_type", found.type.isEmpty() ? "NA" : found.type);
        facts.put("virtualization_role", found.role.isEmpty() ? "NA" : found.role);
        facts.put("virtualization_tech_guest", List.copyOf(found.guest));
        facts.put("virtualization_tech_host", List.copyOf(found.host));
    }

    private void containers(FactsText in) {
        for (String line : in.lines("/proc/1/cgroup")) {
            if (line.matches(".*/(docker(-|/)|docker-ce).*")) {
                guest("docker");
            } else if (line.contains("/lxc/") || line.contains("/machine.slice/machine-lxc")) {
                guest("lxc");
            } else if (line.contains("/system.slice/containerd.service")) {
                guest("containerd");
            }
        }
        for (String line : in.section("env1")) {
            if (line.contains("container=lxc")) {
                guest("lxc");
            } else if (line.contains("container=podman")) {
                guest("podman");
            }
            if (line.startsWith("container=") && line.length() > 10) {
                guest("container");
            }
        }
        if (in.exists("/proc/vz") && !in.exists("/proc/lve")) {
            put(in.exists("/proc/bc") ? host : guest, "openvz", in.exists("/proc/bc") ? "host" : "guest");
        }
        String systemd = in.line("/run/systemd/container", "");
        if (!systemd.isEmpty()) {
            guest(systemd);
        }
        if (in.exists("/.dockerenv") || in.exists("/.dockerinit")) {
            guest("docker");
        }
        if (!guest.isEmpty()) {
            guest.add("container");
        }
    }

    private void machines(FactsText in) {
        if (in.exists("/proc/xen")) {
            boolean control = in.lines("/proc/xen/capabilities").stream().anyMatch(line -> line.contains("control_d"));
            put(control ? host : guest, "xen", control ? "host" : "guest");
        }
        guest(PRODUCTS.getOrDefault(in.line("/sys/class/dmi/id/product_name", ""), ""));
        guest(BIOSES.getOrDefault(in.line("/sys/class/dmi/id/bios_vendor", ""), ""));
        guest(VENDORS.getOrDefault(in.line("/sys/class/dmi/id/sys_vendor", ""), ""));
        for (String line : in.section("cpu")) {
            if (line.startsWith("model name") && line.contains("QEMU Virtual CPU")) {
                guest("kvm");
            }
        }
    }

    private void hosts(FactsText in) {
        for (String line : in.lines("/proc/modules")) {
            switch (line.split(" ", 2)[0]) {
                case "kvm" -> put(host, "kvm", "host");
                case "vboxdrv" -> put(host, "virtualbox", "host");
                case "virtio" -> guest("kvm");
                default -> { }
            }
        }
        if (in.exists("/dev/kvm")) {
            put(host, "kvm", "host");
        }
    }

    private void guest(String tech) {
        if (!tech.isEmpty()) {
            put(guest, tech, "guest");
        }
    }

    private void put(Set<String> where, String tech, String as) {
        where.add(tech);
        if (type.isEmpty()) {
            type = tech;
            role = as;
        }
    }
}

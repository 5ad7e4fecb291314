package jplay.tasks.facts;

import java.util.LinkedHashMap;
import java.util.Map;

/** SELinux, AppArmor, FIPS and chroots. */
final class Security {
    private Security() {}

    static void add(String collector, FactsText in, Map<String, Object> facts) {
        switch (collector) {
            case "selinux" -> facts.put("selinux", selinux(in));
            case "apparmor" -> facts.put(
                    "apparmor", Map.of("status", in.exists("/sys/kernel/security/apparmor") ? "enabled" : "disabled"));
            case "fips" -> facts.put("fips", "1".equals(in.line("/proc/sys/crypto/fips_enabled")));
            case "caps" -> capabilities(in, facts);
            default -> facts.put("is_chroot", in.exists("chroot") || in.section("env").stream().anyMatch(v -> v.startsWith("debian_chroot=")));
        }
    }

    private static Map<String, Object> selinux(FactsText in) {
        Map<String, Object> selinux = new LinkedHashMap<>();
        String enforce = in.line("/sys/fs/selinux/enforce");
        if (enforce == null) {
            selinux.put("status", "disabled");
            return selinux;
        }
        Map<String, String> config = in.assignments("/etc/selinux/config");
        selinux.put("status", "enabled");
        selinux.put("mode", enforce.equals("1") ? "enforcing" : "permissive");
        selinux.put("config_mode", config.getOrDefault("SELINUX", "unknown"));
        selinux.put("policyvers", in.line("/sys/fs/selinux/policyvers", "unknown"));
        selinux.put("type", config.getOrDefault("SELINUXTYPE", "unknown"));
        return selinux;
    }

    /** Whether the process lacks any capability that the kernel has. */
    private static void capabilities(FactsText in, Map<String, Object> facts) {
        String effective = status(in, "CapEff:");
        int last = Integer.parseInt(in.line("/proc/sys/kernel/cap_last_cap", "40"));
        if (!effective.isEmpty()) {
            boolean all = Long.bitCount(Long.parseUnsignedLong(effective, 16)) > last;
            facts.put("system_capabilities_enforced", all ? "False" : "True");
        }
    }

    private static String status(FactsText in, String name) {
        return in.lines("/proc/self/status").stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse("");
    }
}

package jplay.tasks.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Linux it is. */
final class Distribution {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("debian", "Debian"), Map.entry("raspbian", "Debian"), Map.entry("ubuntu", "Ubuntu"),
            Map.entry("linuxmint", "Linux Mint"), Map.entry("kali", "Kali"), Map.entry("devuan", "Devuan"),
            Map.entry("rhel", "RedHat"), Map.entry("centos", "CentOS"), Map.entry("rocky", "Rocky"),
            Map.entry("almalinux", "AlmaLinux"), Map.entry("fedora", "Fedora"), Map.entry("ol", "OracleLinux"),
            Map.entry("amzn", "Amazon"), Map.entry("scientific", "Scientific"), Map.entry("cloudlinux", "CloudLinux"),
            Map.entry("alpine", "Alpine"), Map.entry("arch", "Archlinux"), Map.entry("archarm", "Archlinux"),
            Map.entry("manjaro", "Manjaro"), Map.entry("gentoo", "Gentoo"), Map.entry("sles", "SLES"),
            Map.entry("sled", "SLED"), Map.entry("sles_sap", "SLES_SAP"), Map.entry("slackware", "Slackware"),
            Map.entry("openwrt", "OpenWrt"), Map.entry("flatcar", "Flatcar"), Map.entry("altlinux", "Altlinux"),
            Map.entry("openeuler", "openEuler"), Map.entry("eurolinux", "EuroLinux"), Map.entry("pop", "Pop!_OS"));
    private static final Map<String, List<String>> FAMILIES = Map.of(
            "RedHat",
            List.of("RedHat", "Fedora", "CentOS", "Scientific", "CloudLinux", "OracleLinux", "Amazon", "AlmaLinux", "Rocky",
                    "openEuler", "EuroLinux", "TencentOS"),
            "Debian", List.of("Debian", "Ubuntu", "Linux Mint", "Kali", "Devuan", "Pop!_OS"),
            "Suse", List.of("SLES", "SLED", "SLES_SAP", "openSUSE", "openSUSE Leap", "openSUSE Tumbleweed"),
            "Archlinux", List.of("Archlinux", "Manjaro"));
    private static final Pattern NUMBERS = Pattern.compile("(\\d+(?:\\.\\d+)*)");

    private Distribution() {}

    static void distribution(FactsText in, Map<String, Object> facts) {
        Map<String, String> os = osRelease(in);
        String id = os.getOrDefault("ID", "linux");
        String name = NAMES.getOrDefault(id, os.getOrDefault("NAME", "NA"));
        String version = os.getOrDefault("VERSION_ID", "NA");
        String release = os.getOrDefault("VERSION_CODENAME", codename(os.getOrDefault("VERSION", "")));
        String path = "/etc/os-release";
        String family = family(name);
        if (name.equals("Debian")) {
            version = debianVersion(in, facts, version);
        } else if (family.equals("RedHat") && !name.equals("Amazon")) {
            String file = in.lines("/etc/redhat-release").isEmpty() ? "/etc/centos-release" : "/etc/redhat-release";
            path = name.equals("CentOS") ? "/etc/centos-release" : name.equals("OracleLinux") ? "/etc/oracle-release" : file;
            Matcher number = NUMBERS.matcher(in.line(file, ""));
            version = number.find() ? String.join(".", List.of(number.group().split("\\.")).subList(0, Math.min(2, number.group().split("\\.").length))) : version;
            release = in.line(file, "").contains("Stream") ? "Stream" : codename(in.line(file, ""));
        } else if (name.equals("Alpine")) {
            path = "/etc/alpine-release";
            version = in.line(path, version);
            release = "NA";
        } else if (family.equals("Suse")) {
            release = version.contains(".") ? version.substring(version.indexOf('.') + 1) : "0";
        } else if (name.equals("Amazon")) {
            facts.put("distribution_minor_version", version.contains(".") ? version.substring(version.indexOf('.') + 1) : "NA");
            release = release.isEmpty() ? "NA" : release;
        }
        facts.put("distribution", name);
        facts.put("distribution_version", version);
        facts.put("distribution_major_version", version.split("\\.", 2)[0]);
        facts.put("distribution_release", release);
        facts.put("distribution_file_path", path);
        facts.put("distribution_file_variety", variety(name, family));
        facts.put("distribution_file_parsed", true);
        facts.put("os_family", family);
    }

    private static String variety(String name, String family) {
        return switch (family) {
            case "Debian", "Archlinux" -> family;
            case "Suse" -> "SUSE";
            case "RedHat" -> name.matches("CentOS|OracleLinux|Amazon") ? name : "RedHat";
            default -> name;
        };
    }

    private static String debianVersion(FactsText in, Map<String, Object> facts, String version) {
        String text = in.line("/etc/debian_version", "");
        Matcher point = Pattern.compile("^(\\d+)\\.(\\d+)").matcher(text);
        if (point.find()) {
            facts.put("distribution_minor_version", point.group(2));
            return point.group();
        }
        return version.equals("NA") ? text : version;
    }

    private static String family(String name) {
        return FAMILIES.entrySet().stream()
                .filter(family -> family.getValue().contains(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
    }

    private static String codename(String text) {
        Matcher brackets = Pattern.compile("\\(([^)]+)\\)").matcher(text);
        return brackets.find() ? brackets.group(1) : "";
    }

    static Map<String, String> osRelease(FactsText in) {
        Map<String, String> os = in.assignments("/etc/os-release");
        return os.isEmpty() ? in.assignments("/usr/lib/os-release") : os;
    }

    /** What lsb_release would say; it is a script of its own that takes longer than all facts together. */
    static void lsb(FactsText in, Map<String, Object> facts) {
        Map<String, String> lsb = in.assignments("/etc/lsb-release");
        Map<String, String> os = osRelease(in);
        Map<String, Object> values = new LinkedHashMap<>();
        if (lsb.containsKey("DISTRIB_ID")) {
            values.put("id", lsb.get("DISTRIB_ID"));
            values.put("release", lsb.getOrDefault("DISTRIB_RELEASE", ""));
            values.put("codename", lsb.getOrDefault("DISTRIB_CODENAME", ""));
            values.put("description", lsb.getOrDefault("DISTRIB_DESCRIPTION", ""));
        } else if (in.exists("/usr/bin/lsb_release")) {
            values.put("id", NAMES.getOrDefault(os.getOrDefault("ID", ""), os.getOrDefault("NAME", "")));
            values.put("release", os.getOrDefault("VERSION_ID", "n/a"));
            values.put("codename", os.getOrDefault("VERSION_CODENAME", "n/a"));
            values.put("description", os.getOrDefault("PRETTY_NAME", ""));
        }
        if (values.get("release") instanceof String release) {
            values.put("major_release", release.split("\\.", 2)[0]);
        }
        facts.put("lsb", values);
    }
}

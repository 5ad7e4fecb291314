package jplay.tasks.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kernel, names, user, environment and the like. */
final class Platform {
    private Platform() {}

    static void platform(FactsText in, Map<String, Object> facts) {
        String node = in.line("/proc/sys/kernel/hostname", "localhost");
        String machine = in.first("machine");
        String bits = in.first("bits").isEmpty() ? (machine.contains("64") ? "64" : "32") : in.first("bits");
        boolean intel = machine.matches("x86_64|i[3456]86|i86pc");
        String user = intel ? (bits.equals("64") ? "x86_64" : "i386") : machine;
        facts.put("system", in.line("/proc/sys/kernel/ostype", "Linux"));
        facts.put("kernel", in.line("/proc/sys/kernel/osrelease", ""));
        facts.put("kernel_version", in.line("/proc/sys/kernel/version", ""));
        facts.put("machine", machine);
        facts.put("architecture", machine.matches("i[3456]86") ? "i386" : machine);
        facts.put("userspace_bits", bits);
        facts.put("userspace_architecture", user);
        facts.put("nodename", node);
        facts.put("hostname", node.split("\\.", 2)[0]);
        String fqdn = fqdn(in, node);
        facts.put("fqdn", fqdn);
        facts.put("domain", fqdn.contains(".") ? fqdn.substring(fqdn.indexOf('.') + 1) : "");
        String id = in.line("/var/lib/dbus/machine-id", in.line("/etc/machine-id", ""));
        if (!id.isEmpty()) {
            facts.put("machine_id", id);
        }
    }

    /** As a resolver that asks /etc/hosts first: the names of the address that the host's name has there. */
    private static String fqdn(FactsText in, String node) {
        List<String> lines = new ArrayList<>(in.lines("/etc/hosts"));
        lines.addAll(in.section("fqdn"));
        @Nullable String address = null;
        for (String line : lines) {
            List<String> words = List.of(line.replaceFirst("#.*", "").strip().split("\\s+"));
            if (address == null && words.size() > 1 && words.subList(1, words.size()).contains(node)) {
                address = words.get(0);
            }
        }
        for (String line : lines) {
            List<String> words = List.of(line.replaceFirst("#.*", "").strip().split("\\s+"));
            if (address != null && words.size() > 1 && words.get(0).equals(address)) {
                List<String> names = words.subList(1, words.size());
                return names.stream().filter(name -> name.contains(".")).findFirst().orElse(names.get(0));
            }
        }
        return node;
    }

    static void env(FactsText in, Map<String, Object> facts) {
        facts.put("env", environment(in));
    }

    private static Map<String, String> environment(FactsText in) {
        Map<String, String> env = new LinkedHashMap<>();
        for (String line : in.section("env")) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("JPLAY_")) {
                env.put(line.substring(0, equals), line.substring(equals + 1).replace('\037', '\n'));
            }
        }
        return env;
    }

    static void user(FactsText in, Map<String, Object> facts) {
        int[] uids = ids(in, "Uid:");
        int[] gids = ids(in, "Gid:");
        Map<String, String> env = environment(in);
        String[] entry = {
            env.getOrDefault("USER", String.valueOf(uids[0])), "x", "" + uids[0], "" + gids[0], "",
            env.getOrDefault("HOME", "/"), env.getOrDefault("SHELL", "/bin/sh")
        };
        for (String line : in.lines("/etc/passwd")) {
            String[] fields = line.split(":", -1);
            if (fields.length == 7 && fields[2].equals("" + uids[0])) {
                entry = fields;
                break;
            }
        }
        facts.put("user_id", entry[0]);
        facts.put("user_uid", Integer.parseInt(entry[2]));
        facts.put("user_gid", Integer.parseInt(entry[3]));
        facts.put("user_gecos", entry[4]);
        facts.put("user_dir", entry[5]);
        facts.put("user_shell", entry[6]);
        facts.put("real_user_id", uids[0]);
        facts.put("effective_user_id", uids[1]);
        facts.put("real_group_id", gids[0]);
        facts.put("effective_group_id", gids[1]);
    }

    /** Real and effective number, from the kernel's status of a process. */
    private static int[] ids(FactsText in, String name) {
        for (String line : in.lines("/proc/self/status")) {
            if (line.startsWith(name)) {
                String[] words = line.split("\\s+");
                return new int[] {Integer.parseInt(words[1]), Integer.parseInt(words[2])};
            }
        }
        return new int[] {0, 0};
    }

    static void python(FactsText in, Map<String, Object> facts) {
        String version = in.first("python").replaceFirst("^Python ", "");
        String[] parts = version.replaceFirst("[^0-9.].*", "").split("\\.");
        if (!version.matches("\\d+\\.\\d+\\.\\d+.*")) {
            return;
        }
        int major = Integer.parseInt(parts[0]);
        int minor = Integer.parseInt(parts[1]);
        int micro = Integer.parseInt(parts[2]);
        facts.put("python_version", major + "." + minor + "." + micro);
        facts.put("python", Map.of(
                "executable", "/usr/bin/python3",
                "type", "cpython",
                "has_sslcontext", true,
                "version", Map.of("major", major, "minor", minor, "micro", micro, "releaselevel", "final", "serial", 0),
                "version_info", List.of(major, minor, micro, "final", 0)));
    }

    static void hostKeys(FactsText in, Map<String, Object> facts) {
        for (String directory : List.of("/etc/ssh", "/etc/openssh")) {
            for (String kind : List.of("dsa", "rsa", "ecdsa", "ed25519")) {
                String line = in.line(directory + "/ssh_host_" + kind + "_key.pub");
                if (line != null && line.contains(" ")) {
                    facts.put("ssh_host_key_" + kind + "_public", line.split(" ")[1]);
                    facts.put("ssh_host_key_" + kind + "_public_keytype", line.split(" ")[0]);
                }
            }
        }
    }

    static void commandLine(FactsText in, Map<String, Object> facts) {
        Map<String, Object> last = new LinkedHashMap<>();
        Map<String, Object> all = new LinkedHashMap<>();
        for (String word : in.line("/proc/cmdline", "").split("\\s+")) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            Object value = equals < 0 ? Boolean.TRUE : word.substring(equals + 1);
            if (!word.isEmpty()) {
                last.put(name, value);
                all.merge(name, value, Platform::append);
            }
        }
        facts.put("cmdline", last);
        facts.put("proc_cmdline", all);
    }

    private static Object append(Object old, Object more) {
        List<Object> both = new ArrayList<>(old instanceof List<?> list ? list : List.of(old));
        both.add(more);
        return both;
    }

    static void dns(FactsText in, Map<String, Object> facts) {
        Map<String, Object> dns = new LinkedHashMap<>();
        List<String> servers = new ArrayList<>();
        for (String line : in.lines("/etc/resolv.conf")) {
            List<String> words = List.of(line.strip().split("\\s+"));
            List<String> rest = words.subList(1, words.size());
            switch (words.get(0)) {
                case "nameserver" -> servers.addAll(rest);
                case "domain" -> rest.stream().findFirst().ifPresent(domain -> dns.put("domain", domain));
                case "search", "sortlist" -> dns.put(words.get(0), rest);
                case "options" -> dns.put("options", options(rest));
                default -> { }
            }
        }
        if (!servers.isEmpty()) {
            dns.put("nameservers", servers);
        }
        facts.put("dns", dns);
    }

    private static Map<String, Object> options(List<String> words) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (String word : words) {
            String[] parts = word.split(":", 2);
            options.put(parts[0], parts.length == 2 && !parts[1].isEmpty() ? parts[1] : Boolean.TRUE);
        }
        return options;
    }

    static void load(FactsText in, Map<String, Object> facts) {
        String[] words = in.line("/proc/loadavg", "0 0 0").split(" ");
        facts.put("loadavg", Map.of(
                "1m", Double.parseDouble(words[0]), "5m", Double.parseDouble(words[1]), "15m", Double.parseDouble(words[2])));
    }
}

package jplay.tasks.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Processors, memory, firmware, mounts. */
final class Hardware {
    private static final List<String> FORMS = List.of(
            "Unknown", "Other", "Unknown", "Desktop", "Low Profile Desktop", "Pizza Box", "Mini Tower", "Tower", "Portable",
            "Laptop", "Notebook", "Hand Held", "Docking Station", "All In One", "Sub Notebook", "Space-saving", "Lunch Box",
            "Main Server Chassis", "Expansion Chassis", "Sub Chassis", "Bus Expansion Chassis", "Peripheral Chassis",
            "RAID Chassis", "Rack Mount Chassis", "Sealed-case PC", "Multi-system", "CompactPCI", "AdvancedTCA", "Blade",
            "Blade Enclosure", "Tablet", "Convertible", "Detachable", "IoT Gateway", "Embedded PC", "Mini PC", "Stick PC");

    private Hardware() {}

    static void add(FactsText in, Map<String, Object> facts) {
        processors(in, facts);
        memory(in, facts);
        firmware(in, facts);
        facts.put("uptime_seconds", (int) Double.parseDouble(in.line("/proc/uptime", "0").split(" ")[0]));
        Devices.add(in, facts);
        mounts(in, facts);
    }

    private static void processors(FactsText in, Map<String, Object> facts) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> sockets = new LinkedHashMap<>();
        Map<String, Integer> cores = new LinkedHashMap<>();
        String socket = "0";
        String core = "0";
        int count = 0;
        int vendors = 0;
        for (String line : in.section("cpu")) {
            String[] parts = line.split(":", 2);
            String value = parts[1].strip();
            switch (parts[0].strip()) {
                case "physical id" -> sockets.putIfAbsent(socket = value, 1);
                case "core id" -> cores.putIfAbsent(core = value, 1);
                case "cpu cores" -> sockets.put(socket, Integer.parseInt(value));
                case "siblings" -> cores.put(core, Integer.parseInt(value));
                case "machine" -> { }
                default -> {
                    names.add(value);
                    count += parts[0].startsWith("processor") ? 1 : 0;
                    vendors += parts[0].startsWith("vendor_id") ? 1 : 0;
                }
            }
        }
        int processors = sockets.isEmpty() ? Math.max(vendors, count) : sockets.size();
        int perSocket = sockets.isEmpty() ? 1 : Math.max(1, sockets.values().iterator().next());
        int threads = cores.isEmpty() ? 1 / perSocket : cores.values().iterator().next() / perSocket;
        facts.put("processor", names);
        facts.put("processor_count", processors);
        facts.put("processor_cores", perSocket);
        facts.put("processor_threads_per_core", threads);
        facts.put("processor_vcpus", threads * processors * perSocket);
        facts.put("processor_nproc", allowed(in, count));
    }

    /** How many processors the shell may run on, from a list like {@code 0-3,8}. */
    private static int allowed(FactsText in, int all) {
        for (String line : in.lines("/proc/self/status")) {
            if (line.startsWith("Cpus_allowed_list:")) {
                int sum = 0;
                for (String range : line.substring(18).strip().split(",")) {
                    String[] ends = range.split("-");
                    sum += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
                }
                return sum;
            }
        }
        return all;
    }

    private static void memory(FactsText in, Map<String, Object> facts) {
        Map<String, Integer> mb = new LinkedHashMap<>();
        for (String line : in.lines("/proc/meminfo")) {
            String[] words = line.split("[:\\s]+");
            mb.put(words[0], (int) (Long.parseLong(words[1]) / 1024));
        }
        int total = mb.getOrDefault("MemTotal", 0);
        int free = mb.getOrDefault("MemFree", 0);
        int unused = free + mb.getOrDefault("Cached", 0) + mb.getOrDefault("Buffers", 0);
        int swap = mb.getOrDefault("SwapTotal", 0);
        int swapFree = mb.getOrDefault("SwapFree", 0);
        facts.put("memtotal_mb", total);
        facts.put("memfree_mb", free);
        facts.put("swaptotal_mb", swap);
        facts.put("swapfree_mb", swapFree);
        facts.put("memory_mb", Map.of(
                "real", Map.of("total", total, "free", free, "used", total - free),
                "nocache", Map.of("free", unused, "used", total - unused),
                "swap", Map.of(
                        "total", swap, "free", swapFree, "used", swap - swapFree, "cached", mb.getOrDefault("SwapCached", 0))));
    }

    private static void firmware(FactsText in, Map<String, Object> facts) {
        for (String name : List.of(
                "bios_date", "bios_vendor", "bios_version", "board_asset_tag", "board_name", "board_serial", "board_vendor",
                "board_version", "chassis_asset_tag", "chassis_serial", "chassis_vendor", "chassis_version", "product_name",
                "product_serial", "product_uuid", "product_version")) {
            facts.put(name, in.line("/sys/class/dmi/id/" + name, "NA"));
        }
        facts.put("system_vendor", in.line("/sys/class/dmi/id/sys_vendor", "NA"));
        String form = in.line("/sys/class/dmi/id/chassis_type", "");
        boolean known = form.matches("\\d{1,2}") && Integer.parseInt(form) < FORMS.size();
        facts.put("form_factor", known ? FORMS.get(Integer.parseInt(form)) : "NA");
    }

    /** The file systems of devices and of other hosts. */
    private static void mounts(FactsText in, Map<String, Object> facts) {
        Map<String, long[]> sizes = new LinkedHashMap<>();
        for (String line : in.section("statfs")) {
            String[] words = line.split(" ", 7);
            long[] numbers = new long[6];
            for (int i = 0; i < 6; i++) {
                numbers[i] = Long.parseLong(words[i]);
            }
            sizes.put(words[6], numbers);
        }
        List<Object> mounts = new ArrayList<>();
        for (String line : in.section("mounts")) {
            String[] halves = line.split(" - ", 2);
            String[] first = halves[0].split(" ");
            String[] second = halves.length == 2 ? halves[1].split(" ") : new String[0];
            if (first.length < 6 || second.length < 3) {
                continue;
            }
            String path = unescape(first[4]);
            Map<String, Object> mount = new LinkedHashMap<>();
            mount.put("mount", path);
            mount.put("device", unescape(second[1]));
            mount.put("fstype", second[0]);
            mount.put("options", options(first[5], second[2]) + (first[3].equals("/") ? "" : ",bind"));
            mount.put("uuid", Devices.uuid(in, unescape(second[1])));
            if (sizes.get(path) instanceof long[] size) {
                sizes(mount, size);
            }
            mounts.add(mount);
        }
        facts.put("mounts", mounts);
    }

    private static String options(String mount, String device) {
        StringBuilder all = new StringBuilder(mount);
        for (String option : device.split(",")) {
            if (!option.equals("rw") && !option.equals("ro")) {
                all.append(',').append(option);
            }
        }
        return all.toString();
    }

    private static void sizes(Map<String, Object> mount, long[] size) {
        mount.put("size_total", size[0] * size[1]);
        mount.put("size_available", size[0] * size[3]);
        mount.put("block_size", size[0]);
        mount.put("block_total", size[1]);
        mount.put("block_available", size[3]);
        mount.put("block_used", size[1] - size[3]);
        mount.put("inode_total", size[4]);
        mount.put("inode_available", size[5]);
        mount.put("inode_used", size[4] - size[5]);
    }

    static String unescape(String text) {
        return text.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
    }
}

package jplay.tasks.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Block devices and their partitions. */
final class Devices {
    private static final String BLOCK = "/sys/block/";
    private static final Map<String, String> KINDS = Map.of("ids", "/dev/disk/by-id/", "uuids", "/dev/disk/by-uuid/", "labels", "/dev/disk/by-label/");

    private Devices() {}

    static void add(FactsText in, Map<String, Object> facts) {
        Map<String, Object> devices = new TreeMap<>();
        for (String path : in.under(BLOCK)) {
            String[] parts = path.substring(BLOCK.length()).split("/");
            if (parts.length == 2 && parts[1].equals("size")) {
                devices.put(parts[0].replace('!', '/'), device(in, parts[0]));
            }
        }
        facts.put("devices", devices);
        Map<String, Object> links = new LinkedHashMap<>();
        KINDS.forEach((kind, directory) -> links.put(kind, byDevice(in, directory)));
        links.put("masters", masters(in));
        facts.put("device_links", links);
    }

    private static Map<String, @Nullable Object> device(FactsText in, String name) {
        String at = BLOCK + name + "/";
        Map<String, @Nullable Object> device = new LinkedHashMap<>();
        long sectors = Long.parseLong(in.line(at + "size", "0"));
        device.put("virtual", 1);
        device.put("vendor", in.line(at + "device/vendor"));
        device.put("model", in.line(at + "device/model"));
        device.put("sas_address", null);
        device.put("sas_device_handle", null);
        if (in.line(at + "device/serial") instanceof String serial) {
            device.put("serial", serial);
        }
        device.put("removable", in.line(at + "removable", "0"));
        device.put("support_discard", in.line(at + "queue/discard_granularity", "0"));
        device.put("rotational", in.line(at + "queue/rotational", "0"));
        String scheduler = in.line(at + "queue/scheduler", "");
        device.put("scheduler_mode", scheduler.contains("[") ? scheduler.replaceFirst(".*\\[(.*)].*", "$1") : scheduler);
        device.put("sectors", "" + sectors);
        device.put("sectorsize", in.line(at + "queue/hw_sector_size", "512"));
        device.put("size", human(sectors * 512.0));
        device.put("host", "");
        device.put("holders", in.existing(at + "holders/").stream().map(Devices::name).toList());
        device.put("links", links(in, name));
        device.put("partitions", partitions(in, at, in.line(at + "queue/hw_sector_size", "512")));
        return device;
    }

    private static Map<String, Object> partitions(FactsText in, String at, String sectorSize) {
        Map<String, Object> partitions = new TreeMap<>();
        for (String path : in.under(at)) {
            if (path.endsWith("/partition")) {
                String part = path.substring(at.length(), path.length() - "/partition".length());
                long sectors = Long.parseLong(in.line(at + part + "/size", "0"));
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                values.put("start", in.line(at + part + "/start", "0"));
                values.put("sectors", "" + sectors);
                values.put("sectorsize", sectorSize.matches("\\d+") ? Integer.parseInt(sectorSize) : 512);
                values.put("size", human(sectors * 512.0));
                Object uuid = uuid(in, "/dev/" + part);
                values.put("uuid", uuid.equals("N/A") ? null : uuid);
                values.put("links", links(in, part));
                values.put("holders", List.of());
                partitions.put(part, values);
            }
        }
        return partitions;
    }

    private static Map<String, Object> links(FactsText in, String device) {
        Map<String, Object> links = new LinkedHashMap<>();
        KINDS.forEach((kind, directory) -> links.put(kind, byDevice(in, directory).getOrDefault(device, List.of())));
        links.put("masters", masters(in).getOrDefault(device, List.of()));
        return links;
    }

    private static Map<String, List<String>> byDevice(FactsText in, String directory) {
        Map<String, List<String>> found = new TreeMap<>();
        in.links().forEach((path, target) -> {
            if (path.startsWith(directory)) {
                found.computeIfAbsent(name(target), device -> new ArrayList<>()).add(path.substring(directory.length()));
            }
        });
        return found;
    }

    private static Map<String, List<String>> masters(FactsText in) {
        Map<String, List<String>> masters = new TreeMap<>();
        for (String path : in.existing(BLOCK)) {
            String[] parts = path.substring(BLOCK.length()).split("/holders/");
            if (parts.length == 2) {
                masters.computeIfAbsent(parts[0], device -> new ArrayList<>()).add(parts[1]);
            }
        }
        return masters;
    }

    /** The UUID of what is on a device, {@code N/A} where it has none. */
    static String uuid(FactsText in, String device) {
        String real = name(in.links().getOrDefault(device, device));
        List<String> uuids = byDevice(in, "/dev/disk/by-uuid/").getOrDefault(real, List.of());
        return uuids.isEmpty() ? "N/A" : uuids.get(0);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String human(double bytes) {
        String[] units = {"Bytes", "KB", "MB", "GB", "TB", "PB", "EB"};
        int unit = 0;
        double size = bytes;
        while (size >= 1024 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.2f %s", size, units[unit]);
    }
}

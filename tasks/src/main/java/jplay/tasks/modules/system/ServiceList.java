package jplay.tasks.modules.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code jp_services} prints: sections that begin with a record separator and the name of what was asked. */
final class ServiceList {
    private static final Set<String> BAD = Set.of("not-found", "masked", "failed");
    private static final Pattern SYSV = Pattern.compile("\\s*\\[ ([+-]) ]\\s+(.+)");
    private static final Pattern CHKCONFIG = Pattern.compile("(\\S+)\\s+(?:\\d:(?:on|off)\\s+){3}3:(on|off)\\s.*");
    private final Map<String, Map<String, Object>> services = new LinkedHashMap<>();

    private ServiceList() {}

    static Map<String, Map<String, Object>> parse(String text) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        for (String section : text.split("\036")) {
            List<String> lines = section.lines().toList();
            if (!lines.isEmpty()) {
                sections.put(lines.get(0), lines.subList(1, lines.size()));
            }
        }
        ServiceList all = new ServiceList();
        sections.getOrDefault("sysv", List.of()).forEach(all::sysv);
        sections.getOrDefault("chkconfig", List.of()).forEach(all::chkconfig);
        all.openrc(sections.getOrDefault("rc-status", List.of()), sections.getOrDefault("rc-update", List.of()));
        sections.getOrDefault("units", List.of()).forEach(all::unit);
        Map<String, String> active = new LinkedHashMap<>();
        String id = "";
        for (String line : sections.getOrDefault("active", List.of())) {
            if (line.startsWith("Id=")) {
                id = line.substring(3);
            } else if (line.startsWith("ActiveState=")) {
                active.put(id, line.substring(12));
            }
        }
        sections.getOrDefault("files", List.of()).forEach(line -> all.file(line, active));
        return all.services;
    }

    private void sysv(String line) {
        Matcher match = SYSV.matcher(line);
        if (match.matches()) {
            put(match.group(2), match.group(1).equals("+") ? "running" : "stopped", null, "sysv");
        }
    }

    private void chkconfig(String line) {
        Matcher match = CHKCONFIG.matcher(line);
        if (match.matches()) {
            boolean runs = line.endsWith("|0");
            put(match.group(1), runs ? "running" : "stopped", match.group(2).equals("on") ? "enabled" : "disabled", "sysv");
        }
    }

    private void openrc(List<String> status, List<String> update) {
        Map<String, @Nullable List<String>> levels = new LinkedHashMap<>();
        for (String line : update) {
            String[] parts = line.split("\\|", 2);
            if (parts.length == 2) {
                levels.put(parts[0].strip(), parts[1].isBlank() ? null : Arrays.asList(parts[1].strip().split("\\s+")));
            }
        }
        for (String line : status) {
            String[] words = line.strip().split("\\s+");
            if (words.length > 1) {
                put(words[0], words[1], null, "openrc");
                services.getOrDefault(words[0], Map.of()).put("runlevels", levels.get(words[0]));
            }
        }
    }

    /** A line of systemctl list-units: a dot before what is broken, then unit, load, active, sub. */
    private void unit(String line) {
        if (!line.contains(".service")) {
            return;
        }
        List<String> fields = new ArrayList<>(Arrays.asList(line.strip().split("\\s+")));
        String bad = fields.stream().filter(BAD::contains).findFirst().orElse(null);
        if (bad != null && !fields.get(0).endsWith(".service")) {
            fields.remove(0);
        }
        if (fields.size() > 3) {
            put(fields.get(0), fields.get(3).equals("running") ? "running" : "stopped", bad == null ? fields.get(2) : bad, "systemd");
        }
    }

    private void file(String line, Map<String, String> active) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length < 2 || !fields[0].contains(".service")) {
            return;
        }
        Map<String, Object> known = services.get(fields[0]);
        if (known == null) {
            put(fields[0], active.getOrDefault(fields[0], "unknown"), fields[1], "systemd");
        } else if (!BAD.contains(String.valueOf(known.get("status")))) {
            known.put("status", fields[1]);
        }
    }

    private void put(String name, String state, @Nullable String status, String source) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("name", name);
        service.put("state", state);
        if (status != null) {
            service.put("status", status);
        }
        service.put("source", source);
        services.put(name, service);
    }
}

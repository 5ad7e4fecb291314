package jplay.tasks.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import org.jspecify.annotations.Nullable;

/** All packages that a manager ({@code apt}, {@code rpm}, {@code pacman}, {@code apk}) has installed; absent where the host has it not. */
public record PackageListRead(String manager) implements Read<List<Map<String, Object>>> {
    private static final Pattern FIELD = Pattern.compile("([\\w ]*\\w) +: (.*)");

    @Override
    public String script() {
        String command = switch (manager) {
            case "apt" -> "dpkg --print-architecture && dpkg-query -W -f '${db:Status-Abbrev}\\t${Package}\\t${Version}\\t${Architecture}\\t${Section}\\n'";
            case "rpm" -> "rpm -qa --qf '%{NAME}\\t%{VERSION}\\t%{RELEASE}\\t%{EPOCH}\\t%{ARCH}\\n'";
            case "pacman" -> "LC_ALL=C pacman -Qi";
            default -> "apk info -v";
        };
        String program = manager.equals("apt") ? "dpkg-query" : manager;
        return "command -v " + program + " >/dev/null || exit 127\n" + command;
    }

    @Override
    public Answer<List<Map<String, Object>>> parse(Output output) {
        if (output.exit() == 127) {
            return Answer.absent();
        }
        if (output.exit() != 0) {
            return Answer.unknown(output.err().strip());
        }
        return Answer.known(switch (manager) {
            case "apt" -> apt(output.out().lines().toList());
            case "rpm" -> output.out().lines().map(line -> rpm(line.split("\t", -1))).toList();
            case "pacman" -> Arrays.stream(output.out().split("\n\n")).filter(text -> !text.isBlank()).map(PackageListRead::pacman).toList();
            default -> output.out().lines().map(PackageListRead::apk).toList();
        });
    }

    /** Packages that earlier tasks would have installed or removed count, as far as their versions are known. */
    @Override
    public Answer<List<Map<String, Object>>> overlay(Pending pending, Answer<List<Map<String, Object>>> real) {
        Map<String, Answer<?>> changes = pending.all("package");
        return changes.isEmpty() ? real : real.map(all -> {
            List<Map<String, Object>> now = new ArrayList<>();
            for (Map<String, Object> one : all) {
                Answer<?> change = changes.remove(String.valueOf(one.get("name")));
                if (change instanceof Answer.Known<?>(String version)) {
                    Map<String, Object> changed = new LinkedHashMap<>(one);
                    changed.put("version", version);
                    now.add(changed);
                } else if (change == null || !change.isAbsent()) {
                    now.add(one);
                }
            }
            changes.forEach((name, change) -> {
                if (manager.equals("apt") && change instanceof Answer.Known<?>(String version)) {
                    now.add(named("name", name, "version", version, "origin", "", "source", "apt"));
                }
            });
            return now;
        });
    }

    /** The host's architecture, then a package a line; one of another architecture has that in its name. */
    private static List<Map<String, Object>> apt(List<String> lines) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 5 && (fields[0].startsWith("ii") || fields[0].startsWith("hi"))) {
                boolean ours = fields[3].equals("all") || fields[3].equals(lines.get(0));
                all.add(named("name", fields[1] + (ours ? "" : ":" + fields[3]), "version", fields[2], "arch", fields[3],
                        "category", fields[4], "origin", "", "source", "apt"));
            }
        }
        return all;
    }

    private static Map<String, Object> rpm(String[] fields) {
        Map<String, Object> one = named("name", fields[0], "version", fields[1], "release", fields[2], "epoch",
                fields[3].equals("(none)") ? null : Long.parseLong(fields[3]), "arch", fields[4].equals("(none)") ? null : fields[4]);
        one.put("source", "rpm");
        return one;
    }

    private static Map<String, Object> pacman(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        String last = "";
        for (String line : text.split("\n")) {
            Matcher match = FIELD.matcher(line);
            if (match.matches()) {
                last = match.group(1);
                fields.put(last, match.group(2));
            } else {
                fields.merge(last, "  " + line.stripLeading(), String::concat);
            }
        }
        String provides = fields.getOrDefault("Provides", "None");
        @Nullable List<String> names = provides.equals("None")
                ? null
                : Arrays.stream(provides.split(" {2}")).map(each -> each.split("=")[0]).toList();
        return named("name", fields.get("Name"), "version", fields.get("Version"), "arch", fields.get("Architecture"), "provides", names,
                "source", "pacman");
    }

    private static Map<String, Object> apk(String line) {
        Matcher parts = Pattern.compile("(.+)-([^-]+)-([^-]+)").matcher(line);
        return parts.matches()
                ? named("name", parts.group(1), "version", parts.group(2), "release", parts.group(3), "source", "apk")
                : named("name", line, "version", "", "release", "", "source", "apk");
    }

    private static Map<String, Object> named(@Nullable Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}

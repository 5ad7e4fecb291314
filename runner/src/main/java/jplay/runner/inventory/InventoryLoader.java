package jplay.runner.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jplay.runner.source.Inputs;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.Problems;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.Value;
import jplay.runner.source.YamlReader;
import jplay.runner.vault.VaultOpener;

/** Reads the inventories that {@code -i} names, one after the other, into one. */
public final class InventoryLoader {
    private static final Pattern IGNORED = Pattern.compile(
            "\\..*|host_vars|group_vars|vars_plugins|.*(\\.pyc|\\.pyo|\\.swp|\\.bak|~|\\.rpm|\\.md|\\.txt|\\.rst|\\.orig|\\.ini|\\.cfg|\\.retry)",
            Pattern.DOTALL);
    private static final Pattern LOOKS_LIKE_YAML = Pattern.compile("---(\\s.*)?|\\{.*|[\"']?[\\w.-]+[\"']?:(\\s.*)?", Pattern.DOTALL);

    private final InventoryBuilder builder = new InventoryBuilder();
    private final VaultOpener vault;
    private final Problems problems;

    private InventoryLoader(VaultOpener vault, Problems problems) {
        this.vault = vault;
        this.problems = problems;
    }

    /** Reads all sources; what is wrong goes to {@code problems}. */
    public static Inventory load(List<String> sources, Problems problems) {
        return load(sources, VaultOpener.none(), problems);
    }

    /**
     * Reads all sources: INI and YAML files, programs, directories of those, and lists with commas.
     *
     * @param vault opens files that are encrypted
     */
    public static Inventory load(List<String> sources, VaultOpener vault, Problems problems) {
        InventoryLoader loader = new InventoryLoader(vault, problems);
        for (String source : sources) {
            try {
                loader.source(source);
            } catch (ProblemException e) {
                problems.addAll(e.problems());
            }
        }
        Inventory inventory = loader.builder.build();
        for (Group group : inventory.groups()) {
            if (inventory.hasHost(group.name())) {
                problems.warn(Problem.of("inventory-name", "'" + group.name() + "' is the name of a group and of a host", null));
            }
        }
        return inventory;
    }

    /** The directories whose {@code group_vars/} and {@code host_vars/} belong to some sources. */
    public static List<Path> directories(List<String> sources) {
        List<Path> found = new ArrayList<>();
        for (String source : sources) {
            if (!isList(source)) {
                Path path = Path.of(source);
                Path parent = path.getParent();
                found.add(Files.isDirectory(Inputs.at(path)) ? path : parent == null ? Path.of("") : parent);
            }
        }
        return found.stream().distinct().toList();
    }

    private static boolean isList(String source) {
        try {
            return source.contains(",") && !Files.exists(Inputs.at(Path.of(source)));
        } catch (InvalidPathException e) {
            return true;
        }
    }

    private void source(String source) {
        if (isList(source)) {
            list(source);
            return;
        }
        Path path = Path.of(source);
        if (!Files.exists(path)) {
            throw Problem.of("no-inventory", "there is no inventory " + source, null,
                    "a single host is written with a comma: -i " + source + ",").exception();
        }
        path(path);
    }

    private void list(String source) {
        for (String name : source.split(",")) {
            String host = name.strip();
            if (host.isEmpty()) {
                continue;
            }
            try {
                HostNames.Expanded hosts = HostNames.expand(host);
                Map<String, Value> vars = hosts.port() == null ? Map.of()
                        : Map.of("ansible_port", Value.of((long) hosts.port(), "-i " + source));
                hosts.names().forEach(each -> builder.addHost(each, "ungrouped", vars, new InventorySource(source, null)));
            } catch (BadName e) {
                problems.add(Problem.of("inventory-host", "-i " + source + ": " + e.getMessage(), null, e.help()));
            }
        }
    }

    private void path(Path path) {
        if (Files.isDirectory(Inputs.at(path))) {
            try (Stream<Path> files = Files.list(path)) {
                files.filter(file -> !IGNORED.matcher(String.valueOf(file.getFileName())).matches())
                        .sorted((a, b) -> String.valueOf(a.getFileName()).compareTo(String.valueOf(b.getFileName())))
                        .toList()
                        .forEach(this::path);
            } catch (IOException e) {
                problems.add(Problem.of("unreadable", "cannot read the directory " + path + ": " + e.getMessage(), null));
            }
            return;
        }
        try {
            file(path);
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        }
    }

    private void file(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        InventorySource source = new InventorySource(absolute.toString(), absolute.getParent());
        String name = path.toString();
        if (isProgram(path)) {
            Inputs.elsewhere();
            new ScriptInventory(builder, source, path, name, problems).read();
            return;
        }
        String text = vault.openFile(YamlReader.text(path), name);
        if (isYaml(name, text)) {
            Node root = YamlReader.parse(text, name);
            new YamlInventory(builder, source, problems).read(root, name);
        } else {
            new IniInventory(builder, source, name, problems).read(text);
        }
    }

    /** A script says so in its first line; an executable text without one is a file with a wrong mode. */
    private static boolean isProgram(Path path) {
        try (java.io.InputStream in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(4);
            boolean script = start.length > 1 && start[0] == '#' && start[1] == '!';
            boolean binary = start.length == 4 && start[0] == 0x7f && start[1] == 'E' && start[2] == 'L' && start[3] == 'F';
            return script || binary && Files.isExecutable(path);
        } catch (IOException e) {
            String why = Files.isReadable(path) ? String.valueOf(e.getMessage()) : "permission denied";
            throw Problem.of("unreadable", "cannot read " + path + ": " + why, SourceSpan.file(path.toString())).exception();
        }
    }

    private static boolean isYaml(String name, String text) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        String ending = dot < 1 ? "" : file.substring(dot + 1);
        return switch (ending) {
            case "yml", "yaml", "json" -> true;
            case "" -> text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .findFirst()
                    .filter(line -> LOOKS_LIKE_YAML.matcher(line).matches())
                    .isPresent();
            default -> false;
        };
    }
}

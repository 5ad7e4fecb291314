package jplay.runner.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jplay.runner.source.Inputs;
import jplay.runner.source.Problem;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.YamlReader;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/**
 * What the environment and a configuration file say. The file is the first of {@code $JPLAY_CONFIG}, {@code
 * $ANSIBLE_CONFIG}, {@code ./jplay.cfg}, {@code ./ansible.cfg}, {@code ~/.jplay.cfg}, {@code ~/.ansible.cfg}, {@code
 * /etc/jplay/jplay.cfg} and {@code /etc/ansible/ansible.cfg}; the environment is stronger.
 */
final class Config {
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "1", "y", "t");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "0", "n", "f", "");

    private final Map<String, String> environment;
    private final Path directory;
    private final @Nullable Ini file;

    /** A value, where it was said, and what paths in it are relative to. */
    private record Found(String text, String where, Path base, @Nullable SourceSpan span) {}

    private Config(Map<String, String> environment, Path directory, @Nullable Ini file) {
        this.environment = environment;
        this.directory = directory;
        this.file = file;
    }

    static Config load(Map<String, String> environment, Path directory) {
        for (String name : List.of("JPLAY_CONFIG", "ANSIBLE_CONFIG")) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                Path path = expand(value, environment, directory);
                path = Files.isDirectory(Inputs.at(path)) ? path.resolve("ansible.cfg") : path;
                if (!Files.exists(Inputs.at(path))) {
                    throw Problem.of("no-config", name + " names " + value + ", and there is no such file", null).exception();
                }
                return new Config(environment, directory, read(path));
            }
        }
        for (String name : List.of("jplay.cfg", "ansible.cfg", "~/.jplay.cfg", "~/.ansible.cfg", "/etc/jplay/jplay.cfg", "/etc/ansible/ansible.cfg")) {
            Path path = expand(name, environment, directory);
            if (Files.isReadable(Inputs.at(path))) {
                return new Config(environment, directory, read(path));
            }
        }
        return new Config(environment, directory, null);
    }

    private static Ini read(Path path) {
        return Ini.parse(YamlReader.text(path), path.toString());
    }

    /** Keys of a {@code jplay.cfg} that mean nothing here; an {@code ansible.cfg} has many for Ansible alone. */
    List<Problem> unknownKeys() {
        List<Problem> problems = new ArrayList<>();
        if (file == null || !file.file().endsWith("jplay.cfg")) {
            return problems;
        }
        file.sections().forEach((section, keys) -> keys.forEach((key, value) -> {
            if (Arrays.stream(Setting.values()).noneMatch(s -> s.section().equals(section) && s.key().equals(key))) {
                Set<String> known = new TreeSet<>();
                Arrays.stream(Setting.values()).filter(s -> s.section().equals(section)).forEach(s -> known.add(s.key()));
                String close = Names.closest(key, known);
                problems.add(Problem.of("unknown-setting", "there is no setting '" + key + "' in [" + section + "]",
                        SourceSpan.at(file.file(), value.line(), 1), close == null ? null : "did you mean '" + close + "'?"));
            }
        }));
        return problems;
    }

    @Nullable String text(Setting setting) {
        Found found = find(setting);
        if (found == null) {
            return null;
        }
        return setting.kind() == Setting.Kind.PATH ? expand(found.text(), environment, found.base()).toString() : found.text();
    }

    boolean truth(Setting setting, boolean otherwise) {
        Found found = find(setting);
        if (found == null) {
            return otherwise;
        }
        String text = found.text().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(text) && !FALSE.contains(text)) {
            throw wrong(found, "true or false", setting);
        }
        return TRUE.contains(text);
    }

    int number(Setting setting, int otherwise) {
        Found found = find(setting);
        try {
            return found == null ? otherwise : Integer.parseInt(found.text());
        } catch (NumberFormatException e) {
            throw wrong(found, "a whole number", setting);
        }
    }

    /** The parts of a list: divided by commas, or of paths by colons, too. */
    List<String> list(Setting setting) {
        Found found = find(setting);
        if (found == null) {
            return List.of();
        }
        boolean paths = setting.kind() == Setting.Kind.PATHS;
        String divider = !paths ? "," : setting == Setting.INVENTORY ? "," : "[:,]";
        List<String> parts = Arrays.stream(found.text().split(divider, -1)).map(String::strip).filter(p -> !p.isEmpty()).toList();
        if (!paths) {
            return parts;
        }
        // "host," is a list of hosts; only a path has a base.
        boolean hosts = setting == Setting.INVENTORY && found.text().contains(",") && parts.stream().noneMatch(p -> p.contains("/"))
                && parts.stream().noneMatch(p -> Files.exists(Inputs.at(expand(p, environment, found.base()))));
        return hosts ? List.of(found.text()) : parts.stream().map(p -> expand(p, environment, found.base()).toString()).toList();
    }

    private @Nullable Found find(Setting setting) {
        for (String name : setting.variables()) {
            String value = environment.get(name);
            if (value != null && !value.isEmpty()) {
                return new Found(value.strip(), name, directory, null);
            }
        }
        Ini.@Nullable Value value = file == null ? null : file.get(setting.section(), setting.key());
        if (file == null || value == null || value.text().isEmpty()) {
            return null;
        }
        Path parent = Path.of(file.file()).toAbsolutePath().getParent();
        return new Found(value.text(), setting.key(), parent == null ? directory : parent, SourceSpan.at(file.file(), value.line(), 1));
    }

    private static RuntimeException wrong(Found found, String wanted, Setting setting) {
        return Problem.of("config", found.where() + " wants " + wanted + ", not '" + found.text() + "'", found.span()).exception();
    }

    /** {@code ~} and {@code $HOME}, then relative to the base. */
    static Path expand(String text, Map<String, String> environment, Path base) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        String path = text.equals("~") || text.startsWith("~/") ? home + text.substring(1) : text;
        path = path.replace("{{CWD}}", base.toString()).replace("$HOME", home).replace("${HOME}", home);
        return base.resolve(path).normalize();
    }
}

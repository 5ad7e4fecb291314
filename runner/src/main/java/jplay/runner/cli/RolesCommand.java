package jplay.runner.cli;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import jplay.runner.roles.RoleFailure;
import jplay.runner.roles.RoleFetcher;
import jplay.runner.roles.RoleSource;
import jplay.runner.roles.RoleStore;
import jplay.runner.source.YamlReader;
import org.jspecify.annotations.Nullable;

/** {@code jplay roles}: brings roles of other people here, shows and removes them. */
final class RolesCommand {
    private static final String GALAXY = "https://galaxy.ansible.com";
    private final Terminal terminal;
    private final Path directory;

    RolesCommand(Terminal terminal, Path directory) {
        this.terminal = terminal;
        this.directory = directory;
    }

    int run(Parsed parsed) {
        Config config = Config.load(terminal.environment(), directory);
        // ansible-galaxy has two kinds of things to install.
        List<String> all = parsed.words().get(0).equals("role") && parsed.words().size() > 1
                ? parsed.words().subList(1, parsed.words().size()) : parsed.words();
        List<String> words = all.subList(1, all.size());
        return switch (all.get(0)) {
            case "collection" -> throw new UsageException("there are no collections to install: modules are built in (see jplay doc)");
            case "install" -> install(parsed, config, words);
            case "list" -> list(parsed, config, words);
            case "remove" -> remove(parsed, config, words);
            default -> throw new UsageException("there is no roles " + all.get(0) + "; there are install, list, remove");
        };
    }

    private List<RoleStore> stores(Parsed parsed, Config config) {
        @Nullable String given = parsed.text("--roles-path");
        List<String> paths = given != null ? List.of(given.split(":")) : config.list(Setting.ROLES_PATH);
        return (paths.isEmpty() ? List.of("~/.ansible/roles") : paths).stream()
                .map(path -> new RoleStore(Config.expand(path, terminal.environment(), directory))).toList();
    }

    private int install(Parsed parsed, Config config, List<String> words) {
        Deque<RoleSource> wanted = new ArrayDeque<>();
        @Nullable String file = parsed.text("--role-file");
        Path base = directory;
        if (file != null) {
            Path path = Config.expand(file, terminal.environment(), directory);
            wanted.addAll(RoleSource.requirements(YamlReader.read(path), path.toString()));
            base = Objects.requireNonNullElse(path.getParent(), directory);
        } else if (words.isEmpty()) {
            throw new UsageException("which role? jplay roles install NAME… or -r requirements.yml");
        }
        words.forEach(word -> wanted.add(RoleSource.parse(word, null)));
        @Nullable String galaxy = config.text(Setting.GALAXY_SERVER);
        RoleFetcher fetcher = new RoleFetcher(galaxy == null ? GALAXY : galaxy, base);
        return install(wanted, stores(parsed, config).get(0), fetcher, parsed);
    }

    private int install(Deque<RoleSource> wanted, RoleStore store, RoleFetcher fetcher, Parsed parsed) {
        Set<String> done = new HashSet<>();
        List<RoleSource> failed = new ArrayList<>();
        while (!wanted.isEmpty()) {
            RoleSource source = wanted.remove();
            if (!done.add(source.name())) {
                continue;
            }
            try {
                install(source, store, fetcher, parsed.has("--force"));
                if (!parsed.has("--no-deps")) {
                    wanted.addAll(store.dependencies(source.name()));
                }
            } catch (RoleFailure e) {
                String where = source.span() == null ? "" : source.span() + ": ";
                terminal.err().println("ERROR! " + where + source.name() + ": " + e.getMessage());
                failed.add(source);
            }
        }
        return failed.isEmpty() || parsed.has("--ignore-errors") ? Exit.OK : Exit.ERROR;
    }

    private void install(RoleSource source, RoleStore store, RoleFetcher fetcher, boolean force) {
        RoleStore.@Nullable Installed there = store.find(source.name());
        if (there != null && !force) {
            boolean other = source.version() != null && !source.version().equals(there.version());
            String version = there.version() == null || there.version().isEmpty() ? "" : " (" + there.version() + ")";
            terminal.out().println("- " + source.name() + version + " is already installed" + (other
                    ? ", use --force to change it to " + source.version() : ", skipping."));
            return;
        }
        @Nullable String version = store.install(source, fetcher);
        terminal.out().println("- " + source.name() + (version == null ? "" : " (" + version + ")") + " was installed successfully");
    }

    private int list(Parsed parsed, Config config, List<String> words) {
        boolean found = words.isEmpty();
        for (RoleStore store : stores(parsed, config)) {
            if (words.isEmpty()) {
                terminal.out().println("# " + store.directory());
            }
            for (RoleStore.Installed role : store.list()) {
                if (words.isEmpty() || words.contains(role.name())) {
                    found = true;
                    String version = role.version() == null || role.version().isEmpty() ? "(unknown version)" : role.version();
                    terminal.out().println("- " + role.name() + ", " + version);
                }
            }
        }
        if (!found) {
            terminal.out().println("- the role " + String.join(", ", words) + " was not found");
        }
        return Exit.OK;
    }

    private int remove(Parsed parsed, Config config, List<String> words) {
        if (words.isEmpty()) {
            throw new UsageException("which role?");
        }
        for (String name : words) {
            if (stores(parsed, config).stream().anyMatch(store -> store.remove(name))) {
                terminal.out().println("- successfully removed " + name);
            } else {
                terminal.err().println("- " + name + " is not installed, skipping.");
            }
        }
        return Exit.OK;
    }
}

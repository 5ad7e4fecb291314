package jplay.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.connection.Secret;
import jplay.runner.execute.RunOptions;
import jplay.runner.keep.KeptPlan;
import org.jspecify.annotations.Nullable;

/**
 * All that was asked for: built-in defaults, the configuration, the environment and the flags, the later the stronger.
 *
 * @param inventories as {@code -i} takes them, the defaults applied; empty where there is none
 * @param extraVars as {@code -e} takes them: {@code k=v}, JSON, YAML or {@code @file}
 * @param show what is to be listed instead of a run
 * @param rolesPath directories with roles, after those beside the playbook
 * @param modulePath directories with executables to be used as modules
 * @param home where jplay stands, with its own playbooks and roles, or null
 * @param output {@code human} or {@code jsonl}
 * @param junit a file for a JUnit report, or null
 * @param detailedExit whether the exit code tells if a check found anything to change
 * @param drift whether what would change is all that is asked for
 * @param planOut a file for what a check would change, or null
 */
public record Invocation(
        RunOptions run,
        Path directory,
        List<String> inventories,
        List<String> extraVars,
        Set<Show> show,
        List<Path> rolesPath,
        List<Path> modulePath,
        List<Vault> vaults,
        Facts facts,
        String hashBehaviour,
        @Nullable Path playbookDirectory,
        @Nullable Path home,
        String output,
        @Nullable Path junit,
        boolean detailedExit,
        boolean drift,
        @Nullable Path planOut) {

    /** The same for looking at drift. */
    Invocation checking() {
        return new Invocation(
                run.drifting(), directory, inventories, extraVars, show, rolesPath, modulePath, vaults, facts, hashBehaviour,
                playbookDirectory, home, output, junit, true, true, null);
    }

    /** The same, as a kept plan was asked for. */
    Invocation applying(KeptPlan.Asked asked) {
        List<String> extra = new ArrayList<>(asked.extraFiles().stream().map(file -> "@" + file).toList());
        extra.addAll(extraVars);
        @Nullable String beside = asked.options().get("playbook_dir");
        List<Path> modules = new ArrayList<>(asked.modulePath().stream().map(Path::of).toList());
        modulePath.stream().filter(path -> !modules.contains(path)).forEach(modules::add);
        return new Invocation(
                run.applying(asked.tags(), asked.skipTags(), asked.options()), directory, asked.inventories(), extra, show, rolesPath,
                modules, vaults, facts, hashBehaviour, beside == null ? null : Path.of(beside), home, output, junit, false, false, null);
    }

    /** What of it a kept plan writes down. */
    KeptPlan.Asked asked(List<Path> playbooks, Map<String, String> extraPrints) {
        Map<String, String> options = run.kept();
        if (playbookDirectory != null) {
            options.put("playbook_dir", playbookDirectory.toString());
        }
        return new KeptPlan.Asked(playbooks.stream().map(Path::toString).toList(), inventories, run.tags(), run.skipTags(),
                modulePath.stream().map(Path::toString).toList(),
                extraVars.stream().map(String::strip).filter(text -> text.startsWith("@")).map(text -> text.substring(1)).toList(), extraPrints, options);
    }

    /** What can be listed; nothing is connected to then. */
    public enum Show { SYNTAX, HOSTS, TASKS, TAGS }

    /**
     * How facts are gathered and kept.
     *
     * @param gathering {@code implicit}, {@code explicit} or {@code smart}
     * @param cache {@code memory} or {@code jsonfile}
     * @param directory of the cache on disk, or null
     * @param timeout seconds that it holds; 0 for ever
     */
    public record Facts(String gathering, String cache, @Nullable Path directory, int timeout, boolean flush) {}

    /** A vault's name ("default" where none is given) and its password. */
    public record Vault(String id, Secret password) {}
}

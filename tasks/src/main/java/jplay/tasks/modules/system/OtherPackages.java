package jplay.tasks.modules.system;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.effect.RunCommand;
import jplay.tasks.read.PackageRead;
import jplay.tasks.read.UnitRead;

/** Decides what another package manager than apt has to do. */
final class OtherPackages {
    private static final Map<String, Manager> MANAGERS = Map.of(
            "dnf", new Manager("dnf -y -q install", "dnf -y -q remove", "dnf -y upgrade", "dnf -y -q makecache"),
            "yum", new Manager("yum -y -q install", "yum -y -q remove", "yum -y update", "yum -y -q makecache"),
            "zypper", new Manager("zypper -n -q install", "zypper -n -q remove", "zypper -n update", "zypper -n -q refresh"),
            "apk", new Manager("apk add", "apk del", "apk add -u", "apk -q update"),
            "pacman", new Manager("pacman -S --noconfirm --needed", "pacman -R --noconfirm", "pacman -S --noconfirm --needed", "pacman -Sy -q --noconfirm"));
    private static final Pattern NOTHING = Pattern.compile("Nothing to do|No packages marked for update|nothing to do|^OK: ", Pattern.MULTILINE);
    private final String name;
    private final Manager manager;
    private final PackageModule.Params params;
    private final HostState state;

    /** The commands, to which names are added. */
    private record Manager(String install, String remove, String upgrade, String refresh) {}

    /** Which of these are installed. */
    record InstalledRead(String manager, List<String> names) implements Read<Set<String>> {
        @Override
        public String script() {
            return "jp_installed " + manager + " " + Shell.quote(names);
        }

        @Override
        public Answer<Set<String>> parse(Output output) {
            return Answer.known(Set.copyOf(output.out().lines().toList()));
        }

        @Override
        public Answer<Set<String>> overlay(Pending pending, Answer<Set<String>> live) {
            return live.map(now -> {
                Set<String> changed = new HashSet<>(now);
                for (String name : names) {
                    Answer<?> earlier = pending.get(PackageRead.subject(name));
                    if (earlier != null && earlier.isKnown()) {
                        changed.add(name);
                    } else if (earlier != null) {
                        changed.remove(name);
                    }
                }
                return changed;
            });
        }
    }

    /** Runs the package manager. */
    record PackageAction(String command, List<String> names, boolean installs) implements Effect {
        @Override
        public String script() {
            return names.isEmpty() ? command : command + " " + Shell.quote(names);
        }

        @Override
        public void predict(Pending pending) {
            names.forEach(name -> pending.put(PackageRead.subject(name), installs ? Answer.known("") : Answer.absent()));
            if (installs) {
                pending.put(UnitRead.PACKAGES, Answer.known(command));
            }
        }

        @Override
        public String describe() {
            return script();
        }
    }

    OtherPackages(String name, PackageModule.Params params, HostState state) {
        this.name = name;
        this.manager = MANAGERS.getOrDefault(name, new Manager("", "", "", ""));
        this.params = params;
        this.state = state;
    }

    Plan plan() {
        if (manager.install().isEmpty()) {
            return Plan.Failed.of("Could not find a matching action for the \"" + name + "\" package manager; there are " + known());
        }
        if (params.name().isEmpty()) {
            return params.updates() ? refresh() : new Plan.InSync(Texts.NOTHING);
        }
        InstalledRead read = new InstalledRead(name, params.name());
        if (!state.has(read)) {
            return new Plan.More(Reads.of(read));
        }
        Set<String> installed = state.get(read).orElse(Set.of());
        return switch (params.state()) {
            case PRESENT, INSTALLED -> change(manager.install(), params.name().stream().filter(n -> !installed.contains(n)).toList(), true);
            case ABSENT, REMOVED -> change(manager.remove(), params.name().stream().filter(installed::contains).toList(), false);
            case LATEST -> latest(installed);
        };
    }

    private static String known() {
        return "apt, " + String.join(", ", MANAGERS.keySet().stream().sorted().toList());
    }

    private Plan refresh() {
        return Plan.Change.of(List.of(new PackageAction(manager.refresh(), List.of(), false)), Diff.NONE, Texts.NOTHING);
    }

    private Plan change(String command, List<String> names, boolean installs) {
        if (names.isEmpty()) {
            return new Plan.InSync(Texts.NOTHING);
        }
        Map<String, Object> from = new LinkedHashMap<>();
        Map<String, Object> to = new LinkedHashMap<>();
        names.forEach(package_ -> (installs ? to : from).put(package_, "present"));
        String fresh = installs && params.updates() ? manager.refresh() + " && " + command : command;
        return Plan.Change.of(List.of(new PackageAction(fresh, names, installs)), Diff.properties("packages", from, to), Texts.NOTHING);
    }

    /** Installs what is missing and upgrades the rest; only the package manager knows whether there is anything newer. */
    private Plan latest(Set<String> installed) {
        List<String> missing = new ArrayList<>(params.name());
        missing.removeAll(installed);
        if (!missing.isEmpty()) {
            return change(manager.install(), params.name(), true);
        }
        RunCommand run = RunCommand.shell(manager.upgrade() + " " + Shell.quote(params.name()));
        return new Plan.Opaque(
                run,
                output -> new Plan.Outcome(
                        !NOTHING.matcher(output.out()).find(),
                        output.exit() == 0 ? null : output.err().strip(),
                        Texts.NOTHING),
                null);
    }
}

package jplay.tasks.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/**
 * A unit of systemd.
 *
 * @param scope {@code system}, {@code user} or {@code global}
 * @param name with or without {@code .service}
 */
public record UnitRead(String scope, String name) implements Read<UnitState> {
    /** Where the host's own units are. */
    public static final String ETC = "/etc/systemd/system/";

    private static final List<String> DIRECTORIES = List.of(
            ETC,
            "/run/systemd/system/",
            "/usr/local/lib/systemd/system/",
            "/usr/lib/systemd/system/",
            "/lib/systemd/system/");

    /** What an installed package puts into the pending state: its services may be among what it brings. */
    public static final Subject PACKAGES = new Subject("packages", "");

    public static UnitRead of(String name) {
        return new UnitRead("system", name);
    }

    @Override
    public String script() {
        return "jp_unit " + scope + " " + Shell.quote(name);
    }

    @Override
    public Answer<UnitState> parse(Output output) {
        Map<String, String> properties = new LinkedHashMap<>();
        String last = "";
        for (String line : output.out().split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0 && Character.isUpperCase(line.charAt(0)) && line.substring(0, equals).chars().allMatch(Character::isLetterOrDigit)) {
                last = line.substring(0, equals);
                properties.merge(last, line.substring(equals + 1), (a, b) -> a + "\n" + b);
            } else if (!last.isEmpty() && !line.isEmpty()) {
                properties.merge(last, line, (a, b) -> a + "\n" + b);
            }
        }
        if (!properties.containsKey("LoadState")) {
            return Answer.unknown(output.err().isBlank() ? "systemctl says nothing of " + name : output.err().strip());
        }
        return "not-found".equals(properties.get("LoadState"))
                ? Answer.absent()
                : Answer.known(new UnitState(name, properties));
    }

    @Override
    public Subject subject() {
        return new Subject("unit", (scope.equals("system") ? "" : scope + ":") + fullName());
    }

    /** A unit that the host does not have is there all the same once its file or a package is to be installed. */
    @Override
    public Answer<UnitState> overlay(Pending pending, Answer<UnitState> live) {
        Answer<?> earlier = pending.get(subject());
        if (earlier != null) {
            return fromPending(earlier);
        }
        if (live instanceof Answer.Known<UnitState>(UnitState unit)) {
            Answer<?> file = pending.get(new Subject("file", unit.properties().getOrDefault("FragmentPath", "")));
            return file != null && file.isAbsent() ? Answer.absent() : live;
        }
        String file = fullName().replaceFirst("@.+(\\.[a-z]+)$", "@$1");
        for (String directory : DIRECTORIES) {
            Answer<?> written = pending.get(new Subject("file", directory + file));
            if (written != null && written.isKnown()) {
                return Answer.known(UnitState.fresh(name));
            }
        }
        boolean brought = pending.get(PACKAGES) != null;
        return brought ? Answer.known(UnitState.of(name, "loaded", "active", "enabled")) : live;
    }

    /** Where its file is that a playbook writes. */
    public String file() {
        return ETC + fullName();
    }

    private String fullName() {
        return name.matches(".*\\.(service|socket|device|mount|automount|swap|target|path|timer|slice|scope)")
                ? name
                : name + ".service";
    }
}

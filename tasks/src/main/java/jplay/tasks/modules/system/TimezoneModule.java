package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.read.CommandRead;
import org.jspecify.annotations.Nullable;

/** The host's time zone. */
@Module(
        name = "timezone",
        collection = "community.general",
        summary = "Sets the host's time zone, and whether its hardware clock shows local time.",
        example = """
                - name: Live in Basel
                  community.general.timezone:
                    name: Europe/Zurich
                """)
@AutoService(TaskModule.class)
public final class TimezoneModule implements TaskModule<TimezoneModule.Params> {

    /** Parameters. */
    public record Params(
            @Param("The zone: Area/City.") @Nullable String name,
            @Param(value = "What the hardware clock shows.", aliases = "rtc", choices = {"local", "UTC"}) @Nullable String hwclock) {
        public Params {
            if (name == null && hwclock == null) {
                throw new IllegalArgumentException("one of the following is required: hwclock, name");
            }
            if (name != null && (name.startsWith("/") || name.contains(".."))) {
                throw new IllegalArgumentException("name: '" + name + "' is no time zone; write Area/City");
            }
        }

        CommandRead read() {
            return CommandRead.of("jp_timezone", "timezone", "");
        }
    }

    /** What is registered. */
    public record Result() {}

    @Override
    public Reads reads(Params p) {
        return p.name() == null ? Reads.of(p.read()) : Reads.of(p.read(), zone(p.name()));
    }

    private static CommandRead zone(String name) {
        return CommandRead.of("[ -f /usr/share/zoneinfo/" + Shell.quote(name) + " ]", "zone", name);
    }

    /** Lines: systemd or files, the zone, what the hardware clock shows. */
    @Override
    public Plan plan(Params p, HostState host, Control control) {
        List<String> now = p.read().text(host).lines().toList();
        String zone = now.get(1);
        String clock = now.get(2);
        boolean systemd = now.get(0).equals("systemd");
        Map<String, Object> before = new HashMap<>();
        Map<String, Object> after = new HashMap<>();
        List<HostCommand> effects = new ArrayList<>();
        String newZone = p.name() == null ? zone : p.name();
        String newClock = p.hwclock() == null ? clock : p.hwclock();
        String then = now.get(0) + "\n" + newZone + "\n" + newClock + "\n";
        if (!newZone.equals(zone)) {
            if (!zone(newZone).succeeds(host)) {
                return Plan.Failed.of("Not found timezone file: /usr/share/zoneinfo/" + newZone + " - given timezone \"" + newZone
                        + "\" is not available; the package tzdata has them");
            }
            before.put("name", zone);
            after.put("name", newZone);
            effects.add(HostCommand.of("jp_timezone_set " + (systemd ? "1 " : "0 ") + Shell.quote(newZone), "set the time zone " + newZone)
                    .makes(p.read(), then));
        }
        if (!newClock.equals(clock)) {
            before.put("hwclock", clock);
            after.put("hwclock", newClock);
            String local = newClock.equals("local") ? "1" : "0";
            effects.add(HostCommand.of("jp_hwclock_set " + (systemd ? "1 " : "0 ") + local, "have the hardware clock show " + newClock)
                    .makes(p.read(), then));
        }
        return effects.isEmpty() ? new Plan.InSync(new Result()) : Plan.Change.of(effects, Diff.properties("timezone", before, after), new Result());
    }
}

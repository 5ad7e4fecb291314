package jplay.tasks.modules.network;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.read.CommandRead;
import org.jspecify.annotations.Nullable;

/** firewalld's zones. */
@Module(
        name = "firewalld",
        collection = "ansible.posix",
        summary = "Adds services, ports, rules and the like to a zone of firewalld, or removes them.",
        needs = "firewall-cmd",
        example = """
                - name: Let the web in, now and after a reboot
                  ansible.posix.firewalld:
                    service: https
                    permanent: true
                    immediate: true
                    state: enabled
                """)
@AutoService(TaskModule.class)
public final class FirewalldModule implements TaskModule<FirewalldModule.Params> {

    /** Whether it is there. */
    public enum State { ENABLED, DISABLED, PRESENT, ABSENT }

    /** A port that is sent on. */
    public record Forward(
            @Param(value = "The port.", required = true) String port,
            @Param(value = "The protocol.", required = true, choices = {"tcp", "udp"}) String proto,
            @Param(value = "The port it goes to.", required = true) String toport,
            @Param("The address it goes to.") @Nullable String toaddr) {}

    /** Parameters. */
    public record Params(
            @Param("The service.") @Nullable String service,
            @Param("The protocol.") @Nullable String protocol,
            @Param("The port or ports: 8081/tcp, 161-162/udp.") @Nullable String port,
            @Param("The port that is sent on.") List<Forward> portForward,
            @Param("The rule, in the rich language.") @Nullable String richRule,
            @Param("The sender whose packets are the zone's.") @Nullable String source,
            @Param(value = "The interface that is the zone's.", name = "interface") @Nullable String interfaceName,
            @Param("The type of ICMP to block.") @Nullable String icmpBlock,
            @Param("Whether the types to block are those to let through.") @Nullable String icmpBlockInversion,
            @Param("The zone; the default zone if not given. With state present or absent, the zone itself.") @Nullable String zone,
            @Param("After a reboot; without immediate, not now.") @Nullable Boolean permanent,
            @Param("Now, too, where it is permanent.") boolean immediate,
            @Param(value = "enabled or disabled; present and absent are about the zone itself, or its target.", required = true) State state,
            @Param(value = "Seconds until it goes again.", def = "0") int timeout,
            @Param("Whether the zone masquerades.") @Nullable String masquerade,
            @Param("Go on where firewalld does not run.") @Nullable Boolean offline,
            @Param(value = "What becomes of packets that no rule of the zone takes.", choices = {"default", "ACCEPT", "DROP", "%%REJECT%%"}) @Nullable String target) {
        public Params {
            long things = Stream.of(service, protocol, port, richRule, source, interfaceName, icmpBlock, icmpBlockInversion, masquerade, target)
                    .filter(Objects::nonNull).count() + (portForward.isEmpty() ? 0 : 1);
            if (things > 1) {
                throw new IllegalArgumentException("can only operate on port, service, rich_rule, masquerade, icmp_block, icmp_block_inversion,"
                        + " interface, source, protocol, port_forward or target at once");
            }
            boolean zones = state == State.PRESENT || state == State.ABSENT;
            if (things == 0 && !zones) {
                throw new IllegalArgumentException("state " + state + " needs something that is to be enabled or disabled: service, port, rich_rule …");
            }
            if (zones && things > 0 && target == null) {
                throw new IllegalArgumentException("absent and present state can only be used in zone level operations");
            }
            if (things == 0 && zone == null) {
                throw new IllegalArgumentException("zone is needed for state present and absent");
            }
            if (timeout > 0 && Boolean.TRUE.equals(permanent)) {
                throw new IllegalArgumentException("timeout does not go with permanent");
            }
        }

        boolean on() {
            return state == State.ENABLED || state == State.PRESENT;
        }

        boolean keeps() {
            return Boolean.TRUE.equals(permanent) || target != null || things() == null;
        }

        /** The words behind add-, remove- and query-, or null for the zone itself. */
        @Nullable String things() {
            if (!portForward.isEmpty()) {
                Forward f = portForward.get(0);
                return "forward-port=port=" + f.port() + ":proto=" + f.proto() + ":toport=" + f.toport() + (f.toaddr() == null ? "" : ":toaddr=" + f.toaddr());
            }
            Map<String, @Nullable String> all = new LinkedHashMap<>();
            all.put("service", service);
            all.put("protocol", protocol);
            all.put("port", port);
            all.put("rich-rule", richRule);
            all.put("source", source);
            all.put("interface", interfaceName);
            all.put("icmp-block", icmpBlock);
            for (Map.Entry<String, @Nullable String> each : all.entrySet()) {
                if (each.getValue() != null) {
                    return each.getKey() + "=" + each.getValue();
                }
            }
            return masquerade != null ? "masquerade" : icmpBlockInversion != null ? "icmp-block-inversion" : null;
        }
    }

    /** What is registered. */
    public record Result(@Param("What was changed.") String msg) {}

    /** One side of firewalld: what holds now, or what is kept. */
    private record Side(Params p, boolean kept, boolean offline) {
        String command(String words) {
            String zone = p.zone() == null || p.things() == null && p.target() == null ? "" : " --zone=" + Shell.quote(p.zone());
            return (offline ? "firewall-offline-cmd" : "firewall-cmd" + (kept ? " --permanent" : "")) + zone + " " + words;
        }

        CommandRead query() {
            String words = p.target() != null ? "--get-target" : p.things() == null ? "--get-zones" : "--query-" + Shell.quote(p.things());
            return new CommandRead(command(words), new Read.Subject("firewalld", kept + words + p.zone()));
        }
    }

    private static CommandRead state() {
        return CommandRead.of("command -v firewall-cmd >/dev/null || { echo 'this host has no firewalld' >&2; exit 127; }\nfirewall-cmd --state", "firewalld", "state");
    }

    @Override
    public Reads reads(Params p) {
        return Reads.of(state());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Output state = host.get(state()).get();
        boolean running = state.exit() == 0;
        if (!running && (state.exit() == 127 || !Boolean.TRUE.equals(p.offline()))) {
            return Plan.Failed.of(state.exit() == 127 ? state.err().strip() : "firewall is not currently running, unable to perform immediate actions without"
                    + " a running firewall daemon; start firewalld, or say offline: true");
        }
        List<Side> sides = new ArrayList<>();
        if (p.keeps() || !running) {
            sides.add(new Side(p, true, !running));
        }
        if (running && (!p.keeps() || p.immediate() && p.things() != null)) {
            sides.add(new Side(p, false, false));
        }
        List<CommandRead> open = sides.stream().map(Side::query).filter(read -> !host.has(read)).toList();
        if (!open.isEmpty()) {
            return new Plan.More(Reads.of(open));
        }
        List<HostCommand> effects = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (Side side : sides) {
            HostCommand change = change(p, side, host.get(side.query()).get());
            if (change != null) {
                effects.add(change);
                said.add((side.kept() ? "Permanent" : "Non-permanent") + " operation");
            }
        }
        if (!effects.isEmpty()) {
            said.add("Changed " + (p.things() == null ? "zone " + p.zone() : p.things().replaceFirst("=", " ")) + " to " + p.state().name().toLowerCase(java.util.Locale.ROOT));
        }
        Result result = new Result(String.join(", ", said));
        return effects.isEmpty() ? new Plan.InSync(result) : Plan.Change.of(effects, Diff.NONE, result);
    }

    private static @Nullable HostCommand change(Params p, Side side, Output now) {
        String things = p.things();
        // A switch may be asked to be off in two ways, of which one is its own value.
        boolean off = "masquerade".equals(things) && isNo(p.masquerade()) || "icmp-block-inversion".equals(things) && isNo(p.icmpBlockInversion());
        boolean wanted = p.on() != off;
        if (p.target() != null) {
            String target = p.on() ? p.target() : "default";
            return now.out().strip().equals(target) ? null
                    : HostCommand.of(side.command("--set-target=" + Shell.quote(target)), "set the target " + target).makes(side.query(), target + "\n");
        }
        if (things == null) {
            boolean there = List.of(now.out().strip().split("\\s+")).contains(p.zone());
            String verb = wanted ? "--new-zone=" : "--delete-zone=";
            String zones = now.out().strip() + " " + p.zone();
            return there == wanted ? null
                    : HostCommand.of(side.command(verb + Shell.quote(String.valueOf(p.zone()))), "change the zone " + p.zone())
                            .makes(side.query(), wanted ? zones : now.out().replace(String.valueOf(p.zone()), ""));
        }
        if (now.exit() > 1) {
            throw new jplay.tasks.contract.ModuleFailure(now.err().isBlank() ? now.out().strip() : now.err().strip());
        }
        if ((now.exit() == 0) == wanted) {
            return null;
        }
        String verb = wanted ? things.startsWith("interface=") ? "--change-" : "--add-" : "--remove-";
        String timeout = wanted && !side.kept() && p.timeout() > 0 ? " --timeout=" + p.timeout() : "";
        HostCommand change = HostCommand.of(side.command(verb + Shell.quote(things) + timeout), (wanted ? "add " : "remove ") + things);
        return wanted ? change.makes(side.query(), "yes\n") : change.breaks(side.query(), 1);
    }

    private static boolean isNo(@Nullable String value) {
        return value != null && List.of("no", "false", "off", "0", "disabled").contains(value.toLowerCase(java.util.Locale.ROOT));
    }
}

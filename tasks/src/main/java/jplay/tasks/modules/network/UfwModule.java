package jplay.tasks.modules.network;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** Ubuntu's firewall. */
@Module(
        name = "ufw",
        collection = "community.general",
        summary = "Keeps rules and defaults of ufw, and turns it on and off.",
        needs = "ufw",
        example = """
                - name: Let SSH in, but not too often
                  community.general.ufw:
                    rule: limit
                    port: ssh
                    proto: tcp
                """)
@AutoService(TaskModule.class)
public final class UfwModule implements TaskModule<UfwModule.Params> {
    private static final CommandRead STATUS = CommandRead.of(
            "command -v ufw >/dev/null || { echo 'this host has no ufw' >&2; exit 127; }\nufw status verbose; echo ---; grep -hs '^[A-Z_]*=' /etc/default/ufw",
            "ufw", "status");
    private static final CommandRead NUMBERED = CommandRead.of("ufw status numbered", "ufw", "numbered");

    /** Parameters. */
    public record Params(
            @Param(value = "enabled and disabled: on and off, at boot, too; reloaded; reset: off, with no rules left.",
                            choices = {"disabled", "enabled", "reloaded", "reset"})
                    @Nullable String state,
            @Param(value = "What becomes of packets that no rule takes.", name = "default", aliases = "policy", choices = {"allow", "deny", "reject"})
                    @Nullable String policy,
            @Param(value = "Which way: in and out for a rule, incoming, outgoing and routed for default.",
                            choices = {"in", "incoming", "out", "outgoing", "routed"})
                    @Nullable String direction,
            @Param(value = "What is logged.", choices = {"on", "off", "low", "medium", "high", "full"}) @Nullable String logging,
            @Param("The rule's number.") @Nullable Integer insert,
            @Param(value = "What insert counts from.", def = "zero", choices = {"first-ipv4", "first-ipv6", "last-ipv4", "last-ipv6", "zero"})
                    String insertRelativeTo,
            @Param(value = "What the rule does.", choices = {"allow", "deny", "limit", "reject"}) @Nullable String rule,
            @Param("Log what the rule takes.") boolean log,
            @Param(value = "The sender.", def = "any", aliases = {"from", "src"}) String fromIp,
            @Param("The sender's port.") @Nullable String fromPort,
            @Param(value = "The receiver.", def = "any", aliases = {"dest", "to"}) String toIp,
            @Param(value = "The receiver's port.", aliases = "port") @Nullable String toPort,
            @Param(value = "The protocol.", aliases = "protocol", choices = {"any", "tcp", "udp", "ipv6", "esp", "ah", "gre", "igmp"}) @Nullable String proto,
            @Param(value = "An application of /etc/ufw/applications.d.", aliases = "app") @Nullable String name,
            @Param("Remove the rule.") boolean delete,
            @Param(value = "The interface, with direction.", name = "interface", aliases = "if") @Nullable String interfaceName,
            @Param(value = "The interface that packets come in by.", aliases = "if_in") @Nullable String interfaceIn,
            @Param(value = "The interface that they go out by.", aliases = "if_out") @Nullable String interfaceOut,
            @Param("The rule is about packets that go through.") boolean route,
            @Param("A comment on the rule.") @Nullable String comment) {
        public Params {
            if (state == null && policy == null && rule == null && logging == null) {
                throw new IllegalArgumentException("one of the following is required: state, default, rule, logging");
            }
            if (rule != null && direction != null && !direction.equals("in") && !direction.equals("out")) {
                throw new IllegalArgumentException("For rules, direction must be one of \"in\" and \"out\", or direction must not be specified.");
            }
            if (policy != null && direction != null && List.of("in", "out").contains(direction)) {
                throw new IllegalArgumentException("For default, direction must be one of \"outgoing\", \"incoming\" and \"routed\", or direction must not be specified.");
            }
            if (rule != null && !route && interfaceIn != null && interfaceOut != null) {
                throw new IllegalArgumentException("Only route rules can combine interface_in and interface_out");
            }
            if (interfaceName != null && (direction == null || interfaceIn != null || interfaceOut != null)) {
                throw new IllegalArgumentException("interface needs direction, and goes with neither interface_in nor interface_out");
            }
            if (name != null && (proto != null || logging != null)) {
                throw new IllegalArgumentException("parameters are mutually exclusive: name|proto|logging");
            }
        }
    }

    /** What is registered. */
    public record Result(
            @Param("The commands of ufw.") List<String> commands,
            @Param("How ufw is afterwards.") String msg) {}

    /** What ufw would make of a rule. */
    private static CommandRead dry(String rule) {
        return new CommandRead("ufw --dry-run " + rule, new Read.Subject("ufw-rule", rule));
    }

    @Override
    public Reads reads(Params p) {
        Reads reads = Reads.of(STATUS);
        boolean relative = p.rule() != null && p.insert() != null && !p.insertRelativeTo().equals("zero");
        return relative ? reads.and(NUMBERED) : reads;
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        String status = STATUS.text(host);
        List<HostCommand> effects = new ArrayList<>();
        List<String> commands = new ArrayList<>(List.of("ufw status verbose"));
        boolean active = status.contains("Status: active");
        if (p.state() != null) {
            String verb = switch (p.state()) {
                case "enabled" -> "enable";
                case "disabled" -> "disable";
                case "reloaded" -> "reload";
                default -> "reset";
            };
            boolean same = p.state().equals("enabled") && active || p.state().equals("disabled") && !active;
            run("ufw -f " + verb, !same, effects, commands);
        }
        if (p.policy() != null) {
            run("ufw default " + p.policy() + (p.direction() == null ? "" : " " + p.direction()), !isDefault(p, status), effects, commands);
        }
        if (p.rule() != null) {
            String rule = rule(p, host);
            CommandRead dry = dry(rule);
            if (!host.has(dry)) {
                return new Plan.More(Reads.of(dry));
            }
            Output said = host.get(dry).get();
            if (said.exit() != 0) {
                return Plan.Failed.of(said.err().isBlank() ? said.out().strip() : said.err().strip());
            }
            run("ufw " + rule, !isThere(said.out()), effects, commands);
            if (!effects.isEmpty() && commands.get(commands.size() - 1).equals("ufw " + rule)) {
                HostCommand last = effects.get(effects.size() - 1);
                effects.set(effects.size() - 1, last.makes(dry, "Skipping adding existing rule\n"));
            }
        }
        if (p.logging() != null) {
            run("ufw logging " + p.logging(), !isLogged(p.logging(), status), effects, commands);
        }
        String shown = status.split("\n---")[0].strip();
        Result result = new Result(commands, shown);
        if (effects.isEmpty()) {
            return new Plan.InSync(result);
        }
        return new Plan.Change(List.copyOf(effects), Diff.NONE, Reads.of(STATUS), applied -> applied.outputs().isEmpty()
                ? result : new Result(commands, STATUS.text(applied.state()).split("\n---")[0].strip()));
    }

    private static void run(String command, boolean needed, List<HostCommand> effects, List<String> commands) {
        commands.add(command);
        if (needed) {
            effects.add(HostCommand.of("LC_ALL=C\nexport LC_ALL\n" + command, command));
        }
    }

    /** All that ufw says of a rule that is there, or that is not and should go. */
    private static boolean isThere(String dry) {
        List<String> lines = dry.strip().lines().toList();
        return !lines.isEmpty() && lines.stream().allMatch(line -> line.startsWith("Skipping") || line.startsWith("Could not delete non-existent rule"));
    }

    /** While it is off, only its file tells. */
    private static boolean isDefault(Params p, String status) {
        String direction = p.direction() == null ? "incoming" : p.direction();
        Matcher shown = Pattern.compile("(\\w+) \\(" + direction + "\\)").matcher(status);
        if (shown.find()) {
            return shown.group(1).equals(p.policy());
        }
        String name = switch (direction) {
            case "outgoing" -> "OUTPUT";
            case "routed" -> "FORWARD";
            default -> "INPUT";
        };
        String word = switch (String.valueOf(p.policy())) {
            case "allow" -> "ACCEPT";
            case "deny" -> "DROP";
            default -> "REJECT";
        };
        return status.contains("DEFAULT_" + name + "_POLICY=\"" + word + "\"");
    }

    private static boolean isLogged(String wanted, String status) {
        Matcher now = Pattern.compile("Logging: (on|off)(?: \\(([a-z]+)\\))?").matcher(status);
        if (!now.find()) {
            return false;
        }
        boolean on = now.group(1).equals("on");
        return wanted.equals("off") ? !on : on && (wanted.equals("on") || wanted.equals(now.group(2)));
    }

    private static String rule(Params p, HostState host) {
        List<String> words = new ArrayList<>();
        add(words, p.route(), "route");
        add(words, p.delete(), "delete");
        Integer number = p.insert() == null || p.delete() ? null : number(p, host);
        add(words, number != null, "insert", String.valueOf(number));
        words.add(String.valueOf(p.rule()));
        add(words, p.direction() != null, String.valueOf(p.direction()));
        add(words, p.interfaceName() != null, "on", String.valueOf(p.interfaceName()));
        add(words, p.interfaceIn() != null, "in", "on", String.valueOf(p.interfaceIn()));
        add(words, p.interfaceOut() != null, "out", "on", String.valueOf(p.interfaceOut()));
        add(words, p.log(), "log");
        words.addAll(List.of("from", p.fromIp()));
        add(words, p.fromPort() != null, "port", String.valueOf(p.fromPort()));
        words.addAll(List.of("to", p.toIp()));
        add(words, p.toPort() != null, "port", String.valueOf(p.toPort()));
        add(words, p.proto() != null, "proto", String.valueOf(p.proto()));
        add(words, p.name() != null, "app", String.valueOf(p.name()));
        add(words, p.comment() != null, "comment", String.valueOf(p.comment()));
        return Shell.quote(words);
    }

    private static void add(List<String> words, boolean wanted, String... more) {
        if (wanted) {
            words.addAll(List.of(more));
        }
    }

    /** A number beyond the last rule is none: ufw refuses it. */
    private static @Nullable Integer number(Params p, HostState host) {
        int insert = p.insert() == null ? 0 : p.insert();
        if (p.insertRelativeTo().equals("zero")) {
            return insert;
        }
        int last = 0;
        int last4 = 0;
        for (Matcher line = Pattern.compile("(?m)^\\[ *(\\d+)] .*$").matcher(NUMBERED.text(host)); line.find(); ) {
            last = Math.max(last, Integer.parseInt(line.group(1)));
            last4 = line.group().contains("(v6)") ? last4 : last;
        }
        int from = switch (p.insertRelativeTo()) {
            case "first-ipv4" -> 1;
            case "last-ipv4" -> Math.max(1, last4);
            case "first-ipv6" -> last4 + 1;
            default -> last > last4 ? last : last + 1;
        };
        return insert + from > last ? null : insert + from;
    }
}

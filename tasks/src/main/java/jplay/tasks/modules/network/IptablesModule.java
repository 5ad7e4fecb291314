package jplay.tasks.modules.network;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** Rules of the kernel's packet filter. */
@Module(
        name = "iptables",
        summary = "Keeps a rule, a chain or a policy of the kernel's packet filter, until the next start.",
        needs = "iptables",
        example = """
                - name: Let the web in
                  ansible.builtin.iptables:
                    chain: INPUT
                    protocol: tcp
                    destination_ports:
                      - "80"
                      - "443"
                    jump: ACCEPT
                """)
@AutoService(TaskModule.class)
public final class IptablesModule implements TaskModule<IptablesModule.Params> {
    private static final Pattern POLICY = Pattern.compile("(?m)^Chain \\S+ \\(policy (\\w+)");

    /** Whether it is there. */
    public enum State { PRESENT, ABSENT }

    /** Where a new rule goes. */
    public enum Action { APPEND, INSERT }

    /** Which protocol's filter. */
    public enum Version { IPV4, IPV6 }

    /** How a packet begins a connection. */
    public enum Syn { IGNORE, MATCH, NEGATE }

    /** Parameters. */
    public record TcpFlags(
            @Param("Those to look at.") List<String> flags,
            @Param("Those of them that are set; the others are not.") List<String> flagsSet) {}

    /** The parameters. */
    public record Params(
            @Param(value = "The table.", def = "filter", choices = {"filter", "nat", "mangle", "raw", "security"}) String table,
            @Param(value = "Whether the rule is there; without a rule, the chain.", def = "present") State state,
            @Param(value = "Where a new rule goes.", def = "append") Action action,
            @Param("With insert: before the rule of this number.") @Nullable String ruleNum,
            @Param(value = "IPv4 or IPv6.", def = "ipv4") Version ipVersion,
            @Param("The chain.") @Nullable String chain,
            @Param("The protocol; ! before it negates, here and elsewhere.") @Nullable String protocol,
            @Param("The sender.") @Nullable String source,
            @Param("The receiver.") @Nullable String destination,
            @Param("TCP's flags to look at and those that are set.") @Nullable TcpFlags tcpFlags,
            @Param("Extensions to load.") List<String> match,
            @Param("What becomes of the packet.") @Nullable String jump,
            @Param("With TEE: where the copy goes.") @Nullable String gateway,
            @Param("What the log says first.") @Nullable String logPrefix,
            @Param("The log's level.") @Nullable String logLevel,
            @Param(value = "The chain to go on in, without a return.", name = "goto") @Nullable String goto_,
            @Param("The interface that it came in by.") @Nullable String inInterface,
            @Param("The interface that it goes out by.") @Nullable String outInterface,
            @Param("Whether it is a further fragment.") @Nullable String fragment,
            @Param("Packets and bytes that the rule's counters begin with.") @Nullable String setCounters,
            @Param("The sender's port or ports.") @Nullable String sourcePort,
            @Param("The receiver's port or ports.") @Nullable String destinationPort,
            @Param("Several ports of the receiver.") List<String> destinationPorts,
            @Param("The ports that a redirection goes to.") @Nullable String toPorts,
            @Param("The receiver that it gets.") @Nullable String toDestination,
            @Param("The sender that it gets.") @Nullable String toSource,
            @Param(value = "Whether it begins a connection.", def = "ignore") Syn syn,
            @Param("The DSCP that it gets.") @Nullable String setDscpMark,
            @Param("The class of DSCP that it gets.") @Nullable String setDscpMarkClass,
            @Param("A comment in the rule.") @Nullable String comment,
            @Param("States of the connection.") List<String> ctstate,
            @Param("A range of senders.") @Nullable String srcRange,
            @Param("A range of receivers.") @Nullable String dstRange,
            @Param("A set of ipset.") @Nullable String matchSet,
            @Param(value = "What of the packet is in the set.", choices = {"src", "dst", "src,dst", "dst,src"}) @Nullable String matchSetFlags,
            @Param("How often at most, as 10/minute.") @Nullable String limit,
            @Param("How many at once before limit counts.") @Nullable String limitBurst,
            @Param("The user whose process sends it.") @Nullable String uidOwner,
            @Param("The group whose process sends it.") @Nullable String gidOwner,
            @Param("What is answered where it is rejected; jump is REJECT then.") @Nullable String rejectWith,
            @Param("The type of ICMP.") @Nullable String icmpType,
            @Param("Remove all rules of the chain, or of the table.") boolean flush,
            @Param(value = "What becomes of packets that no rule of the chain takes.", choices = {"ACCEPT", "DROP", "QUEUE", "RETURN"})
                    @Nullable String policy,
            @Param(value = "Seconds to wait for another iptables to finish.", name = "wait") @Nullable String seconds,
            @Param("Make the chain where it is missing, and remove it where no rule is given.") boolean chainManagement) {
        public Params {
            if (!flush && chain == null) {
                throw new IllegalArgumentException("Either chain or flush parameter must be specified.");
            }
            if ((logPrefix != null || logLevel != null) && jump != null && !jump.equals("LOG")) {
                throw new IllegalArgumentException("Logging options can only be used with the LOG jump target.");
            }
            if (flush && policy != null) {
                throw new IllegalArgumentException("parameters are mutually exclusive: flush|policy");
            }
            if (setDscpMark != null && setDscpMarkClass != null) {
                throw new IllegalArgumentException("parameters are mutually exclusive: set_dscp_mark|set_dscp_mark_class");
            }
        }
    }

    /** What is registered. */
    public record Result(
            @Param("IPv4 or IPv6.") String ipVersion,
            @Param("The table.") String table,
            @Param("The chain.") @Nullable String chain,
            @Param("Whether rules were removed.") boolean flush,
            @Param("The rule's words.") String rule,
            @Param("As asked for.") String state,
            @Param("Whether the chain was to be made or removed.") boolean chainManagement) {}

    /** The commands for one task. */
    private record Rule(Params p, List<String> words) {
        String command(String verb, boolean withRule) {
            List<String> all = new ArrayList<>(List.of(p.ipVersion() == Version.IPV4 ? "iptables" : "ip6tables", "-t", p.table(), verb));
            if (p.chain() != null) {
                all.add(p.chain());
            }
            if (verb.equals("-I") && p.ruleNum() != null) {
                all.add(p.ruleNum());
            }
            if (withRule) {
                all.addAll(words);
            }
            return Shell.quote(all);
        }

        CommandRead rule() {
            return CommandRead.of(needed() + command("-C", true), "iptables-rule", p.ipVersion() + p.table() + p.chain() + words);
        }

        CommandRead chain() {
            return CommandRead.of(needed() + command("-L", false), "iptables-chain", p.ipVersion() + p.table() + p.chain());
        }

        private String needed() {
            String name = p.ipVersion() == Version.IPV4 ? "iptables" : "ip6tables";
            return "command -v " + name + " >/dev/null || { echo 'this host has no " + name + "' >&2; exit 127; }\n";
        }
    }

    @Override
    public Reads reads(Params p) {
        Rule rule = new Rule(p, IptablesRule.words(p));
        boolean lone = p.state() == State.ABSENT && rule.words().isEmpty();
        return p.flush() ? Reads.NONE : p.policy() != null || lone ? Reads.of(rule.chain()) : Reads.of(rule.rule(), rule.chain());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Rule rule = new Rule(p, IptablesRule.words(p));
        Result result = new Result(
                p.ipVersion().name().toLowerCase(Locale.ROOT), p.table(), p.chain(), p.flush(), String.join(" ", rule.words()),
                p.state().name().toLowerCase(Locale.ROOT), p.chainManagement());
        if (p.flush()) {
            return Plan.Change.of(List.of(HostCommand.of(rule.command("-F", false), "flush rules")), Diff.NONE, result);
        }
        if (host.get(rule.chain()).get().exit() == 127) {
            return Plan.Failed.of(host.get(rule.chain()).get().err().strip());
        }
        if (p.policy() != null) {
            return policy(p.policy(), rule, host, result);
        }
        boolean chain = rule.chain().succeeds(host);
        if (p.state() == State.ABSENT && rule.words().isEmpty()) {
            if (!chain || !p.chainManagement()) {
                return new Plan.InSync(result);
            }
            HostCommand delete = HostCommand.of(rule.command("-X", false), "remove the chain " + p.chain()).breaks(rule.chain(), 1);
            return Plan.Change.of(List.of(delete), Diff.NONE, result);
        }
        boolean there = rule.rule().succeeds(host);
        boolean wanted = p.state() == State.PRESENT;
        if (there == wanted) {
            return new Plan.InSync(result);
        }
        List<HostCommand> effects = new ArrayList<>();
        if (wanted && !chain && p.chainManagement()) {
            effects.add(HostCommand.of(rule.command("-N", false), "make the chain " + p.chain()).makes(rule.chain(), ""));
        }
        String verb = !wanted ? "-D" : p.action() == Action.INSERT ? "-I" : "-A";
        HostCommand change = HostCommand.of(rule.command(verb, true), (wanted ? "add" : "remove") + " a rule of " + p.chain());
        effects.add(wanted ? change.makes(rule.rule(), "") : change.breaks(rule.rule(), 1));
        Map<String, Object> text = Map.of("rule", result.rule());
        return Plan.Change.of(effects, Diff.properties(String.valueOf(p.chain()), wanted ? Map.of() : text, wanted ? text : Map.of()), result);
    }

    private static Plan policy(String policy, Rule rule, HostState host, Result result) {
        Matcher now = POLICY.matcher(rule.chain().text(host));
        if (!now.find()) {
            return Plan.Failed.of("Can't detect current policy");
        }
        if (now.group(1).equals(policy)) {
            return new Plan.InSync(result);
        }
        HostCommand set = HostCommand.of(rule.command("-P", false) + " " + policy, "set the policy of " + rule.p().chain())
                .makes(rule.chain(), "Chain " + rule.p().chain() + " (policy " + policy + ")\n");
        return Plan.Change.of(List.of(set),
                Diff.properties(String.valueOf(rule.p().chain()), Map.of("policy", now.group(1)), Map.of("policy", policy)), result);
    }
}

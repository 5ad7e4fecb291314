package jplay.tasks.modules.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of a rule, in the order that Ansible writes them in: the rule is found again by them. */
final class IptablesRule {
    private final List<String> words = new ArrayList<>();

    private IptablesRule() {}

    static List<String> words(IptablesModule.Params p) {
        IptablesRule rule = new IptablesRule();
        rule.addresses(p);
        rule.ports(p);
        rule.matches(p);
        rule.rest(p);
        return rule.words;
    }

    private void addresses(IptablesModule.Params p) {
        boolean logs = p.jump() == null && (p.logPrefix() != null || p.logLevel() != null);
        @Nullable String jump = logs ? "LOG" : p.jump();
        param("-w", p.seconds());
        param("-p", p.protocol());
        param("-s", p.source());
        param("-d", p.destination());
        p.match().forEach(each -> param("-m", each));
        if (p.tcpFlags() instanceof IptablesModule.TcpFlags tcp && !tcp.flags().isEmpty() && !tcp.flagsSet().isEmpty()) {
            words.addAll(List.of("--tcp-flags", join(tcp.flags()), join(tcp.flagsSet())));
        }
        param("-j", jump);
        if ("tee".equalsIgnoreCase(jump)) {
            param("--gateway", p.gateway());
        }
        param("--log-prefix", p.logPrefix());
        param("--log-level", p.logLevel());
        param("--to-destination", p.toDestination());
    }

    private void ports(IptablesModule.Params p) {
        if (!p.destinationPorts().isEmpty()) {
            words.addAll(List.of("-m", "multiport", "--dports", join(p.destinationPorts())));
        }
        param("--to-source", p.toSource());
        param("-g", p.goto_());
        param("-i", p.inInterface());
        param("-o", p.outInterface());
        param("-f", p.fragment());
        param("-c", p.setCounters());
        param("--source-port", p.sourcePort());
        param("--destination-port", p.destinationPort());
        param("--to-ports", p.toPorts());
        param("--set-dscp", p.setDscpMark());
        param("--set-dscp-class", p.setDscpMarkClass());
        switch (p.syn()) {
            case MATCH -> words.add("--syn");
            case NEGATE -> words.addAll(List.of("!", "--syn"));
            case IGNORE -> { }
        }
    }

    private void matches(IptablesModule.Params p) {
        if (!p.ctstate().isEmpty()) {
            boolean old = !p.match().contains("conntrack") && p.match().contains("state");
            load(!old && !p.match().contains("conntrack"), "conntrack");
            words.addAll(List.of(old ? "--state" : "--ctstate", join(p.ctstate())));
        }
        load((p.srcRange() != null || p.dstRange() != null) && !p.match().contains("iprange"), "iprange");
        param("--src-range", p.srcRange());
        param("--dst-range", p.dstRange());
        if (p.matchSet() != null) {
            load(!p.match().contains("set"), "set");
            param("--match-set", p.matchSet());
            if (p.matchSetFlags() != null) {
                words.add(p.matchSetFlags());
            }
        }
        load(p.limit() != null || p.limitBurst() != null, "limit");
        param("--limit", p.limit());
        param("--limit-burst", p.limitBurst());
    }

    private void rest(IptablesModule.Params p) {
        load(p.uidOwner() != null, "owner");
        param("--uid-owner", p.uidOwner());
        load(p.gidOwner() != null, "owner");
        param("--gid-owner", p.gidOwner());
        if (p.jump() == null && p.rejectWith() != null) {
            words.addAll(List.of("-j", "REJECT"));
        }
        param("--reject-with", p.rejectWith());
        param(p.ipVersion() == IptablesModule.Version.IPV4 ? "--icmp-type" : "--icmpv6-type", p.icmpType());
        load(p.comment() != null, "comment");
        param("--comment", p.comment());
    }

    private void load(boolean wanted, String extension) {
        if (wanted) {
            words.addAll(List.of("-m", extension));
        }
    }

    /** A {@code !} before the value goes before the option. */
    private void param(String option, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (value.startsWith("!")) {
            words.add("!");
        }
        words.add(option);
        words.add(value.startsWith("!") ? value.substring(1).strip() : value);
    }

    private static String join(List<?> items) {
        return String.join(",", items.stream().map(String::valueOf).toList());
    }
}

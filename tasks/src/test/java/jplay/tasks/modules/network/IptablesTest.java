package jplay.tasks.modules.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import jplay.tasks.modules.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IptablesTest {
    private static Task rule(Object... parameters) {
        return Task.of("iptables", parameters).says("-L", "Chain INPUT (policy ACCEPT)\n");
    }

    @Test
    void addsARule() {
        Task task = rule("chain", "INPUT", "protocol", "tcp", "destination_port", "80", "jump", "ACCEPT");
        task.does("iptables -t filter -A INPUT -p tcp -j ACCEPT --destination-port 80");
        assertEquals("-p tcp -j ACCEPT --destination-port 80", task.result().get("rule"));
        rule("chain", "INPUT", "protocol", "tcp", "destination_port", "80", "jump", "ACCEPT").after(task).inSync();
        rule("chain", "INPUT", "jump", "DROP").says("-C INPUT -j DROP", "").inSync();
        rule("chain", "C", "jump", "DROP", "action", "insert", "rule_num", "3", "ip_version", "ipv6", "table", "mangle")
                .does("ip6tables -t mangle -I C 3 -j DROP");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "protocol|!udp|! -p udp", "source|10.0.0.0/8|-s 10.0.0.0/8", "destination|! 10.1.1.1|! -d 10.1.1.1", "match|state,tcp|-m state -m tcp",
        "goto|X|-g X", "in_interface|eth0|-i eth0", "out_interface|eth1|-o eth1", "fragment|1|-f 1", "set_counters|1 2|-c '1 2'",
        "source_port|1:2|--source-port 1:2", "destination_ports|80,443|-m multiport --dports 80,443", "to_ports|8600|--to-ports 8600",
        "to_destination|1.2.3.4|--to-destination 1.2.3.4", "to_source|1.2.3.4|--to-source 1.2.3.4", "syn|match|--syn", "syn|negate|'!' --syn",
        "set_dscp_mark|8|--set-dscp 8", "set_dscp_mark_class|CS1|--set-dscp-class CS1", "comment|a b|-m comment --comment 'a b'",
        "ctstate|NEW,RELATED|-m conntrack --ctstate NEW,RELATED", "src_range|1-2|-m iprange --src-range 1-2", "dst_range|1-2|-m iprange --dst-range 1-2",
        "match_set|s|-m set --match-set s", "limit|2/s|-m limit --limit 2/s", "limit_burst|20|-m limit --limit-burst 20",
        "uid_owner|joe|-m owner --uid-owner joe", "gid_owner|g|-m owner --gid-owner g", "reject_with|tcp-reset|-j REJECT --reject-with tcp-reset",
        "icmp_type|8|--icmp-type 8", "log_prefix|x|-j LOG --log-prefix x", "log_level|info|-j LOG --log-level info", "wait|5|-w 5"})
    void writes(String parameter, String value, String words) {
        rule("chain", "C", parameter, value).does("iptables -t filter -A C " + words.replace("! -", "'!' -"));
    }

    @Test
    void writesWhatBelongsTogether() {
        rule("chain", "C", "tcp_flags", Map.of("flags", List.of("ACK", "SYN"), "flags_set", List.of("SYN"))).does("iptables -t filter -A C --tcp-flags ACK,SYN SYN");
        rule("chain", "C", "jump", "TEE", "gateway", "1.1.1.1").does("iptables -t filter -A C -j TEE --gateway 1.1.1.1");
        rule("chain", "C", "match_set", "s", "match_set_flags", "src,dst").does("iptables -t filter -A C -m set --match-set s src,dst");
        rule("chain", "C", "match", "state", "ctstate", "NEW").does("iptables -t filter -A C -m state --state NEW");
    }

    @Test
    void removesFlushesAndSetsPolicies() {
        rule("chain", "C", "jump", "DROP", "state", "absent").says("-C C -j DROP", "").does("iptables -t filter -D C -j DROP");
        rule("chain", "C", "jump", "DROP", "state", "absent").inSync();
        Task.of("iptables", "flush", true, "table", "nat").does("iptables -t nat -F");
        rule("chain", "INPUT", "policy", "DROP").does("iptables -t filter -P INPUT DROP");
        rule("chain", "INPUT", "policy", "ACCEPT").inSync();
        Task.of("iptables", "chain", "N", "jump", "DROP", "chain_management", true).does("iptables -t filter -N N", "iptables -t filter -A N -j DROP");
        rule("chain", "N", "state", "absent", "chain_management", true).does("iptables -t filter -X N");
        rule("chain", "N", "state", "absent").inSync();
    }

    @Test
    void refuses() {
        assertEquals("this host has no iptables", Task.of("iptables", "chain", "C").says("-L", 127, "", "this host has no iptables\n").failure());
        assertTrue(Task.of("iptables", "jump", "DROP").failure().contains("Either chain or flush"));
        assertTrue(Task.of("iptables", "chain", "C", "jump", "DROP", "log_prefix", "x").failure().contains("LOG jump target"));
    }
}

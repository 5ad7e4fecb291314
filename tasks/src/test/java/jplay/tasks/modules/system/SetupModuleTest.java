package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.tasks.bind.BindException;
import jplay.tasks.facts.Facts;
import jplay.tasks.read.FactsRead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetupModuleTest {
    private static final String FEW = """
            \036date
            1700000000.250000000 +0100 CET
            \036machine
            x86_64
            \036files
            /proc/sys/kernel/hostname:web1
            /etc/hosts:127.0.0.1 localhost
            /etc/hosts:127.0.1.1 web1.example.org web1
            /etc/os-release:ID=debian
            /etc/os-release:VERSION_ID="12"
            /etc/os-release:VERSION_CODENAME=bookworm
            /etc/debian_version:12.5
            /etc/resolv.conf:options ndots:2 rotate
            /proc/self/status:Uid:\t1000\t0\t0\t0
            /proc/self/status:Gid:\t1000\t0\t0\t0
            /etc/passwd:ops:x:1000:1000:Ops,,,:/home/ops:/bin/sh
            /proc/1/comm:init
            /proc/cmdline:quiet console=a console=b
            /sys/class/net/eth-0/address:02:00:00:00:00:01
            /sys/class/net/eth-0/mtu:1500
            /sys/class/net/eth-0/type:1
            /proc/net/route:eth-0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000
            \036tests
            /sbin/openrc
            /sbin/apk
            /sys/class/net/eth-0
            \036addr
            2: eth-0    inet 192.168.1.7/22 brd 192.168.3.255 scope global eth-0\\  valid_lft forever
            2: eth-0    inet 10.0.0.1/8 scope global secondary eth-0\\  valid_lft forever
            \036local /etc/ansible/facts.d/a.fact
            {"x": [1, null]}
            \036local /etc/ansible/facts.d/b.fact
            [General]
            Key = v
            """;

    @Test
    void readsFactsWhereAndAsLongAsTold() {
        List<?> reads = Case.of("setup", "fact_path", "/my/facts", "gather_timeout", 3).reads();
        assertEquals(List.of(FactsRead.of(List.of("all"), "/my/facts", 3)), reads);
        assertTrue(((FactsRead) reads.get(0)).script().endsWith(" /my/facts 3"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void namesAsAnsible() {
        Map<String, Object> facts = Facts.parse(FEW, Facts.collectors(List.of("all")));
        assertEquals("web1.example.org", facts.get("fqdn"));
        assertEquals("example.org", facts.get("domain"));
        assertEquals("12.5", facts.get("distribution_version"));
        assertEquals("Debian", facts.get("os_family"));
        assertEquals("bookworm", facts.get("distribution_release"));
        assertEquals("openrc", facts.get("service_mgr"));
        assertEquals("apk", facts.get("pkg_mgr"));
        assertEquals("ops", facts.get("user_id"));
        assertEquals(0, facts.get("effective_user_id"));
        assertEquals(List.of("a", "b"), ((Map<String, Object>) facts.get("proc_cmdline")).get("console"));
        assertEquals(Map.of("options", Map.of("ndots", "2", "rotate", true)), facts.get("dns"));
        Map<String, Object> time = (Map<String, Object>) facts.get("date_time");
        assertEquals(List.of("2023-11-14T22:13:20Z", "23:13:20", "46", "2"),
                List.of(time.get("iso8601"), time.get("time"), time.get("weeknumber"), time.get("weekday_number")));
        Map<String, Object> eth = (Map<String, Object>) facts.get("eth_0");
        assertEquals(Map.of("address", "192.168.1.7", "broadcast", "192.168.3.255", "netmask", "255.255.252.0", "network", "192.168.0.0", "prefix", "22"), eth.get("ipv4"));
        assertEquals("10.0.0.1", ((List<Map<String, Object>>) eth.get("ipv4_secondaries")).get(0).get("address"));
        Map<String, Object> route = (Map<String, Object>) facts.get("default_ipv4");
        assertEquals(List.of("192.168.1.1", "eth-0", "192.168.1.7", 1500),
                List.of(route.get("gateway"), route.get("interface"), route.get("address"), route.get("mtu")));
        assertEquals("{a={x=[1, null]}, b={General={key=v}}}", facts.get("local").toString());
    }

    @Test
    void subsets() {
        assertFalse(Facts.collectors(List.of("!all")).contains("hardware"));
        assertTrue(Facts.collectors(List.of("!all")).contains("distribution"));
        assertEquals(Set.of("network"), Facts.collectors(List.of("!all", "!min", "network")));
        assertFalse(Facts.collectors(List.of("!hardware")).contains("hardware"));
        assertTrue(Facts.collectors(List.of("!hardware")).contains("network"));
        assertThrows(BindException.class, () -> Case.of("setup", "gather_subset", "netwrok"));
    }

    @Test
    void filters() {
        FactsRead read = FactsRead.of(List.of("all"), "/etc/ansible/facts.d", 10);
        SetupModule.Result result = (SetupModule.Result) Case.of("setup", "filter", "ansible_a*,b?")
                .with(read, Map.of("arch", 1, "bc", 2, "bcd", 3))
                .inSync();
        assertEquals(Map.of("ansible_arch", 1, "ansible_bc", 2), result.ansibleFacts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void onThisMachine(String shell) {
        Sh sh = shell.equals("dash") ? Sh.DASH : shell.equals("bash") ? Sh.BASH : Sh.BUSYBOX;
        Map<String, Object> facts = sh.ask(FactsRead.all()).get();
        assertEquals(sh.run("uname -n").out().strip(), facts.get("nodename"));
        assertEquals(sh.run("uname -r").out().strip(), facts.get("kernel"));
        assertEquals(sh.run("nproc").out().strip(), "" + facts.get("processor_nproc"));
        assertEquals(System.getProperty("user.name"), facts.get("user_id"));
        assertTrue(((Integer) facts.get("memtotal_mb")) > 100);
        assertEquals(System.getenv("PATH"), ((Map<?, ?>) facts.get("env")).get("PATH"));
        assertEquals("127.0.0.1", ((Map<?, ?>) ((Map<?, ?>) facts.get("lo")).get("ipv4")).get("address"));
    }

    @Test
    void withoutIpAndIfconfig() {
        String only = "command() { case $2 in ip|ifconfig) return 1;; *) return 0;; esac; }\n";
        FactsRead read = FactsRead.of(List.of("network"), "/nowhere", 1);
        Map<String, Object> with = Sh.DASH.ask(read).get();
        Map<String, Object> without = read.parse(Sh.DASH.run(only + read.script())).get();
        assertEquals(Set.copyOf((List<?>) with.get("all_ipv4_addresses")), Set.copyOf((List<?>) without.get("all_ipv4_addresses")));
        assertEquals(Set.copyOf((List<?>) with.get("all_ipv6_addresses")), Set.copyOf((List<?>) without.get("all_ipv6_addresses")));
        assertEquals(((Map<?, ?>) with.get("default_ipv4")).get("address"), ((Map<?, ?>) without.get("default_ipv4")).get("address"));
    }
}

package jplay.tasks.modules.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jplay.tasks.modules.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UfwTest {
    private static final String ACTIVE = "Status: active\nLogging: on (low)\nDefault: deny (incoming), allow (outgoing), disabled (routed)\n---\n";
    private static final String OFF = "Status: inactive\n---\nDEFAULT_INPUT_POLICY=\"DROP\"\n";

    private static Task ufw(Object... parameters) {
        return Task.of("ufw", parameters).says("ufw status verbose", ACTIVE).says("status numbered", "[ 1] a\n[ 2] b\n[ 3] c (v6)\n")
                .says("--dry-run", "### tuple ### allow any 22\n");
    }

    private static String run(String words) {
        return "LC_ALL=C\nexport LC_ALL\nufw " + words;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "log|yes|allow log from any to any", "from_ip|10.0.0.1|allow from 10.0.0.1 to any", "from_port|5|allow from any port 5 to any",
        "to_ip|::1|allow from any to ::1", "port|22|allow from any to any port 22", "proto|tcp|allow from any to any proto tcp",
        "name|OpenSSH|allow from any to any app OpenSSH", "delete|yes|delete allow from any to any", "interface_in|eth0|allow in on eth0 from any to any",
        "interface_out|eth1|allow out on eth1 from any to any", "route|yes|route allow from any to any", "comment|a b|allow from any to any comment 'a b'",
        "direction|in|allow in from any to any", "insert|2|insert 2 allow from any to any"})
    void writesRules(String parameter, String value, String words) {
        ufw("rule", "allow", parameter, value).does(run(words));
    }

    @Test
    void insertsWhereTold() {
        ufw("rule", "deny", "insert", 0, "insert_relative_to", "last-ipv4").does(run("insert 2 deny from any to any"));
        ufw("rule", "deny", "insert", 0, "insert_relative_to", "first-ipv6").does(run("insert 3 deny from any to any"));
        ufw("rule", "deny", "insert", 5, "insert_relative_to", "last-ipv6").does(run("deny from any to any"));
        ufw("rule", "allow", "interface", "eth0", "direction", "out").does(run("allow out on eth0 from any to any"));
    }

    @Test
    void knowsWhatIsThere() {
        Task.of("ufw", "rule", "allow", "port", "22").says("ufw status", ACTIVE).says("--dry-run", "Skipping adding existing rule\nSkipping adding existing rule (v6)\n").inSync();
        ufw("rule", "allow").after(ufw("rule", "allow")).inSync();
        ufw("state", "enabled").inSync();
        ufw("state", "disabled").does(run("-f disable"));
        ufw("state", "reloaded").does(run("-f reload"));
        ufw("default", "deny").inSync();
        ufw("default", "deny", "direction", "outgoing").does(run("default deny outgoing"));
        Task.of("ufw", "default", "deny").says("ufw status", OFF).inSync();
        Task.of("ufw", "default", "allow").says("ufw status", OFF).does(run("default allow"));
        ufw("logging", "on").inSync();
        ufw("logging", "full").does(run("logging full"));
        assertEquals("[ufw status verbose, ufw -f enable]", ufw("state", "enabled").result().get("commands").toString());
        assertTrue(ufw("rule", "allow", "direction", "incoming").failure().contains("direction must be one of"));
        assertEquals("this host has no ufw", Task.of("ufw", "state", "enabled").says("ufw", 127, "", "this host has no ufw").failure());
    }
}

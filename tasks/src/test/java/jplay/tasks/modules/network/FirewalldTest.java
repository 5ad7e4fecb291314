package jplay.tasks.modules.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import jplay.tasks.modules.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirewalldTest {
    private static Task wall(Object... parameters) {
        return Task.of("firewalld", parameters).says("--state", "running\n").says("--get-target", "default\n").says("--get-zones", "public work\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"service|https|service=https", "protocol|ospf|protocol=ospf", "port|1/tcp|port=1/tcp", "source|10.0.0.0/8|source=10.0.0.0/8",
        "icmp_block|echo-request|icmp-block=echo-request", "masquerade|true|masquerade", "icmp_block_inversion|yes|icmp-block-inversion", "rich_rule|rule|rich-rule=rule"})
    void adds(String parameter, String value, String words) {
        wall(parameter, value, "state", "enabled").does("firewall-cmd --add-" + words);
        wall(parameter, value, "state", "disabled").inSync();
        wall(parameter, value, "state", "disabled", "permanent", true).says("--query-" + words, "yes\n").does("firewall-cmd --permanent --remove-" + words);
    }

    @Test
    void addsElsewhere() {
        wall("service", "x", "state", "enabled", "permanent", true, "immediate", true, "zone", "work").does(
                "firewall-cmd --permanent --zone=work --add-service=x", "firewall-cmd --zone=work --add-service=x");
        wall("service", "x", "state", "enabled", "timeout", 30).does("firewall-cmd --add-service=x --timeout=30");
        wall("interface", "eth0", "state", "enabled").does("firewall-cmd --change-interface=eth0");
        wall("port_forward", List.of(Map.of("port", "80", "proto", "tcp", "toport", "8080", "toaddr", "1.1.1.1")), "state", "enabled")
                .does("firewall-cmd --add-forward-port=port=80:proto=tcp:toport=8080:toaddr=1.1.1.1");
        wall("masquerade", "no", "state", "enabled").says("--query-masquerade", "yes\n").does("firewall-cmd --remove-masquerade");
        wall("target", "DROP", "state", "present", "zone", "work").does("firewall-cmd --permanent --zone=work --set-target=DROP");
        wall("zone", "mine", "state", "present").does("firewall-cmd --permanent --new-zone=mine");
        wall("zone", "work", "state", "present").inSync();
        wall("zone", "work", "state", "absent").does("firewall-cmd --permanent --delete-zone=work");
        Task.of("firewalld", "service", "x", "state", "enabled", "offline", true).says("--state", 252, "", "").does("firewall-offline-cmd --add-service=x");
    }

    @Test
    void refuses() {
        assertTrue(Task.of("firewalld", "service", "x", "state", "enabled").says("--state", 252, "", "").failure().contains("offline: true"));
        assertEquals("this host has no firewalld", Task.of("firewalld", "service", "x", "state", "enabled").says("--state", 127, "", "this host has no firewalld").failure());
        assertTrue(wall("service", "x", "port", "1/tcp", "state", "enabled").failure().contains("at once"));
        assertTrue(wall("service", "x", "state", "enabled").says("--query-service=x", 101, "", "Error: INVALID_SERVICE: x").failure().contains("INVALID_SERVICE"));
    }
}

package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import jplay.tasks.bind.BindException;
import jplay.tasks.contract.Plan;
import org.junit.jupiter.api.Test;

class WaitForModuleTest {
    private static final String NO_TOOLS = "command() { case $2 in bash|nc|curl) return 1;; *) return 0;; esac; }\n";

    private static Plan.Outcome run(Sh sh, String before, Object... parameters) {
        Plan.Opaque plan = (Plan.Opaque) Case.of("wait_for", parameters).plan();
        return plan.then().apply(sh.run(before + plan.run().script()));
    }

    @Test
    void ports() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            for (Sh sh : List.of(Sh.DASH, Sh.BUSYBOX)) {
                assertNull(run(sh, "", "port", port, "timeout", 0).failed());
                assertNull(run(sh, NO_TOOLS, "port", port, "timeout", 0, "host", "localhost").failed());
            }
            assertEquals("Timeout when waiting for 127.0.0.1:" + port + " to stop.", run(Sh.DASH, "", "port", port, "state", "stopped", "timeout", 0).failed());
            assertNull(run(Sh.DASH, "", "port", port, "state", "drained", "timeout", 0).failed());
            try (Socket client = new Socket(server.getInetAddress(), port)) {
                assertTrue(client.isConnected());
                assertEquals("too late", run(Sh.DASH, "", "port", port, "state", "drained", "timeout", 0, "msg", "too late").failed());
                assertNull(run(Sh.DASH, "", "port", port, "state", "drained", "timeout", 0, "exclude_hosts", "127.0.0.1").failed());
                assertNull(run(Sh.DASH, "", "port", port, "state", "drained", "timeout", 0, "active_connection_states", "SYN_SENT").failed());
            }
        }
        assertNull(run(Sh.DASH, "", "port", port, "state", "stopped", "timeout", 0).failed());
        assertEquals("Timeout when waiting for 127.0.0.1:" + port, run(Sh.DASH, "", "port", port, "timeout", 0).failed());
    }

    @Test
    void files() {
        assertNull(run(Sh.DASH, "", "path", "/etc/passwd", "timeout", 0).failed());
        assertEquals("Timeout when waiting for /etc/passwd to be absent.", run(Sh.DASH, "", "path", "/etc/passwd", "state", "absent", "timeout", 0).failed());
        Plan.Outcome found = run(Sh.BUSYBOX, "", "path", "/etc/passwd", "search_regex", "^(r\\w+):(?:x):(?P<uid>\\d+?)", "timeout", 0);
        WaitForModule.Result result = (WaitForModule.Result) found.result();
        assertEquals(List.of("root", "0"), result.matchGroups());
        assertEquals(Map.of("uid", "0"), result.matchGroupdict());
        assertEquals("Timeout when waiting for search string ^nobody_ in /etc/passwd",
                run(Sh.DASH, "", "path", "/etc/passwd", "search_regex", "^nobody_", "timeout", 0).failed());
    }

    @Test
    void waits() {
        WaitForModule.Result result = (WaitForModule.Result) run(Sh.DASH, "sleep() { sleeps=$sleeps$1; uptime; }; uptime() { :; };", "timeout", 0, "delay", 3).result();
        assertEquals(0, result.elapsed());
        assertThrows(BindException.class, () -> Case.of("wait_for", "port", 1, "path", "/x"));
        assertThrows(BindException.class, () -> Case.of("wait_for", "path", "/x", "state", "drained"));
        assertThrows(BindException.class, () -> Case.of("wait_for", "path", "/x", "search_regex", "(a"));
    }
}

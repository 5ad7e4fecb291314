package jplay.runner.vars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import jplay.runner.source.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionVarsTest {
    private static ConnectionVars read(Map<String, Object> vars) {
        return ConnectionVars.of(vars::get);
    }

    @Test
    void newAndOldNames() {
        ConnectionVars vars = read(Map.of(
                "ansible_host", "10.0.0.1", "ansible_port", 2222L, "ansible_user", "a", "ansible_ssh_user", "b",
                "ansible_password", "s3cret", "ansible_become", "yes", "ansible_become_pass", "s3cret", "ansible_timeout", "7"));
        assertEquals("10.0.0.1", vars.address());
        assertEquals(2222, vars.port());
        assertEquals("b", vars.user());
        assertEquals("s3cret", vars.password());
        assertEquals(true, vars.become().enabled());
        assertEquals("s3cret", vars.become().password());
        assertEquals(7, vars.timeout());
        assertNull(vars.kind());
        assertFalse(vars.toString().contains("s3cret"));
        assertEquals(SshArguments.NONE, vars.ssh());
    }

    @Test
    void sshArguments() {
        SshArguments ssh = read(Map.of(
                "ansible_ssh_common_args", "-o StrictHostKeyChecking=no -oUserKnownHostsFile=/dev/null -J 'ops@jump:22' -C -vv -i ~/k",
                "ansible_ssh_extra_args", "-o \"ProxyJump other\" -p 23 -F /etc/x -o StrictHostKeyChecking=yes --odd")).ssh();
        assertEquals("no", ssh.option("StrictHostKeyChecking"));
        assertEquals("/dev/null", ssh.option("userknownhostsfile"));
        assertEquals("ops@jump:22", ssh.jump());
        assertEquals(List.of("~/k"), ssh.keyFiles());
        assertEquals(23, ssh.port());
        assertEquals("/etc/x", ssh.configFile());
        assertEquals(List.of("--odd"), ssh.ignored());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        "ansible_port!x!ansible_port is 'x', which is no port",
        "ansible_port!70000!ansible_port is '70000', which is no port",
        "ansible_become!maybe!ansible_become is 'maybe', which is neither true nor false",
        "ansible_timeout!soon!ansible_timeout is 'soon', which is no number of seconds",
        "ansible_ssh_args!-o!the SSH argument -o needs a value",
        "ansible_ssh_args!-o \"a!the SSH arguments '-o \"a' cannot be read: this quote is not closed",
    })
    void valuesOfNoUse(String name, String value, String message) {
        assertEquals(message, assertThrows(ProblemException.class, () -> read(Map.of(name, value))).getMessage());
    }
}

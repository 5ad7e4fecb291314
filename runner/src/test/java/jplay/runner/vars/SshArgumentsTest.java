package jplay.runner.vars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import jplay.runner.source.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshArgumentsTest {
    @Test
    void theFirstCounts() {
        SshArguments ssh = SshArguments.parse(List.of(
                "-o StrictHostKeyChecking=no -oUserKnownHostsFile=/dev/null -J 'ops@jump:22' -C -vv -i ~/k",
                "-o \"ProxyJump other\" -p 23 -F /etc/x -o StrictHostKeyChecking=yes -o IdentityFile=\"/a b\" --odd"));
        assertEquals("no", ssh.option("StrictHostKeyChecking"));
        assertEquals("/dev/null", ssh.option("userknownhostsfile"));
        assertEquals("ops@jump:22", ssh.jump());
        assertEquals(List.of("~/k", "/a b"), ssh.keyFiles());
        assertEquals(23, ssh.port());
        assertEquals("/etc/x", ssh.configFile());
        assertEquals(List.of("--odd"), ssh.ignored());
        assertEquals("other", SshArguments.parse(List.of("-o 'ProxyJump other'")).jump());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        "-p x!the port of the SSH arguments is 'x', which is no port",
        "-o Port=70000!the port of the SSH arguments is '70000', which is no port",
        "-o!the SSH argument -o needs a value",
        "-o \"a!the SSH arguments '-o \"a' cannot be read: this quote is not closed",
    })
    void ofNoUse(String line, String message) {
        assertEquals(message, assertThrows(ProblemException.class, () -> SshArguments.parse(List.of(line))).getMessage());
    }
}

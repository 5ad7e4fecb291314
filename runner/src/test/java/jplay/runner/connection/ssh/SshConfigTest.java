package jplay.runner.connection.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jplay.runner.connection.HostKeyPolicy;
import jplay.runner.connection.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshConfigTest {
    @TempDir
    Path dir;

    private SshConfig config(String text) throws Exception {
        return SshConfig.read(Files.writeString(dir.resolve("config"), text));
    }

    @ParameterizedTest
    @CsvSource({"web1,one", "web9,-", "WEB1,one", "db,two", "db.x,three", "other,-"})
    void patterns(String host, String user) throws Exception {
        SshConfig config = config("""
                # comment
                Host web? !web9
                    User one
                Host db "x y"
                    user=two
                Host *.x
                    User = three
                """);
        assertEquals(user, config.lookup(host, "me").one("user", "-"));
    }

    @Test
    void firstValueWinsAndKeysAddUp() throws Exception {
        SshConfig.Host host = config("""
                Port 1
                IdentityFile a
                Host x
                    Port 2
                    IdentityFile "b c"
                """).lookup("x", "me");
        assertEquals("1", host.one("port", ""));
        assertEquals(List.of("a", "b c"), host.all("identityfile"));
    }

    @ParameterizedTest
    @CsvSource({"x,me,1", "y,me,2", "y,root,3"})
    void match(String host, String user, String port) throws Exception {
        SshConfig config = config("""
                Match host x
                    Port 1
                Match user root host y,z
                    Port 3
                Match exec "true"
                    Port 9
                Match all
                    Port 2
                """);
        assertEquals(port, config.lookup(host, user).one("port", ""));
    }

    @Test
    void includedSectionEndsWithItsFile() throws Exception {
        Files.writeString(dir.resolve("more"), "Host other\n  Port 7\n");
        SshConfig config = config("Include " + dir + "/mo*\nUser me\n");
        assertEquals("7", config.lookup("other", "x").one("port", ""));
        assertEquals("me", config.lookup("any", "x").one("user", ""));
    }

    @Test
    void settings() throws Exception {
        SshConfig config = config("""
                Host web
                    HostName %h.example.org
                    User deploy
                    Port 2222
                    IdentityFile ~/keys/%r@%h
                    StrictHostKeyChecking accept-new
                    UserKnownHostsFile /kh/%h /kh/more
                    ConnectTimeout 3
                    ProxyJump a, b@c:3
                """);
        SshSettings all = SshSettings.of(Target.ssh("w", "web"), config);
        assertEquals("deploy@web.example.org:2222", all.where());
        assertEquals(
                List.of(Path.of(System.getProperty("user.home"), "keys/deploy@web.example.org")), all.namedKeys());
        assertEquals(HostKeyPolicy.ACCEPT_NEW, all.hostKeys());
        assertEquals(Path.of("/kh/web.example.org"), all.knownHosts().getFirst());
        assertEquals(Path.of("/kh/more"), all.knownHosts().get(1));
        assertEquals(Duration.ofSeconds(3), all.connectTimeout());
        assertEquals(List.of("a", "b@c:3"), all.jumps());
        assertEquals("[web.example.org]:2222", all.keyName());

        SshSettings own = SshSettings.of(
                Target.ssh("w", "web")
                        .withPort(22)
                        .withUser("me")
                        .withHostKeys(HostKeyPolicy.OFF, List.of(Path.of("/own")))
                        .withProxyJump("none"),
                config);
        assertEquals("me@web.example.org", own.where());
        assertEquals(HostKeyPolicy.OFF, own.hostKeys());
        assertEquals(Path.of("/own"), own.knownHosts().getFirst());
        assertEquals(List.of(), own.jumps());
    }

    @Test
    void hostKeyAlias() throws Exception {
        SshConfig config = config("Host web\n HostKeyAlias cluster\n Port 99\n");
        assertEquals("cluster", SshSettings.of(Target.ssh("w", "web"), config).keyName());
    }
}

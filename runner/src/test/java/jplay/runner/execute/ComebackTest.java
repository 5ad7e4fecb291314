package jplay.runner.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.runner.connection.Become;
import jplay.runner.connection.Connection;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.Reply;
import jplay.runner.connection.Request;
import jplay.runner.connection.Target;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Output;
import jplay.tasks.effect.AwaitHost;
import org.junit.jupiter.api.Test;

class ComebackTest {
    private final List<Object> done = new ArrayList<>();

    /** A host that is lost some times before it answers. */
    private HostSession host(int lost) {
        return new HostSession(new Connection() {
            @Override
            public Target target() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Reply run(Request request) throws ConnectionException {
                done.add("at most " + String.valueOf(request.timeout()));
                if (done.stream().filter(each -> each instanceof String).count() <= lost) {
                    throw new ConnectionException(ConnectionException.Kind.LOST, "nobody there");
                }
                return new Reply(0, new byte[0], new byte[0], false);
            }

            @Override
            public Reply upload(Content content, String path, Become become) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void interrupt() {}

            @Override
            public boolean alive() {
                return true;
            }

            @Override
            public void close() {}
        }, new Unsynced(), null, Map.of(), null, null);
    }

    private Output await(int lost, Duration timeout) {
        HostSession host = host(lost);
        return new Comeback(() -> host, done::add).await(new AwaitHost(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), timeout));
    }

    @Test
    void triesAsOftenAndAsLongAsTold() {
        assertEquals(0, await(2, Duration.ofHours(1)).exit());
        assertEquals(List.of(Duration.ofSeconds(2), "at most PT1S", Duration.ofSeconds(3), "at most PT1S", Duration.ofSeconds(3), "at most PT1S"), done);
    }

    @Test
    void givesUp() {
        Output output = await(9, Duration.ofSeconds(1));
        assertEquals("1: timed out waiting for ping module test: nobody there", output.exit() + ": " + output.err());
        assertEquals(List.of(Duration.ofSeconds(2), "at most PT1S"), done);
    }
}

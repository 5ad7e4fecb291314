package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.RunCommand;
import org.jspecify.annotations.Nullable;

/** Waits for a port, a file, or some time. */
@Module(
        name = "wait_for",
        changes = false,
        summary = "Waits, on the target, until a port answers or is closed, a file is there or gone, or a text is in it.",
        example = """
                - name: Wait for the API server
                  ansible.builtin.wait_for:
                    host: 10.0.0.10
                    port: 6443
                    timeout: 120
                """)
@AutoService(TaskModule.class)
public final class WaitForModule implements TaskModule<WaitForModule.Params> {
    private static final List<String> STATES = List.of(
            "ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE", "CLOSE_WAIT", "LAST_ACK",
            "LISTEN", "CLOSING");

    /** What to wait for. */
    public enum State { STARTED, PRESENT, STOPPED, ABSENT, DRAINED }

    /** Parameters. */
    public record Params(
            @Param(value = "The host whose port is meant, as the target sees it.", def = "127.0.0.1") String host,
            @Param("A TCP port.") @Nullable Integer port,
            @Param("A file on the target.") @Nullable String path,
            @Param("Text to find in the file, or in what the port says; a regular expression within one line.") @Nullable String searchRegex,
            @Param(value = "started and present wait until it is there, stopped and absent until it is gone, drained until no connection is left.", def = "started")
                    State state,
            @Param(value = "Seconds after which it fails.", def = "300") int timeout,
            @Param(value = "Seconds before the first look.", def = "0") int delay,
            @Param(value = "Seconds between looks.", def = "1") int sleep,
            @Param(value = "Seconds that one connection may take.", def = "5") int connectTimeout,
            @Param(value = "The states in which a connection counts for drained.", def = "ESTABLISHED,FIN_WAIT1,FIN_WAIT2,SYN_RECV,SYN_SENT,TIME_WAIT")
                    List<String> activeConnectionStates,
            @Param("Addresses whose connections do not count for drained.") List<String> excludeHosts,
            @Param("What to say when the time is over.") @Nullable String msg) {
        public Params {
            if (port != null && path != null) {
                throw new IllegalArgumentException("port and path parameter can not both be passed to wait_for");
            }
            if (path != null && (state == State.STOPPED || state == State.DRAINED)) {
                throw new IllegalArgumentException("state=" + state.name().toLowerCase(Locale.ROOT)
                        + " should only be used for checking a port in the wait_for module");
            }
            if (!excludeHosts.isEmpty() && state != State.DRAINED) {
                throw new IllegalArgumentException("exclude_hosts should only be with state=drained");
            }
            for (String connection : activeConnectionStates) {
                if (!STATES.contains(connection)) {
                    throw new IllegalArgumentException("unknown active_connection_state (" + connection + ") defined");
                }
            }
            try {
                Pattern.compile(searchRegex == null ? "" : java(searchRegex));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("Invalid regular expression: " + e.getDescription());
            }
        }
    }

    /** What is registered. */
    public record Result(
            @Param("What was waited for.") String state,
            @Param("The port.") @Nullable Integer port,
            @Param("The file.") @Nullable String path,
            @Param("The expression.") @Nullable String searchRegex,
            @Param("What its groups matched.") List<@Nullable String> matchGroups,
            @Param("What its named groups matched.") Map<String, @Nullable String> matchGroupdict,
            @Param("Seconds it took.") int elapsed) {}

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        String script = "jp_wait " + params.delay() + " " + params.sleep() + " " + params.timeout() + " " + check(params);
        return new Plan.Opaque(new RunCommand(script, null, null, "wait"), output -> judge(params, output), false);
    }

    /** The wanted status, and the command that is run until it has it. */
    private static String check(Params params) {
        boolean gone = params.state() == State.STOPPED || params.state() == State.ABSENT;
        String regex = Shell.quote(params.searchRegex() == null ? "" : extended(params.searchRegex()));
        if (params.path() != null) {
            return (gone ? "1" : "0") + " jp_path_has " + Shell.quote(params.path()) + " " + (gone ? "''" : regex);
        }
        if (params.port() == null) {
            return "0 false";
        }
        if (params.state() == State.DRAINED) {
            List<String> states = params.activeConnectionStates().stream()
                    .map(name -> String.format(Locale.ROOT, "%02X", STATES.indexOf(name) + 1))
                    .toList();
            List<String> excluded = params.excludeHosts().stream().map(WaitForModule::kernelHex).toList();
            return "1 jp_connected " + params.port() + " " + Shell.quote(String.join("|", states)) + " "
                    + Shell.quote(String.join("|", excluded));
        }
        return (gone ? "1" : "0") + " jp_port_open " + Shell.quote(params.host()) + " " + params.port() + " "
                + params.connectTimeout() + " " + (gone ? "''" : regex);
    }

    private static Plan.Outcome judge(Params params, Output output) {
        String[] lines = output.out().split("\n", 2);
        boolean counted = !lines[0].isEmpty() && lines[0].chars().allMatch(Character::isDigit);
        List<@Nullable String> groups = new ArrayList<>();
        Map<String, @Nullable String> named = new LinkedHashMap<>();
        if (params.searchRegex() != null && lines.length == 2) {
            Matcher match = Pattern.compile(java(params.searchRegex())).matcher(lines[1]);
            if (match.find()) {
                for (int i = 1; i <= match.groupCount(); i++) {
                    groups.add(match.group(i));
                }
                match.namedGroups().forEach((name, index) -> named.put(name, match.group(index)));
            }
        }
        Result result = new Result(
                params.state().name().toLowerCase(Locale.ROOT), params.port(), params.path(), params.searchRegex(), groups, named,
                counted ? Integer.parseInt(lines[0]) : 0);
        boolean slept = params.path() == null && params.port() == null;
        if (output.exit() == 0 || slept && output.exit() == 124) {
            return new Plan.Outcome(false, null, result);
        }
        String message = output.exit() != 124 ? output.err().strip() : params.msg() != null ? params.msg() : timeout(params);
        return new Plan.Outcome(false, message, result);
    }

    private static String timeout(Params params) {
        String what = params.path() == null ? params.host() + ":" + params.port() : params.path();
        return "Timeout when waiting for " + switch (params.state()) {
            case STOPPED, ABSENT -> what + (params.path() == null ? " to stop." : " to be absent.");
            case DRAINED -> what + " to drain";
            default -> params.searchRegex() != null
                    ? "search string " + params.searchRegex() + " in " + what
                    : (params.path() == null ? "" : "file ") + what;
        };
    }

    /** As Java writes it: named groups differ. */
    private static String java(String regex) {
        return regex.replace("(?P<", "(?<");
    }

    /** As grep -E understands it: classes by name, no groups that are named or do not count, nothing reluctant. */
    private static String extended(String regex) {
        return regex.replace("\\d", "[0-9]")
                .replace("\\D", "[^0-9]")
                .replace("\\s", "[[:space:]]")
                .replace("\\S", "[^[:space:]]")
                .replace("\\w", "[[:alnum:]_]")
                .replace("\\W", "[^[:alnum:]_]")
                .replaceAll("\\(\\?P?<\\w+>|\\(\\?:", "(")
                .replaceAll("(?<!\\\\)([*+?])\\?", "$1");
    }

    /** An IPv4 address as /proc/net/tcp has it: little-endian. */
    private static String kernelHex(String address) {
        String[] parts = address.split("\\.");
        StringBuilder hex = new StringBuilder();
        for (int i = parts.length - 1; i >= 0; i--) {
            hex.append(parts[i].matches("\\d{1,3}") ? String.format(Locale.ROOT, "%02X", Integer.parseInt(parts[i])) : "");
        }
        return hex.toString();
    }
}

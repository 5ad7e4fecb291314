package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.read.UserRead;
import org.jspecify.annotations.Nullable;

/** Entries of the name service. */
@Module(
        name = "getent",
        changes = false,
        summary = "Returns entries of passwd, group, hosts and the like, as the host's name service has them.",
        needs = "getent",
        example = """
                - name: Where does the user live?
                  ansible.builtin.getent:
                    database: passwd
                    key: deploy
                """)
@AutoService(TaskModule.class)
public final class GetentModule implements TaskModule<GetentModule.Params> {
    private static final String MISSING = "One or more supplied key could not be found in the database.";
    private static final Set<String> COLONS = Set.of("passwd", "shadow", "group", "gshadow");

    /** Parameters. */
    public record Params(
            @Param(value = "The database.", required = true) String database,
            @Param("The entry; without, all of them.") @Nullable String key,
            @Param("The service of the name service to ask alone.") @Nullable String service,
            @Param("What parts the fields; a colon in passwd, shadow, group and gshadow, and blanks elsewhere.") @Nullable String split,
            @Param(value = "Whether it is a failure that there is no such entry.", def = "true") boolean failKey) {}

    /** What is registered; the engine makes variables of it. */
    public record Result(
            @Param("getent_ and the database's name: the fields of each entry by its first one.") Map<String, Object> ansibleFacts,
            @Param("That the key is not there.") @Nullable String msg) {}

    /** The output of getent; a user that an earlier task would have made is one. */
    record GetentRead(String database, String key, String service) implements Read<Output> {
        @Override
        public String script() {
            List<String> words = new ArrayList<>(List.of("getent"));
            if (!service.isEmpty()) {
                words.addAll(List.of("-s", service));
            }
            words.add(database);
            if (!key.isEmpty()) {
                words.add(key);
            }
            return Shell.quote(words);
        }

        @Override
        public Answer<Output> parse(Output output) {
            return output.exit() == 127 ? Answer.unknown("this host has no getent") : Answer.known(output);
        }

        @Override
        public Answer<Output> overlay(Pending pending, Answer<Output> real) {
            if (!database.equals("passwd")) {
                return real;
            }
            Answer<?> earlier = pending.get(UserRead.of(key).subject());
            return switch (earlier) {
                case Answer.Known<?>(UserRead.User user) -> Answer.known(Output.of(0,
                        String.join(":", user.name(), "x", number(user.uid()), number(user.gid()), user.comment(), user.home(), user.shell()) + "\n", ""));
                case Answer.Absent<?> gone -> Answer.known(Output.of(2, "", ""));
                case null, default -> real;
            };
        }

        private static String number(int id) {
            return id < 0 ? "" : String.valueOf(id);
        }
    }

    @Override
    public Reads reads(Params params) {
        return Reads.of(read(params));
    }

    private static GetentRead read(Params params) {
        return new GetentRead(
                params.database(), params.key() == null ? "" : params.key(), params.service() == null ? "" : params.service());
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        Output output = state.get(read(params)).get();
        String name = "getent_" + params.database();
        return switch (output.exit()) {
            case 0 -> new Plan.InSync(new Result(Map.of(name, entries(params, output.out())), null));
            case 1 -> Plan.Failed.of("Missing arguments, or database unknown.");
            case 2 -> {
                if (params.failKey()) {
                    yield Plan.Failed.of(MISSING);
                }
                Map<String, @Nullable Object> none = new LinkedHashMap<>();
                none.put(String.valueOf(params.key()), null);
                yield new Plan.InSync(new Result(Map.of(name, none), MISSING));
            }
            case 3 -> Plan.Failed.of("Enumeration not supported on this database.");
            default -> Plan.Failed.of("Unexpected failure! " + output.err().strip());
        };
    }

    /** Where several entries have one name, a list of them. */
    private static Map<String, Object> entries(Params params, String text) {
        String split = params.split() != null ? params.split() : COLONS.contains(params.database()) ? ":" : null;
        Map<String, List<List<String>>> all = new LinkedHashMap<>();
        text.lines().filter(line -> !line.isEmpty()).forEach(line -> {
            List<String> fields = split == null
                    ? Arrays.asList(line.strip().split("\\s+"))
                    : Arrays.asList(line.split(java.util.regex.Pattern.quote(split), -1));
            all.computeIfAbsent(fields.get(0), k -> new ArrayList<>()).add(fields.subList(1, fields.size()));
        });
        Map<String, Object> entries = new LinkedHashMap<>();
        all.forEach((key, records) -> entries.put(key, records.size() == 1 ? records.get(0) : records));
        return entries;
    }
}

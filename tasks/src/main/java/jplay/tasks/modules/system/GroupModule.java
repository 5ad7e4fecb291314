package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.AccountChange;
import jplay.tasks.read.GroupRead;
import org.jspecify.annotations.Nullable;

/** Makes and removes groups. */
@Module(
        name = "group",
        summary = "Makes, changes and removes groups.",
        needs = "groupadd or busybox's addgroup",
        example = """
                - name: Make a group for a service
                  ansible.builtin.group:
                    name: etcd
                    system: true
                """)
@AutoService(TaskModule.class)
public final class GroupModule implements TaskModule<GroupModule.Params> {

    /** Whether it is there. */
    public enum State { PRESENT, ABSENT }

    /** Parameters. */
    public record Params(
            @Param(value = "The group.", required = true) String name,
            @Param("Its number.") @Nullable Integer gid,
            @Param(value = "Whether it is there.", def = "present") State state,
            @Param(value = "Take a number from the range for services.", def = "false") boolean system,
            @Param(value = "Look in /etc/group alone, not in a directory service.", def = "false") boolean local,
            @Param(value = "Allow a number that another group has.", def = "false") boolean nonUnique) {
        public Params {
            if (nonUnique && gid == null) {
                throw new IllegalArgumentException("non_unique needs gid");
            }
        }
    }

    /** What is registered. */
    public record Result(
            @Param("The group.") String name,
            @Param("Its number.") @Nullable Integer gid,
            @Param("As asked for.") String state,
            @Param("Whether it was asked to be one for services.") @Nullable Boolean system) {}

    @Override
    public Reads reads(Params params) {
        return Reads.of(read(params));
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        GroupRead read = read(params);
        Answer<GroupRead.Group> now = state.get(read);
        String name = Shell.quote(params.name());
        if (params.state() == State.ABSENT) {
            Result gone = new Result(params.name(), null, "absent", null);
            if (now.isAbsent()) {
                return new Plan.InSync(gone);
            }
            String remove = "if command -v groupdel >/dev/null; then groupdel -- " + name + "; else delgroup -- " + name + "; fi";
            return change(read, remove, Answer.absent(), "remove group ", params, now, gone);
        }
        int gid = params.gid() == null ? now.map(GroupRead.Group::gid).orElse(-1) : params.gid();
        GroupRead.Group wanted = new GroupRead.Group(params.name(), gid, now.map(GroupRead.Group::members).orElse(List.of()));
        Result result = new Result(params.name(), gid, "present", params.system());
        if (now instanceof Answer.Known<GroupRead.Group>(GroupRead.Group group)) {
            return group.gid() == gid
                    ? new Plan.InSync(result)
                    : change(read, "groupmod -g " + gid + (params.nonUnique() ? " -o" : "") + " -- " + name, Answer.known(wanted), "change group ", params, now, result);
        }
        return change(read, add(params), Answer.known(wanted), "add group ", params, now, result);
    }

    private static String add(Params params) {
        List<String> options = new ArrayList<>();
        List<String> busybox = new ArrayList<>();
        if (params.gid() != null) {
            options.addAll(List.of("-g", "" + params.gid()));
            busybox.addAll(List.of("-g", "" + params.gid()));
        }
        if (params.nonUnique()) {
            options.add("-o");
        }
        if (params.system()) {
            options.add("-r");
            busybox.add("-S");
        }
        options.addAll(List.of("--", params.name()));
        busybox.add(params.name());
        return "if command -v groupadd >/dev/null; then groupadd " + Shell.quote(options) + "; else addgroup " + Shell.quote(busybox) + "; fi";
    }

    private static Plan change(
            GroupRead read, String command, Answer<GroupRead.Group> after, String verb, Params params, Answer<GroupRead.Group> before, Result result) {
        AccountChange effect = new AccountChange(command, Map.of(read.subject(), after), verb + params.name());
        Diff diff = Diff.properties("group " + params.name(), properties(before), properties(after));
        boolean unknown = result.gid() != null && result.gid() < 0;
        return new Plan.Change(
                List.of(effect),
                diff,
                unknown ? Reads.of(read) : Reads.NONE,
                applied -> unknown && !applied.outputs().isEmpty()
                        ? new Result(result.name(), applied.state().get(read).get().gid(), result.state(), result.system())
                        : unknown ? new Result(result.name(), null, result.state(), result.system()) : result);
    }

    private static Map<String, Object> properties(Answer<GroupRead.Group> group) {
        return group instanceof Answer.Known<GroupRead.Group>(GroupRead.Group known)
                ? known.gid() < 0 ? Map.of("state", "present") : Map.of("state", "present", "gid", known.gid())
                : Map.of("state", "absent");
    }

    private static GroupRead read(Params params) {
        return new GroupRead(params.name(), params.local());
    }
}

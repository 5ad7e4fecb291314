package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.text.Bytes;
import org.jspecify.annotations.Nullable;

/** Options of INI files. */
@Module(
        name = "ini_file",
        collection = "community.general",
        summary = "Sees to it that an option is in a section of an INI file, or is not.",
        example = """
                - name: Show the time in bash's history
                  ini_file:
                    path: /etc/service.ini
                    section: main
                    option: level
                    value: debug
                """)
@AutoService(TaskModule.class)
public final class IniFile implements TaskModule<IniFile.Params> {

    /** What is wanted. */
    public enum State { PRESENT, ABSENT }

    /** The parameters. */
    public record Params(
            @Param(value = "The file.", required = true, aliases = "dest") String path,
            @Param("The section; without it, what stands before the first.") @Nullable String section,
            @Param("The option; without it, this is about the section as a whole.") @Nullable String option,
            @Param("Its value.") @Nullable String value,
            @Param("Its values, where the option may stand several times.") List<String> values,
            @Param(value = "Whether it is to be there.", def = "present") State state,
            @Param(value = "No other values of the option are to be there.", def = "true") boolean exclusive,
            @Param("Write no blanks around the equals sign.") boolean noExtraSpaces,
            @Param("The option may stand without a value.") boolean allowNoValue,
            @Param(value = "Make the file where there is none.", def = "true") boolean create,
            @Param("Keep what was there before, beside it, with the time in its name.") boolean backup,
            @Param("The mode.") @Nullable FileMode mode,
            @Param("The owner.") @Nullable String owner,
            @Param("The group.") @Nullable String group,
            @Param("Write into a file that cannot be replaced whole, such as a bind mount.") boolean unsafeWrites) {}

    /** What it returns. */
    public record Result(String msg, String path, @Nullable String backupFile) {}

    @Override
    public Reads reads(Params p) {
        return Edit.reads(p.path());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        if (p.value() != null && !p.values().isEmpty()) {
            return Plan.Failed.of("parameters are mutually exclusive: value|values");
        }
        if (p.state() == State.PRESENT && !p.allowNoValue() && p.value() == null && p.values().isEmpty()) {
            return Plan.Failed.of("Parameter 'value(s)' must be defined if state=present and allow_no_value=False.");
        }
        Edit edit = Edit.of(p.path(), p.owner(), p.group(), p.mode(), p.backup(), null, p.unsafeWrites());
        Plan.More more = edit.open(host);
        if (more != null) {
            return more;
        }
        if (edit.file(host) == null && !p.create()) {
            return Plan.Failed.of("Destination " + p.path() + " does not exist!");
        }
        List<String> values = new ArrayList<>();
        if (p.value() != null) {
            values.add(Bytes.of(p.value()));
        }
        values.addAll(new LinkedHashSet<>(p.values().stream().map(Bytes::of).toList()));
        Ini ini = new Ini(p, edit.text(host), values);
        boolean changed = ini.apply();
        return edit.plan(host, changed ? ini.text() : null, ini.message(), (said, kept) -> new Result(ini.message(), p.path(), kept));
    }
}

package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.util.Base64;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** A file's content, for the playbook. */
@Module(
        name = "slurp",
        changes = false,
        summary = "Reads a file of the host (of 16 MiB at most) into a variable, in base64.",
        example = """
                - name: Read the machine's id
                  slurp:
                    src: /etc/machine-id
                  register: machine_id

                - name: Say it
                  debug:
                    msg: "{{ machine_id.content | b64decode }}"
                """)
@AutoService(TaskModule.class)
public final class Slurp implements TaskModule<Slurp.Params> {

    /** The parameters. */
    public record Params(@Param(value = "The file.", required = true, aliases = "path") String src) {}

    /** What it returns; {@code encoding} is base64. */
    public record Result(String content, String source, String encoding) {}

    @Override
    public Reads reads(Params p) {
        Reads asked = Paths.asked(p.src());
        return asked.all().isEmpty() ? Reads.of(read(p.src())) : asked;
    }

    private static FileRead read(String path) {
        return new FileRead(path, true, null, true);
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        String path = Paths.of(host, p.src());
        if (!host.has(read(path))) {
            return new Plan.More(Reads.of(read(path)));
        }
        return switch (host.get(read(path))) {
            case Answer.Absent<FileState> none -> Plan.Failed.of("file not found: " + path);
            case Answer.Unknown<FileState>(String why, boolean later) -> Plan.Failed.of("unable to slurp file " + path + ": " + why);
            case Answer.Known<FileState>(FileState file) when file.isDirectory() ->
                Plan.Failed.of("source is a directory and must be a file: " + path);
            case Answer.Known<FileState>(FileState file) -> slurped(path, file.content());
        };
    }

    private static Plan slurped(String path, @Nullable Content content) {
        return content == null
                ? Plan.Failed.of("the content of " + path + " is not known")
                : new Plan.InSync(new Result(Base64.getEncoder().encodeToString(content.bytes()), path, "base64"));
    }
}

package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.FileExtras;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.FindRead;
import jplay.tasks.text.PythonRegex;
import org.jspecify.annotations.Nullable;

/** One file of many. */
@Module(
        name = "assemble",
        summary = "Puts the files of a directory together, in the order of their names, into one.",
        example = """
                - name: Put the configuration together
                  assemble:
                    src: /etc/service/conf.d
                    dest: /etc/service/service.conf
                    delimiter: "### next\\\\n"
                """)
@AutoService(TaskModule.class)
public final class Assemble implements TaskModule<Assemble.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "The directory of the pieces.", required = true) String src,
            @Param(value = "The file.", required = true) String dest,
            @Param(value = "src is on the host; otherwise on the control machine.", def = "true") boolean remoteSrc,
            @Param("What to put between two pieces.") @Nullable String delimiter,
            @Param("Only the files whose names match this Python regular expression.") @Nullable String regexp,
            @Param("Leave out the files whose names begin with a dot.") boolean ignoreHidden,
            @Param(value = "Decrypt pieces encrypted by vault.", def = "true") boolean decrypt,
            @Param("Where dest is a link, write what it points to.") boolean follow,
            @Param("Keep what was there before, beside it, with the time in its name.") boolean backup,
            @Param("A command that judges the new file before it is put in place; %s stands for the file.") @Nullable String validate,
            @Param("The mode.") @Nullable FileMode mode,
            @Param("The owner.") @Nullable String owner,
            @Param("The group.") @Nullable String group,
            @Param("Write into a file that cannot be replaced whole, such as a bind mount.") boolean unsafeWrites,
            @Param(value = "", flat = true) FileExtras extras) {}

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Plan plan = decide(p, host, control);
        return p.extras().on(host, plan, Placed.files(plan));
    }

    private Plan decide(Params p, HostState host, Control control) {
        if (p.validate() != null && !p.validate().contains("%s")) {
            return Plan.Failed.of("validate must contain %s, which stands for the file: " + p.validate());
        }
        if (!p.remoteSrc()) {
            Path source = control.find(p.src(), "files");
            return deliver(p, host, source.toString(), local(p, source, control));
        }
        return Paths.isKnown(host, p.src(), p.dest()) ? remote(p, host) : new Plan.More(Paths.asked(p.src(), p.dest()));
    }

    private static Plan remote(Params p, HostState host) {
        String src = Paths.of(host, p.src());
        FindRead find = new FindRead(src, 1, false);
        if (!host.has(find)) {
            return new Plan.More(Reads.of(find));
        }
        FindRead.Found found = host.get(find).get();
        if (!found.trouble().isEmpty()) {
            boolean there = !found.files().isEmpty() || found.trouble().contains("not a directory");
            return Plan.Failed.of("Source (" + p.src() + (there ? ") is not a directory" : ") does not exist"));
        }
        List<FileRead> reads = found.files().keySet().stream()
                .filter(path -> isWanted(p, FilePaths.name(path)))
                .map(path -> new FileRead(path, true, null, true))
                .toList();
        Reads open = Paths.unasked(host, reads);
        if (!open.all().isEmpty()) {
            return new Plan.More(open);
        }
        Map<String, byte[]> pieces = new TreeMap<>();
        for (FileRead read : reads) {
            FileState file = host.get(read).isAbsent() ? null : host.get(read).get();
            if (file != null && file.isFile() && file.content() != null) {
                pieces.put(read.path(), file.content().bytes());
            }
        }
        return said(deliver(p, host, src, new ArrayList<>(pieces.values())));
    }

    private static boolean isWanted(Params p, String name) {
        if (p.ignoreHidden() && name.startsWith(".")) {
            return false;
        }
        try {
            return p.regexp() == null || PythonRegex.of(p.regexp()).found(name);
        } catch (IllegalArgumentException e) {
            throw new ModuleFailure("Invalid Regexp: " + e.getMessage());
        }
    }

    private static List<byte[]> local(Params p, Path source, Control control) {
        if (!Files.isDirectory(source)) {
            throw new ModuleFailure("Source (" + source + ") is not a directory");
        }
        try (Stream<Path> files = Files.list(source)) {
            return files.filter(file -> Files.isRegularFile(file) && isWanted(p, file.getFileName().toString()))
                    .sorted()
                    .map(file -> (p.decrypt() ? control.open(file) : Content.of(file)).bytes())
                    .toList();
        } catch (IOException e) {
            throw new ModuleFailure("cannot read " + source + ": " + e.getMessage());
        }
    }

    private static Plan deliver(Params p, HostState host, String src, List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] delimiter = p.delimiter() == null ? new byte[0] : unescape(p.delimiter());
        byte last = '\n';
        for (int i = 0; i < pieces.size(); i++) {
            if (last != '\n') {
                all.write('\n');
            }
            if (i > 0 && delimiter.length > 0) {
                all.writeBytes(delimiter);
                if (delimiter[delimiter.length - 1] != '\n') {
                    all.write('\n');
                }
            }
            byte[] piece = pieces.get(i);
            all.writeBytes(piece);
            last = piece.length == 0 ? (byte) 0 : piece[piece.length - 1];
        }
        return new Delivery(
                        Content.of(all.toByteArray()), src, null, p.dest(), new Wish(p.owner(), p.group(), p.mode()), null,
                        true, p.follow(), p.backup(), p.validate(), p.unsafeWrites())
                .plan(host);
    }

    /** What Ansible says of pieces that lie on the host. */
    private static Plan said(Plan plan) {
        return switch (plan) {
            case Plan.InSync(Placed placed) -> new Plan.InSync(placed.said("OK"));
            case Plan.Change change -> new Plan.Change(change.effects(), change.diff(), change.after(),
                    applied -> change.then().apply(applied) instanceof Placed placed ? placed.said("OK") : Map.of());
            default -> plan;
        };
    }

    private static byte[] unescape(String text) {
        return Content.of(text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r").replace("\\\\", "\\")).bytes();
    }
}

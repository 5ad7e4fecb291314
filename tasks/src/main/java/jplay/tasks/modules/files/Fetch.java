package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.WriteOnControl;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.PartRead;
import org.jspecify.annotations.Nullable;

/** Files from a host to the control machine. */
@Module(
        name = "fetch",
        summary = "Copies a file from the host to the control machine, into a directory for each host.",
        example = """
                - name: Keep each host's key
                  fetch:
                    src: /etc/ssh/ssh_host_ed25519_key.pub
                    dest: keys/
                """)
@AutoService(TaskModule.class)
public final class Fetch implements TaskModule<Fetch.Params> {
    private static final long PART = 16 << 20;
    private static final long MOST = 512L << 20;

    /** The parameters. */
    public record Params(
            @Param(value = "The file on the host.", required = true) String src,
            @Param(value = "The directory on the control machine; the file goes to DEST/HOST/SRC below it.", required = true) String dest,
            @Param("dest is the file itself; with a slash at its end, the directory to put it into.") boolean flat,
            @Param(value = "Fail where there is no such file.", def = "true") boolean failOnMissing,
            @Param(value = "Compare what has come with the checksum on the host.", def = "true") boolean validateChecksum) {}

    /** What it returns. */
    public record Result(
            @Nullable String dest,
            @Nullable String file,
            @Nullable String checksum,
            @Nullable String md5sum,
            @Nullable String remoteChecksum,
            @Nullable String msg) {

        static Result of(String file, String message) {
            return new Result(null, file, null, null, null, message);
        }
    }

    @Override
    public Reads reads(Params p) {
        Reads asked = Paths.asked(p.src());
        return asked.all().isEmpty() ? Reads.of(read(p.src())) : asked;
    }

    private static FileRead read(String path) {
        return FileRead.withChecksum(path).following();
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        String src = Paths.of(host, p.src());
        FileRead read = read(src);
        if (!host.has(read)) {
            return new Plan.More(Reads.of(read));
        }
        return switch (host.get(read)) {
            case Answer.Absent<FileState> none ->
                p.failOnMissing()
                        ? new Plan.Failed("the remote file does not exist, not transferring: " + src, Result.of(src, ""))
                        : new Plan.InSync(Result.of(src, "the remote file does not exist, not transferring, ignored"));
            case Answer.Unknown<FileState>(String why, boolean later) -> Plan.Failed.of("cannot read " + src + ": " + why);
            case Answer.Known<FileState>(FileState file) when file.isDirectory() ->
                p.failOnMissing()
                        ? Plan.Failed.of("remote file is a directory, fetch cannot work on directories: " + src)
                        : new Plan.InSync(Result.of(
                                src, "remote file is a directory, fetch cannot work on directories, not transferring, ignored"));
            case Answer.Known<FileState>(FileState file) -> fetch(p, host, src, file, dest(p, control, src), control);
        };
    }

    private static Path dest(Params p, Control control, String src) {
        Object base = control.variable("playbook_dir");
        String dest = p.dest().startsWith("~/") ? System.getProperty("user.home") + p.dest().substring(1) : p.dest();
        Path at = Path.of(base == null ? "" : base.toString()).resolve(dest);
        if (!p.flat()) {
            return at.resolve(String.valueOf(control.variable("inventory_hostname")) + "/" + src).normalize();
        }
        if (dest.endsWith("/")) {
            return at.resolve(FilePaths.name(src)).normalize();
        }
        if (Files.isDirectory(at)) {
            throw new ModuleFailure(
                    "dest is an existing directory, use a trailing slash if you want to fetch src into that directory: " + at);
        }
        return at.normalize();
    }

    private static Plan fetch(Params p, HostState host, String src, FileState file, Path dest, Control control) {
        Control.@Nullable Foreseen foreseen = control.foreseen(dest);
        @Nullable Content here = foreseen != null ? foreseen.content() : Files.isRegularFile(dest) ? Content.of(dest) : null;
        if (here != null && here.digest("SHA-1").equals(file.sha1())) {
            return new Plan.InSync(
                    new Result(dest.toString(), src, here.digest("SHA-1"), here.digest("MD5"), null, null));
        }
        if (file.size() > MOST) {
            return Plan.Failed.of(src + " has " + file.size() + " bytes; fetch takes at most " + MOST);
        }
        if (file.content() != null) {
            return write(p, src, file, dest, here, List.of(file.content().bytes()));
        }
        List<byte[]> parts = new ArrayList<>();
        for (long at = 0; at == 0 || at < file.size(); at += PART) {
            Read<byte[]> part = new PartRead(src, at, PART);
            if (!host.has(part)) {
                return new Plan.More(Reads.of(part, new PartRead(src, at + PART, PART), new PartRead(src, at + 2 * PART, PART)));
            }
            parts.add(host.get(part).get());
        }
        return write(p, src, file, dest, here, parts);
    }

    private static Plan write(
            Params p, String src, FileState file, Path dest, @Nullable Content here, List<byte[]> parts) {
        Content content = new Parts(parts);
        String sum = content.digest("SHA-1");
        Result result = new Result(dest.toString(), null, sum, content.digest("MD5"), file.sha1(), null);
        if (p.validateChecksum() && !sum.equals(file.sha1())) {
            return new Plan.Failed("checksum mismatch: " + src + " changed while it was fetched", result);
        }
        Diff diff = Diff.text(dest.toString(), Diff.content(here), Diff.content(content));
        return Plan.Change.of(List.of(new WriteOnControl(dest, parts)), diff, result);
    }

    /** Bytes in pieces. */
    private record Parts(List<byte[]> parts) implements Content {
        @Override
        public InputStream open() {
            return new SequenceInputStream(Collections.enumeration(
                    parts.stream().map(ByteArrayInputStream::new).toList()));
        }

        @Override
        public long size() {
            return parts.stream().mapToLong(part -> part.length).sum();
        }
    }
}

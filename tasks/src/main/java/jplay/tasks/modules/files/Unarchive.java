package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.FileExtras;
import jplay.tasks.read.ArchiveRead;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.FilesRead;
import jplay.tasks.read.WhoRead;
import org.jspecify.annotations.Nullable;

/** Unpacks archives. */
@Module(
        name = "unarchive",
        summary = "Unpacks an archive (tar, plain or compressed by gzip, bzip2, xz or zstd, and zip) on the host, where something in it is not there yet or is another.",
        needs = {"tar (or unzip)", "gzip, bzip2, xz or zstd, as the archive asks", "curl or wget for URLs"},
        example = """
                - name: Install the tool
                  unarchive:
                    src: https://example.org/tool-1.2.tar.gz
                    dest: /opt
                    remote_src: true
                    owner: root
                """)
@AutoService(TaskModule.class)
public final class Unarchive implements TaskModule<Unarchive.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "The archive on the control machine; with remote_src, on the host, or a URL that the host downloads.", required = true) String src,
            @Param(value = "The directory to unpack it into; it has to be there.", required = true) String dest,
            @Param("src is on the host, or a URL.") boolean remoteSrc,
            @Param("The older word for the contrary of remote_src.") @Nullable Boolean copy,
            @Param("Do nothing where this is.") @Nullable String creates,
            @Param("Return the names of what is in the archive.") boolean listFiles,
            @Param("Leave files that are newer than those in the archive.") boolean keepNewer,
            @Param("Patterns of names to leave out.") List<String> exclude,
            @Param("Names to unpack, and nothing else.") List<String> include,
            @Param("More options of tar (or unzip).") List<String> extraOpts,
            @Param(value = "Check the certificate of a URL.", def = "true") boolean validateCerts,
            @Param(value = "Decrypt a source encrypted by vault.", def = "true") boolean decrypt,
            @Param("The mode of all that is unpacked.") @Nullable FileMode mode,
            @Param("The owner of all that is unpacked.") @Nullable String owner,
            @Param("The group of all that is unpacked.") @Nullable String group,
            @Param("Means nothing here: what is unpacked is written where it goes.") boolean unsafeWrites,
            @Param("Means nothing here: how much is handed on at once is not for a task to say.") @Nullable Integer ioBufferSize,
            @Param(value = "", flat = true) FileExtras extras) {

        Wish wish() {
            return new Wish(owner, group, mode);
        }

        boolean isRemote() {
            return copy != null ? !copy : remoteSrc;
        }
    }

    /** What it returns; owner and the like are those of {@code dest}. */
    public record Result(
            String dest,
            String src,
            String handler,
            @Nullable List<String> files,
            @Nullable String mode,
            @Nullable String owner,
            @Nullable String group,
            @Nullable Integer uid,
            @Nullable Integer gid,
            @Nullable Long size,
            String state) {}

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        if (!p.include().isEmpty() && !p.exclude().isEmpty()) {
            return Plan.Failed.of("parameters are mutually exclusive: include|exclude");
        }
        String creates = p.creates() == null ? "/" : p.creates();
        String there = p.isRemote() && !p.src().contains("://") ? p.src() : "/";
        if (!Paths.isKnown(host, p.dest(), creates, there)) {
            return new Plan.More(Paths.asked(p.dest(), creates, there));
        }
        FileRead dest = FileRead.of(FilePaths.clean(Paths.of(host, p.dest()))).following();
        FileRead made = FileRead.of(Paths.of(host, creates)).following();
        Reads open = Paths.unasked(host, p.creates() == null ? List.of(dest, new WhoRead()) : List.of(dest, new WhoRead(), made));
        if (p.creates() != null && !open.all().isEmpty()) {
            return new Plan.More(open);
        }
        if (p.creates() != null && host.get(made).isKnown()) {
            String why = "skipped, since " + p.creates() + " exists";
            return new Plan.Skipped(why, Map.of("msg", why));
        }
        return p.isRemote() ? remote(p, host, dest, open) : local(p, host, control, dest, open);
    }

    private static Plan local(Params p, HostState host, Control control, FileRead dest, Reads open) {
        Path archive = control.find(p.src(), "files").toAbsolutePath().normalize();
        if (control.foreseen(archive) != null) {
            return open.all().isEmpty() ? new Unpacking(p, dest.path(), null, archive.toString()).unknown(host, dest) : new Plan.More(open);
        }
        Content content = p.decrypt() ? control.open(archive) : Content.of(archive);
        Unpacking unpacking = new Unpacking(p, dest.path(), content, archive.toString());
        ArchiveRead.Contents listing = unpacking.chosen(LocalArchive.listing(archive, content));
        return compare(p.extras(), host, dest, unpacking, listing, open);
    }

    private static Plan remote(Params p, HostState host, FileRead dest, Reads open) {
        boolean url = p.src().contains("://");
        String source = url ? p.src() : Paths.of(host, p.src());
        Unpacking unpacking = new Unpacking(p, dest.path(), null, source);
        ArchiveRead archive = new ArchiveRead(source, !p.validateCerts(), unpacking.listOptions());
        FileRead file = FileRead.of(url ? "/" : source).following();
        List<Read<?>> reads = new ArrayList<>(open.all());
        reads.addAll(Paths.unasked(host, List.of(file, archive)).all());
        if (!reads.isEmpty()) {
            return new Plan.More(new Reads(reads));
        }
        if (host.get(file).isAbsent()) {
            return Plan.Failed.of("Source '" + source + "' does not exist on the host; without remote_src, it is looked for on"
                    + " the control machine");
        }
        return switch (host.get(archive)) {
            case Answer.Known<ArchiveRead.Contents>(ArchiveRead.Contents listing) ->
                compare(p.extras(), host, dest, unpacking, unpacking.chosen(listing), Reads.NONE);
            case Answer<ArchiveRead.Contents> none when foretold(host.get(file)) -> unpacking.unknown(host, dest);
            case Answer.Unknown<ArchiveRead.Contents>(String why, boolean later) -> Plan.Failed.of("cannot read the archive " + source + ": " + why);
            case Answer.Absent<ArchiveRead.Contents> none -> Plan.Failed.of("there is no archive " + source);
        };
    }

    /** In check mode, what is yet to be put there has no inode. */
    private static boolean foretold(Answer<FileState> file) {
        return !(file instanceof Answer.Known<FileState>(FileState is)) || is.isForetold();
    }

    private static Plan compare(
            FileExtras extras, HostState host, FileRead dest, Unpacking unpacking, ArchiveRead.Contents listing, Reads open) {
        List<FilesRead> reads = unpacking.reads(listing);
        List<Read<?>> all = new ArrayList<>(open.all());
        all.addAll(Paths.unasked(host, reads).all());
        if (!all.isEmpty()) {
            return new Plan.More(new Reads(all));
        }
        if (!(host.get(dest) instanceof Answer.Known<FileState>(FileState is)) || !is.isDirectory()) {
            return Plan.Failed.of("dest '" + dest.path() + "' must be an existing dir; make it first (file: path="
                    + dest.path() + " state=directory)");
        }
        if (listing.members().isEmpty()) {
            return Plan.Failed.of("there is nothing to unpack in " + unpacking.source());
        }
        Map<String, FileState> there = new TreeMap<>();
        reads.forEach(read -> there.putAll(host.get(read).get()));
        List<String> unpacked = listing.members().stream().map(member -> FilePaths.join(dest.path(), member.name())).toList();
        return extras.on(host, unpacking.plan(listing, there, is, host.get(new WhoRead()).orElse(0) == 0), unpacked);
    }
}

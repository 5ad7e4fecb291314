package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Foretold;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.read.FileState;
import jplay.tasks.read.StatRead;
import org.jspecify.annotations.Nullable;

/** What a file is like. */
@Module(
        name = "stat",
        changes = false,
        summary = "Tells what is known of a file: whether it is there, its kind, owner, mode, size, times and checksum.",
        example = """
                - name: Look at the kernel's messages
                  stat:
                    path: /etc/hostname
                  register: hostname_file

                - name: Say how large it is
                  debug:
                    msg: "{{ hostname_file.stat.size }} bytes"
                  when: hostname_file.stat.exists
                """)
@AutoService(TaskModule.class)
public final class Stat implements TaskModule<Stat.Params> {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("A", "noatime"), Map.entry("a", "append"), Map.entry("c", "compressed"), Map.entry("C", "nocow"),
            Map.entry("d", "nodump"), Map.entry("D", "dirsync"), Map.entry("e", "extents"), Map.entry("E", "encrypted"),
            Map.entry("h", "blocksize"), Map.entry("i", "immutable"), Map.entry("I", "indexed"),
            Map.entry("j", "journalled"), Map.entry("N", "inline"), Map.entry("s", "zero"), Map.entry("S", "synchronous"),
            Map.entry("t", "notail"), Map.entry("T", "blockroot"), Map.entry("u", "undelete"),
            Map.entry("X", "compressedraw"), Map.entry("Z", "compresseddirty"));

    /** The parameters. */
    public record Params(
            @Param(value = "The file.", required = true, aliases = {"dest", "name"}) String path,
            @Param("Look at what a link points to.") boolean follow,
            @Param(value = "Compute the checksum of a regular file.", def = "true") boolean getChecksum,
            @Param(value = "Which checksum.", def = "sha1", choices = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}, aliases = {"checksum", "checksum_algo"}) String checksumAlgorithm,
            @Param(value = "Ask 'file' for the type, where that is on the host.", def = "true", aliases = {"mime", "mime_type", "mime-type"}) boolean getMime,
            @Param(value = "Ask 'lsattr' for the attributes, where that is on the host.", def = "true", aliases = {"attr", "attributes"}) boolean getAttributes) {

        StatRead read(String at) {
            return new StatRead(at, follow, getChecksum ? checksumAlgorithm : null, getMime, getAttributes);
        }
    }

    /** What it returns. */
    public record Result(Facts stat) {}

    /** What is known of the file; all but {@code exists} is left out where there is none. */
    public record Facts(
            boolean exists,
            @Nullable String path,
            @Nullable String mode,
            @Nullable Boolean isdir,
            @Nullable Boolean ischr,
            @Nullable Boolean isblk,
            @Nullable Boolean isreg,
            @Nullable Boolean isfifo,
            @Nullable Boolean islnk,
            @Nullable Boolean issock,
            @Nullable Integer uid,
            @Nullable Integer gid,
            @Nullable Long size,
            @Nullable Long inode,
            @Nullable Long dev,
            @Nullable Integer nlink,
            @Nullable Double atime,
            @Nullable Double mtime,
            @Nullable Double ctime,
            @Nullable Boolean wusr,
            @Nullable Boolean rusr,
            @Nullable Boolean xusr,
            @Nullable Boolean wgrp,
            @Nullable Boolean rgrp,
            @Nullable Boolean xgrp,
            @Nullable Boolean woth,
            @Nullable Boolean roth,
            @Nullable Boolean xoth,
            @Nullable Boolean isuid,
            @Nullable Boolean isgid,
            @Nullable Long blocks,
            @Nullable Long blockSize,
            @Nullable Long deviceType,
            @Nullable Boolean readable,
            @Nullable Boolean writeable,
            @Nullable Boolean executable,
            @Nullable String pwName,
            @Nullable String grName,
            @Nullable String lnkSource,
            @Nullable String lnkTarget,
            @Nullable String checksum,
            @Nullable String mimetype,
            @Nullable String charset,
            @Nullable String version,
            @Nullable List<String> attributes,
            @Nullable String attrFlags)
            implements Foretold {

        /** What has no inode yet. */
        @Override
        public boolean foretold() {
            return exists && inode == null;
        }

        static final Facts NONE = new Facts(
                false, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, null, null, null);
    }

    @Override
    public Reads reads(Params p) {
        Reads asked = Paths.asked(p.path());
        return asked.all().isEmpty() ? Reads.of(p.read(p.path())) : asked;
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        String path = Paths.of(host, p.path());
        StatRead read = p.read(path);
        if (!host.has(read)) {
            return new Plan.More(Reads.of(read));
        }
        return switch (host.get(read)) {
            case Answer.Known<StatRead.Facts>(StatRead.Facts facts) -> new Plan.InSync(new Result(facts(p, path, facts)));
            case Answer.Absent<StatRead.Facts> none -> new Plan.InSync(new Result(Facts.NONE));
            case Answer.Unknown<StatRead.Facts>(String why, boolean later) -> Plan.Failed.of("cannot look at " + path + ": " + why);
        };
    }

    private static Facts facts(Params p, String path, StatRead.Facts facts) {
        FileState file = facts.file();
        List<String> more = facts.fields();
        int mode = file.mode();
        boolean foretold = file.isForetold();
        FileState.Kind kind = file.kind();
        String access = facts.access();
        String[] mime = mime(facts.mime());
        List<String> attributes = attributes(facts.lsattr());
        boolean asked = p.getAttributes() && facts.lsattr() != null;
        return new Facts(
                true, path, file.modeText(), kind == FileState.Kind.DIRECTORY, kind == FileState.Kind.CHARACTER,
                kind == FileState.Kind.BLOCK, kind == FileState.Kind.FILE, kind == FileState.Kind.FIFO,
                kind == FileState.Kind.LINK, kind == FileState.Kind.SOCKET, Placed.id(file.uid()), Placed.id(file.gid()),
                foretold && file.isFile() && file.content() == null ? null : (Long) file.size(),
                foretold ? null : (Long) file.inode(), foretold ? null : (Long) file.device(), file.links(),
                foretold ? null : (Double) time(more, 17, file.atime()), foretold ? null : (Double) time(more, 16, file.mtime()),
                foretold ? null : (Double) time(more, 18, file.ctime()),
                (mode & 0200) != 0, (mode & 0400) != 0, (mode & 0100) != 0, (mode & 0020) != 0, (mode & 0040) != 0,
                (mode & 0010) != 0, (mode & 0002) != 0, (mode & 0004) != 0, (mode & 0001) != 0, (mode & 04000) != 0,
                (mode & 02000) != 0, number(more, 12), number(more, 13), device(more),
                access == null ? null : (Boolean) access.contains("r"), access == null ? null : (Boolean) access.contains("w"),
                access == null ? null : (Boolean) access.contains("x"), name(file.owner()), name(file.group()),
                file.isLink() ? facts.realPath() : null, file.target(), file.digests().get(p.checksumAlgorithm()),
                p.getMime() ? mime[0] : null, p.getMime() ? mime[1] : null,
                attributes.size() > 1 ? attributes.get(0) : null,
                asked ? attributes.subList(Math.min(2, attributes.size()), attributes.size()) : null,
                asked && attributes.size() > 1 ? attributes.get(1) : asked ? "" : null);
    }

    private static @Nullable String name(String name) {
        return name.isEmpty() || name.chars().allMatch(Character::isDigit) ? null : name;
    }

    private static @Nullable Long number(List<String> fields, int index) {
        String field = index < fields.size() ? fields.get(index) : null;
        return field == null || !field.matches("\\d+") ? null : (Long) Long.parseLong(field);
    }

    /** As the kernel numbers devices. */
    private static @Nullable Long device(List<String> fields) {
        if (fields.size() < 16 || !fields.get(14).matches("[0-9a-f]+") || !fields.get(15).matches("[0-9a-f]+")) {
            return null;
        }
        long major = Long.parseLong(fields.get(14), 16);
        long minor = Long.parseLong(fields.get(15), 16);
        return (minor & 0xff) | (major & 0xfff) << 8 | (minor & ~0xffL) << 12 | (major & ~0xfffL) << 32;
    }

    /** With the fraction of the text that {@code stat} prints. */
    private static double time(List<String> fields, int index, double seconds) {
        String text = index < fields.size() && fields.get(index) != null ? fields.get(index) : "";
        int dot = text.indexOf('.');
        int end = dot < 0 ? -1 : text.indexOf(' ', dot);
        return end < 0 ? seconds : seconds + Double.parseDouble("0" + text.substring(dot, end));
    }

    private static String[] mime(@Nullable String said) {
        int split = said == null ? -1 : said.indexOf("; charset=");
        return said == null || split < 0
                ? new String[] {"unknown", "unknown"}
                : new String[] {said.substring(0, split), said.substring(split + 10)};
    }

    /** Version, flags, then the flags' names. */
    private static List<String> attributes(@Nullable String said) {
        List<String> result = new ArrayList<>();
        String[] words = said == null ? new String[0] : said.split("\\s+");
        if (words.length > 1) {
            String flags = words[1].replace("-", "");
            result.add(words[0]);
            result.add(flags);
            flags.chars().mapToObj(c -> NAMES.get(String.valueOf((char) c))).filter(name -> name != null).forEach(result::add);
        }
        return result;
    }
}

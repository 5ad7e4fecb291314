package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.FilesRead;
import jplay.tasks.read.FindRead;
import org.jspecify.annotations.Nullable;

/** Files by what is known of them. */
@Module(
        name = "find",
        changes = false,
        summary = "Lists the files below directories that have a name, age, size or content asked for.",
        example = """
                - name: Find old logs
                  find:
                    paths: /var/log
                    patterns: "*.gz"
                    age: 4w
                    recurse: true
                  register: old
                """)
@AutoService(TaskModule.class)
public final class Find implements TaskModule<Find.Params> {

    /** What to look for. */
    public enum Type { FILE, DIRECTORY, LINK, ANY }

    /** Which time counts. */
    public enum Stamp { MTIME, ATIME, CTIME }

    /** The parameters. */
    public record Params(
            @Param(value = "The directories to look into.", required = true, aliases = {"name", "path"}) List<String> paths,
            @Param(value = "Names to find, as shell patterns or (use_regex) regular expressions.", aliases = "pattern") List<String> patterns,
            @Param(value = "Names to leave out, likewise.", aliases = "exclude") List<String> excludes,
            @Param("A regular expression that a line of the file begins with.") @Nullable String contains,
            @Param("Match contains anywhere in the whole file.") boolean readWholeFile,
            @Param(value = "What to find.", def = "file") Type fileType,
            @Param("At least so old, or with a minus so young: a number with s, m, h, d or w.") @Nullable String age,
            @Param(value = "The time that age is about.", def = "mtime") Stamp ageStamp,
            @Param("At least so large, or with a minus so small: a number with b, k, m, g or t.") @Nullable String size,
            @Param("Also below the directories in them.") boolean recurse,
            @Param("Also names that begin with a dot.") boolean hidden,
            @Param("Into directories that links point to.") boolean follow,
            @Param("Compute the SHA-1 of each file.") boolean getChecksum,
            @Param("patterns and excludes are Python regular expressions.") boolean useRegex,
            @Param("How deep to go with recurse.") @Nullable Integer depth) {}

    /** What it returns; each file is like the result of {@code stat}. */
    public record Result(
            List<Map<String, Object>> files, int matched, int examined, Map<String, String> skippedPaths, String msg) {}

    @Override
    public Reads reads(Params p) {
        return Paths.asked(p.paths().toArray(String[]::new));
    }

    private static FindRead read(Params p, String path) {
        return new FindRead(path, !p.recurse() ? 1 : p.depth() == null ? 0 : p.depth(), p.follow());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        List<FindRead> reads = p.paths().stream().map(path -> read(p, Paths.of(host, path))).toList();
        Reads open = Paths.unasked(host, reads);
        if (!open.all().isEmpty()) {
            return new Plan.More(open);
        }
        FindFilter filter = new FindFilter(p);
        Map<String, FileState> found = new LinkedHashMap<>();
        Map<String, String> skipped = new LinkedHashMap<>();
        int examined = 0;
        for (FindRead read : reads) {
            if (!(host.get(read) instanceof Answer.Known<FindRead.Found>(FindRead.Found all))) {
                return Plan.Failed.of("cannot look into " + read.path() + ": " + host.get(read));
            }
            examined += all.files().size();
            if (!all.trouble().isEmpty()) {
                skipped.put(read.path(), all.trouble());
            }
            all.files().forEach((path, file) -> {
                if (filter.matches(FilePaths.name(path), file, all.now())) {
                    found.put(path, file);
                }
            });
        }
        String msg = skipped.isEmpty() ? "All paths examined" : "Not all paths examined, check warnings for details";
        return narrow(p, host, filter, found, new Result(List.of(), 0, examined, skipped, msg));
    }

    /** Asks for contents and checksums where they are wanted. */
    private static Plan narrow(
            Params p, HostState host, FindFilter filter, Map<String, FileState> found, Result so) {
        List<FileRead> contents = p.contains() == null
                ? List.of()
                : found.keySet().stream().map(path -> new FileRead(path, false, null, true)).toList();
        List<FilesRead> sums = p.getChecksum() && !found.isEmpty() ? FilesRead.of(List.copyOf(found.keySet()), true) : List.of();
        List<Read<?>> more = new ArrayList<>(Paths.unasked(host, contents).all());
        more.addAll(Paths.unasked(host, sums).all());
        if (!more.isEmpty()) {
            return new Plan.More(new Reads(more));
        }
        contents.stream().filter(read -> !filter.contains(host.get(read))).forEach(read -> found.remove(read.path()));
        Map<String, FileState> summed = new LinkedHashMap<>();
        sums.forEach(read -> summed.putAll(host.get(read).get()));
        List<Map<String, Object>> files = new ArrayList<>();
        found.forEach((path, file) -> files.add(facts(path, summed.getOrDefault(path, file))));
        return new Plan.InSync(new Result(files, files.size(), so.examined(), so.skippedPaths(), so.msg()));
    }

    private static Map<String, Object> facts(String path, FileState file) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("path", path);
        facts.put("mode", file.modeText());
        FileState.Kind[] kinds = {
            FileState.Kind.DIRECTORY, FileState.Kind.CHARACTER, FileState.Kind.BLOCK, FileState.Kind.FILE,
            FileState.Kind.FIFO, FileState.Kind.LINK, FileState.Kind.SOCKET
        };
        String[] words = {"isdir", "ischr", "isblk", "isreg", "isfifo", "islnk", "issock"};
        for (int i = 0; i < kinds.length; i++) {
            facts.put(words[i], file.kind() == kinds[i]);
        }
        facts.put("uid", file.uid());
        facts.put("gid", file.gid());
        facts.put("size", file.size());
        facts.put("inode", file.inode());
        facts.put("dev", file.device());
        facts.put("nlink", file.links());
        facts.put("atime", file.atime());
        facts.put("mtime", file.mtime());
        facts.put("ctime", file.ctime());
        facts.put("gr_name", file.group());
        facts.put("pw_name", file.owner());
        String[] bits = {"rusr", "wusr", "xusr", "rgrp", "wgrp", "xgrp", "roth", "woth", "xoth"};
        for (int i = 0; i < bits.length; i++) {
            facts.put(bits[i], (file.mode() & 0400 >> i) != 0);
        }
        facts.put("isuid", (file.mode() & 04000) != 0);
        facts.put("isgid", (file.mode() & 02000) != 0);
        String sum = file.sha1();
        if (sum != null) {
            facts.put("checksum", sum);
        }
        return facts;
    }
}

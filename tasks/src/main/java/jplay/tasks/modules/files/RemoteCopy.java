package jplay.tasks.modules.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.effect.CopyRemote;
import jplay.tasks.effect.MakeDirectory;
import jplay.tasks.effect.MakeLink;
import jplay.tasks.effect.PutFile;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.FilesRead;
import jplay.tasks.read.MissingRead;
import jplay.tasks.read.TreeRead;
import org.jspecify.annotations.Nullable;

/** {@code copy} with {@code remote_src}: from place to place on the host. */
final class RemoteCopy {
    /** The digest of no file: what is small enough to be shown is read in any case. */
    private static final String NOTHING = "0".repeat(40);
    private final Copy.Params params;
    private final String src;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Diff.Entry> diff = new ArrayList<>();

    RemoteCopy(Copy.Params params) {
        this.params = params;
        this.src = String.valueOf(params.src());
    }

    Plan plan(HostState host) {
        if (!Paths.isKnown(host, src, params.dest())) {
            return new Plan.More(Paths.asked(src, params.dest()));
        }
        String from = Paths.of(host, src);
        String to = Paths.of(host, params.dest());
        String inside = FilePaths.join(to, FilePaths.name(from));
        FileRead source = FileRead.compared(from, NOTHING).following();
        FileRead bare = FileRead.of(from).following();
        MissingRead missing = new MissingRead(to);
        List<Read<?>> reads = List.of(source, missing, target(to), target(inside));
        Reads open = Paths.unasked(host, reads);
        if (!open.all().isEmpty()) {
            return new Plan.More(open);
        }
        if (host.get(source).isAbsent()) {
            return Plan.Failed.of("Source " + from + " not found on the host; without remote_src, it is looked for on the"
                    + " control machine");
        }
        boolean sealed = host.get(source) instanceof Answer.Unknown<FileState>(String why, boolean later) && later;
        if (sealed && !host.has(bare)) {
            return new Plan.More(Reads.of(bare));
        }
        FileState is = host.get(sealed ? bare : source).get();
        List<String> gone = host.get(missing).get();
        if (is.isDirectory()) {
            return directory(host, from, from.endsWith("/") ? to : inside, gone.isEmpty() ? null : to);
        }
        boolean slash = to.endsWith("/");
        if (!slash && gone.contains(FilePaths.parent(to))) {
            return Plan.Failed.of("Destination directory " + FilePaths.parent(to) + " does not exist");
        }
        if (slash && !gone.isEmpty()) {
            effects.add(new MakeDirectory(to, directoryMode(), params.owner(), params.group()));
        }
        return file(host, from, is, slash || gone.isEmpty() ? target(inside) : target(to));
    }

    private FileRead target(String path) {
        return new FileRead(FilePaths.clean(path), params.follow(), "sha1", false);
    }

    private @Nullable Integer directoryMode() {
        return params.directoryMode() == null ? null : (Integer) params.directoryMode().apply(0755, true);
    }

    private Wish wish(FileState source) {
        FileMode mode = params.mode();
        return new Wish(
                params.owner(), params.group(), mode != null && mode.isPreserve() ? new FileMode(source.modeText()) : mode);
    }

    private Plan file(HostState host, String from, FileState source, FileRead target) {
        if (params.checksum() != null && !params.checksum().equalsIgnoreCase(source.sha1())) {
            return Plan.Failed.of("Copied file does not match the expected checksum: " + from + " has SHA-1 "
                    + source.sha1() + ", expected is " + params.checksum());
        }
        FileState is = FileModule.known(host, target);
        String path = is != null && is.realPath() != null ? is.realPath() : target.path();
        if (is != null && !params.force()) {
            return new Plan.InSync(Placed.left(path, from));
        }
        String kept = params.backup() && is != null && is.isFile() ? Paths.backup(path) : null;
        one(from, source, path, is, wish(source), kept);
        if (effects.isEmpty()) {
            return new Plan.InSync(Placed.of(path, from, is == null ? source : is));
        }
        FileRead after = new FileRead(path, false, "md5", false);
        return new Plan.Change(effects, new Diff(List.copyOf(diff)), Reads.of(after), applied -> {
            FileState now = applied.state().get(after).orElse(source);
            return Placed.of(path, from, now).sum(source.sha1() == null ? String.valueOf(now.sha1()) : source.sha1()).with(now.digests().get("md5"), kept, null);
        });
    }

    /** Adds what has to be done for one file; {@code is} is what stands where it goes. */
    private void one(
            String from, FileState source, String path, @Nullable FileState is, Wish wish, @Nullable String kept) {
        if (is == null || source.sha1() == null || !source.sha1().equals(is.sha1())) {
            FileState replaced = is != null && is.isFile() ? is : null;
            int mode = replaced != null ? wish.mode(replaced) : wish.newMode(false) instanceof Integer bits ? bits : 0644;
            PutFile put = new PutFile(
                    path, Content.of(""), mode, wish.owner(), wish.group(), kept, params.validate(), replaced,
                    params.unsafeWrites());
            effects.add(new CopyRemote(from, source, put));
            diff.add(new Diff.Text(
                    path, replaced == null ? "" : Diff.summary(replaced.size(), replaced.sha1()),
                    path, Diff.summary(source.size(), source.sha1())));
        } else if (!wish.isMet(is)) {
            effects.add(wish.mend(path, is));
            diff.add(wish.diff(path, is));
        }
    }

    /** {@code made} is the directory named by dest where that is missing; only what is below src has src's modes then. */
    private Plan directory(HostState host, String from, String to, @Nullable String made) {
        String top = FilePaths.clean(from);
        TreeRead tree = new TreeRead(top, "sha1");
        if (!host.has(tree)) {
            return new Plan.More(Reads.of(tree));
        }
        Map<String, FileState> sources = host.get(tree).get();
        List<String> targets = sources.keySet().stream().map(path -> moved(path, top, to)).toList();
        List<FilesRead> reads = FilesRead.of(targets, true);
        Reads open = Paths.unasked(host, reads);
        if (!open.all().isEmpty()) {
            return new Plan.More(open);
        }
        Map<String, FileState> there = new TreeMap<>();
        reads.forEach(read -> there.putAll(host.get(read).get()));
        if (made != null && !from.endsWith("/")) {
            effects.add(new MakeDirectory(to, null, params.owner(), params.group()));
            diff.add(new Diff.Properties(to, Map.of("state", "absent"), Map.of("state", "directory")));
            there.put(FilePaths.clean(to), FileState.predicted(FileState.Kind.DIRECTORY, 0755).withOwner(params.owner(), params.group()));
        }
        sources.forEach((path, state) -> entry(path, state, moved(path, top, to), there.get(moved(path, top, to))));
        FileRead after = FileRead.of(FilePaths.clean(Paths.of(host, params.dest())));
        FileState is = FileModule.known(host, target(after.path()));
        return effects.isEmpty() && is != null
                ? new Plan.InSync(Placed.of(after.path(), src, is))
                : new Plan.Change(effects, new Diff(List.copyOf(diff)), Reads.of(after), applied -> Placed.of(
                        after.path(), src, applied.state().get(after).orElse(FileState.predicted(FileState.Kind.DIRECTORY, 0755))));
    }

    private static String moved(String path, String from, String to) {
        return FilePaths.clean(to + "/" + path.substring(from.length()));
    }

    private void entry(String from, FileState source, String path, @Nullable FileState is) {
        if (source.isDirectory()) {
            if (is == null) {
                effects.add(new MakeDirectory(path, source.mode(), params.owner(), params.group()));
                diff.add(new Diff.Properties(path, Map.of("state", "absent"), Map.of("state", "directory")));
            } else {
                own(path, is);
            }
        } else if (source.target() != null) {
            if (is == null || !source.target().equals(is.target())) {
                effects.add(new MakeLink(path, source.target(), null));
                diff.add(new Diff.Properties(path, Map.of("state", "absent"), Map.of("src", source.target())));
            }
        } else if (source.isFile()) {
            FileMode mode = params.mode() != null && !params.mode().isPreserve()
                    ? params.mode()
                    : is == null || params.mode() != null ? new FileMode(source.modeText()) : null;
            one(from, source, path, is, new Wish(params.owner(), params.group(), mode), null);
        }
    }

    private void own(String path, FileState is) {
        Wish wish = new Wish(params.owner(), params.group(), null);
        if (!wish.isMet(is)) {
            effects.add(wish.mend(path, is));
            diff.add(wish.diff(path, is));
        }
    }
}

package jplay.tasks.modules.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.effect.MakeLink;
import jplay.tasks.effect.SetAttributes;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.TreeRead;
import org.jspecify.annotations.Nullable;

/** The states {@code link} and {@code hard} of {@code file}. */
final class Links {
    private final FileModule.Params params;
    private final String path;
    private final @Nullable FileState is;

    Links(FileModule.Params params, String path, @Nullable FileState is) {
        this.params = params;
        this.path = path;
        this.is = is;
    }

    Plan plan(HostState host, boolean hard) {
        return hard ? hard(host) : soft(host);
    }

    private Plan soft(HostState host) {
        String src = params.src() != null ? params.src() : is == null ? null : is.target();
        if (src == null) {
            return Plan.Failed.of("src is required for creating new symlinks");
        }
        String absolute = FilePaths.join(is != null && is.isDirectory() ? path : FilePaths.parent(path), src);
        FileRead target = FileRead.of(FilePaths.clean(absolute)).following();
        List<Read<?>> reads = new ArrayList<>();
        if (!params.force() || !params.wish().isEmpty()) {
            reads.add(target);
        }
        if (is != null && is.isDirectory()) {
            reads.add(new TreeRead(path, null));
        }
        Reads open = Paths.unasked(host, reads);
        if (!open.all().isEmpty()) {
            return new Plan.More(open);
        }
        boolean dangling = !reads.contains(target) || host.get(target).isAbsent();
        if (!params.force() && params.src() != null && dangling) {
            return Plan.Failed.of("src file does not exist, use \"force=yes\" if you really want to create the link: " + absolute);
        }
        refuse(host);
        List<Effect> effects = new ArrayList<>();
        Diff diff = Diff.NONE;
        if (is == null || !src.equals(is.target())) {
            effects.add(new MakeLink(path, src, null));
            diff = diff("link", is == null ? null : is.target(), src);
        }
        diff = attributes(effects, diff, dangling ? null : target(host, target), target.path());
        return finish(effects, diff, src);
    }

    /** What is there, or null where check mode cannot tell. */
    private static @Nullable FileState target(HostState host, FileRead target) {
        Answer<FileState> answer = host.get(target);
        return answer instanceof Answer.Unknown<FileState>(String why, boolean later) && later ? null : answer.get();
    }

    private void refuse(HostState host) {
        if (is == null || is.isLink()) {
            return;
        }
        String what = Placed.state(is);
        if (!params.force()) {
            throw new ModuleFailure("refusing to convert from " + what + " to symlink for " + path
                    + "; force: true puts the link in its place");
        }
        if (is.isDirectory() && host.get(new TreeRead(path, null)).get().size() > 1) {
            throw new ModuleFailure("the directory " + path + " is not empty, refusing to convert it");
        }
    }

    /** With follow, owner and mode are meant for what the link points to. */
    private Diff attributes(List<Effect> effects, Diff diff, @Nullable FileState target, String targetPath) {
        Wish wish = params.wish();
        if (wish.isEmpty()) {
            return diff;
        }
        if (!params.follow()) {
            FileState link = is != null && is.isLink() ? is : null;
            if (link == null || !wish.isMet(link)) {
                FileState was = link != null ? link : FileState.predicted(FileState.Kind.LINK, 0777).withTarget("");
                effects.add(new SetAttributes(path, was, null, wish.owner(), wish.group()));
                return link == null ? diff : diff.and(wish.diff(path, link));
            }
            return diff;
        }
        if (target != null && !wish.isMet(target)) {
            String real = target.realPath() == null ? targetPath : target.realPath();
            effects.add(wish.mend(real, target));
            return diff.and(wish.diff(real, target));
        }
        return diff;
    }

    private Plan hard(HostState host) {
        if (params.src() == null && (is == null || is.links() < 2)) {
            return Plan.Failed.of("src is required for creating new hardlinks");
        }
        List<Effect> effects = new ArrayList<>();
        Diff diff = Diff.NONE;
        String src = params.src() == null ? "" : Paths.of(host, params.src());
        @Nullable FileState wanted = is;
        if (params.src() != null) {
            FileRead source = FileRead.of(src).following();
            if (!host.has(source)) {
                return new Plan.More(Reads.of(source));
            }
            if (host.get(source).isAbsent()) {
                return new Plan.Failed("src does not exist", Map.of("dest", path, "src", params.src()));
            }
            wanted = host.get(source).get();
            if (is == null || is.inode() != wanted.inode() || is.device() != wanted.device()) {
                refuseHard();
                effects.add(new MakeLink(path, src, wanted));
                diff = diff("hard", null, src);
            }
        }
        if (wanted != null && !params.wish().isMet(wanted)) {
            effects.add(params.wish().mend(path, wanted));
            diff = diff.and(params.wish().diff(path, wanted));
        }
        return finish(effects, diff, src);
    }

    private void refuseHard() {
        if (is != null && !is.isLink() && !params.force()) {
            throw new ModuleFailure(
                    is.links() > 1 && !is.isDirectory()
                            ? "Cannot link, different hard link exists at destination"
                            : "Cannot link, " + Placed.state(is) + " exists at destination; force: true replaces it");
        }
    }

    private Diff diff(String state, @Nullable String oldTarget, String src) {
        Map<String, Object> before = new LinkedHashMap<>(Map.of("path", path, "state", is == null ? "absent" : Placed.state(is)));
        Map<String, Object> after = new LinkedHashMap<>(Map.of("path", path, "state", state, "src", src));
        if (oldTarget != null) {
            before.put("src", oldTarget);
        }
        return Diff.properties(path, before, after);
    }

    private Plan finish(List<Effect> effects, Diff diff, String src) {
        if (effects.isEmpty()) {
            return new Plan.InSync(FileModule.Result.of(path, src, is));
        }
        FileRead after = FileRead.of(path);
        return new Plan.Change(effects, diff, Reads.of(after), applied -> FileModule.Result.of(
                path, src, FileModule.known(applied.state(), after)));
    }
}

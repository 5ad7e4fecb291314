package jplay.tasks.modules.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.effect.MakeDirectory;
import jplay.tasks.effect.MakeLink;
import jplay.tasks.effect.PutFile;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import jplay.tasks.read.FilesRead;
import org.jspecify.annotations.Nullable;

/** {@code copy} with a directory of the control machine as its source. */
final class TreeCopy {
    private final Copy.Params params;
    private final Path source;
    private final Control control;
    private final LocalTree tree;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Diff.Entry> diff = new ArrayList<>();
    private final Set<String> made = new HashSet<>();

    TreeCopy(Copy.Params params, Path source, Control control) {
        this.params = params;
        this.control = control;
        this.source = source;
        this.tree = LocalTree.of(source, params.localFollow());
    }

    Plan plan(HostState host) {
        if (!Paths.isKnown(host, params.dest())) {
            return new Plan.More(Paths.asked(params.dest()));
        }
        String dest = Paths.of(host, params.dest());
        boolean contents = String.valueOf(params.src()).endsWith("/");
        String root = FilePaths.clean(contents ? dest : FilePaths.join(dest, FilePaths.name(String.valueOf(params.src()))));
        List<FilesRead> reads = reads(root);
        Reads open = Paths.unasked(host, reads);
        if (!open.all().isEmpty()) {
            return new Plan.More(open);
        }
        Map<String, FileState> there = new TreeMap<>();
        reads.forEach(read -> there.putAll(host.get(read).get()));
        files(root, there);
        directories(root, there);
        links(root, there);
        Map<String, Object> result = new LinkedHashMap<>(Map.of("dest", FilePaths.join(dest, ""), "src", source + (contents ? "/" : "")));
        return effects.isEmpty() ? new Plan.InSync(result) : Plan.Change.of(effects, new Diff(List.copyOf(diff)), result);
    }

    private List<FilesRead> reads(String root) {
        List<String> paths = new ArrayList<>(List.of(root));
        tree.directories().forEach(name -> paths.add(FilePaths.join(root, name)));
        tree.files().keySet().forEach(name -> paths.add(FilePaths.join(root, name)));
        tree.links().keySet().forEach(name -> paths.add(FilePaths.join(root, name)));
        return FilesRead.of(paths, true);
    }

    private @Nullable Integer directoryMode() {
        return params.directoryMode() == null ? null : (Integer) params.directoryMode().apply(0755, true);
    }

    private void directories(String root, Map<String, FileState> there) {
        Wish wish = new Wish(params.owner(), params.group(), params.directoryMode());
        for (String name : tree.directories()) {
            String path = FilePaths.join(root, name);
            FileState is = there.get(path);
            if (is == null) {
                make(path);
            } else if (is.isDirectory() && !wish.isMet(is)) {
                effects.add(wish.mend(path, is));
                diff.add(wish.diff(path, is));
            }
        }
    }

    /** A directory that a file needs comes before it. */
    private void make(String path) {
        if (made.add(path)) {
            for (String at = path; !at.equals("/"); at = FilePaths.parent(at)) {
                made.add(at);
            }
            effects.add(new MakeDirectory(path, directoryMode(), params.owner(), params.group()));
            diff.add(new Diff.Properties(path, Map.of("state", "absent"), Map.of("state", "directory")));
        }
    }

    private void files(String root, Map<String, FileState> there) {
        tree.files().forEach((name, file) -> {
            String path = FilePaths.join(root, name);
            Content content = params.decrypt() ? control.open(file) : Content.of(file);
            Wish wish = new Wish(params.owner(), params.group(), LocalTree.mode(params.mode(), file));
            FileState is = there.get(path);
            if (is != null && !params.force()) {
                return;
            }
            if (is == null || !content.digest("SHA-1").equals(is.sha1())) {
                if (!there.containsKey(FilePaths.parent(path))) {
                    make(FilePaths.parent(path));
                }
                put(path, content, wish, is != null && is.isFile() ? is : null);
            } else if (!wish.isMet(is)) {
                effects.add(wish.mend(path, is));
                diff.add(wish.diff(path, is));
            }
        });
    }

    private void put(String path, Content content, Wish wish, @Nullable FileState is) {
        int mode = is != null ? wish.mode(is) : wish.newMode(false) instanceof Integer bits ? bits : 0644;
        String kept = params.backup() && is != null ? Paths.backup(path) : null;
        effects.add(new PutFile(
                path, content, mode, params.owner(), params.group(), kept, params.validate(), is, params.unsafeWrites()));
        String before = is == null ? "" : Diff.summary(is.size(), is.sha1());
        diff.add(new Diff.Text(path, before, path, Diff.content(content)));
    }

    private void links(String root, Map<String, FileState> there) {
        tree.links().forEach((name, target) -> {
            String path = FilePaths.join(root, name);
            FileState is = there.get(path);
            if (is == null || !target.equals(is.target())) {
                if (!there.containsKey(FilePaths.parent(path))) {
                    make(FilePaths.parent(path));
                }
                effects.add(new MakeLink(path, target, null));
                diff.add(new Diff.Properties(
                        path, Map.of("src", is == null || is.target() == null ? "" : is.target()), Map.of("src", target)));
            }
        });
    }

}

package jplay.tasks.modules.files;

import java.util.ArrayList;
import java.util.List;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.effect.MakeDirectory;
import jplay.tasks.effect.PutFile;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.MissingRead;
import org.jspecify.annotations.Nullable;

/**
 * One file's content on its way to a host, as {@code copy}, {@code template} and {@code assemble} deliver it: asks all
 * in one request, and writes in another.
 *
 * @param src what the result says it came from
 * @param name what it is called in a destination that is a directory, or null where it has no name
 * @param dest as the user wrote it
 */
record Delivery(
        Content content,
        @Nullable String src,
        @Nullable String name,
        String dest,
        Wish wish,
        @Nullable Integer directoryMode,
        boolean force,
        boolean follow,
        boolean backup,
        @Nullable String validate,
        boolean unsafe) {

    Plan plan(HostState host) {
        if (!Paths.isKnown(host, dest)) {
            return new Plan.More(Paths.asked(dest));
        }
        return plan(host, Paths.of(host, dest));
    }

    private Plan plan(HostState host, String to) {
        boolean slash = to.endsWith("/");
        MissingRead directory = new MissingRead(to);
        FileRead itself = read(to);
        @Nullable FileRead inside = name == null ? null : read(FilePaths.join(to, name));
        List<Read<?>> reads = new ArrayList<>(List.of(directory));
        if (!slash) {
            reads.add(itself);
        }
        if (inside != null) {
            reads.add(inside);
        }
        Reads open = Paths.unasked(host, reads);
        if (!open.all().isEmpty()) {
            return new Plan.More(open);
        }
        List<String> missing = host.get(directory).get();
        boolean into = slash || missing.isEmpty();
        if (into && inside == null) {
            return Plan.Failed.of("can not use content with a dir as dest: " + to + " is a directory; add the file's name");
        }
        if (!into && missing.contains(FilePaths.parent(to))) {
            String parent = FilePaths.parent(to);
            return Plan.Failed.of("Destination directory " + parent + " does not exist; make it first (file: path="
                    + parent + " state=directory), or end dest with a slash to have it made");
        }
        FileRead target = into && inside != null ? inside : itself;
        FileRead bare = FileRead.of(target.path()).following(follow);
        if (host.get(target) instanceof Answer.Unknown<FileState>(String why, boolean later) && later && !host.has(bare)) {
            return new Plan.More(Reads.of(bare));
        }
        return place(host, host.get(target).isKnown() || !host.has(bare) ? target : bare, slash && !missing.isEmpty() ? to : null);
    }

    private FileRead read(String path) {
        return FileRead.compared(FilePaths.clean(path), content.digest("SHA-1")).following(follow);
    }

    private Plan place(HostState host, FileRead target, @Nullable String newDirectory) {
        @Nullable FileState is = FileModule.known(host, target);
        String path = is != null && is.realPath() != null ? is.realPath() : target.path();
        if (is != null && is.isDirectory()) {
            return Plan.Failed.of(path + " is a directory, and a file is to be put there; remove it or name another dest");
        }
        if (is != null && !is.isFile() && !is.isLink()) {
            return Plan.Failed.of(path + " is no file but a device, a pipe or a socket, which this would replace; name another dest");
        }
        if (is != null && !force) {
            return new Plan.InSync(Placed.left(path, src));
        }
        if (is == null || !content.digest("SHA-1").equals(is.sha1())) {
            return write(path, is, newDirectory);
        }
        if (wish.isMet(is)) {
            return new Plan.InSync(Placed.of(path, src, is).inPlace());
        }
        return change(path, List.of(wish.mend(path, is)), Diff.of(wish.diff(path, is)), null, null);
    }

    private Plan write(String path, @Nullable FileState is, @Nullable String newDirectory) {
        List<Effect> effects = new ArrayList<>();
        if (newDirectory != null) {
            effects.add(new MakeDirectory(newDirectory, directoryMode, wish.owner(), wish.group()));
        }
        @Nullable FileState replaced = is != null && is.isFile() ? is : null;
        int mode = replaced != null ? wish.mode(replaced) : wish.newMode(false) instanceof Integer bits ? bits : 0644;
        @Nullable String kept = backup && replaced != null ? Paths.backup(path) : null;
        effects.add(new PutFile(path, content, mode, wish.owner(), wish.group(), kept, validate, replaced, unsafe));
        return change(path, effects, diff(path, replaced), content.digest("MD5"), kept);
    }

    private Diff diff(String path, @Nullable FileState replaced) {
        String before = replaced == null
                ? ""
                : replaced.content() != null
                        ? Diff.content(replaced.content())
                        : Diff.summary(replaced.size(), replaced.sha1());
        Diff text = Diff.text(path, before, Diff.content(content));
        return replaced == null || wish.isMet(replaced) ? text : text.and(wish.diff(path, replaced));
    }

    private Plan change(
            String path, List<? extends Effect> effects, Diff diff, @Nullable String md5, @Nullable String kept) {
        FileRead after = FileRead.of(path);
        return new Plan.Change(List.copyOf(effects), diff, Reads.of(after), applied -> {
            FileState now = applied.state().get(after).orElse(FileState.predicted(FileState.Kind.FILE, 0644));
            Placed placed = Placed.of(path, src, now).sum(content.digest("SHA-1")).with(md5, kept, null);
            return md5 == null ? placed.inPlace() : placed;
        });
    }
}

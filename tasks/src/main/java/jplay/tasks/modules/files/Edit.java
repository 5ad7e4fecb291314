package jplay.tasks.modules.files;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.effect.MakeDirectory;
import jplay.tasks.effect.PutFile;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.MissingRead;
import jplay.tasks.text.Bytes;
import jplay.tasks.text.PythonRegex;
import org.jspecify.annotations.Nullable;

/** A change of a text file on a host: what {@code lineinfile} and its like have in common. */
record Edit(String path, Wish wish, boolean backup, @Nullable String validate, boolean unsafe) {

    static Edit of(
            String path, @Nullable String owner, @Nullable String group, @Nullable FileMode mode, boolean backup,
            @Nullable String validate, boolean unsafe) {
        if (validate != null && !validate.contains("%s")) {
            throw new ModuleFailure("validate must contain %s, which stands for the file: " + validate);
        }
        return new Edit(path, new Wish(owner, group, mode), backup, validate, unsafe);
    }

    static Reads reads(String path) {
        Reads asked = Paths.asked(path);
        return asked.all().isEmpty() ? Reads.of(read(path), new MissingRead(path)) : asked;
    }

    private static FileRead read(String path) {
        return FileRead.withContent(FilePaths.clean(path)).following();
    }

    /** What has to be asked yet, or null. */
    Plan.@Nullable More open(HostState host) {
        Reads open = Paths.isKnown(host, path)
                ? Paths.unasked(host, reads(Paths.of(host, path)).all())
                : Paths.asked(path);
        return open.all().isEmpty() ? null : new Plan.More(open);
    }

    /** The file, with its content; null where there is none. */
    @Nullable FileState file(HostState host) {
        FileRead read = read(Paths.of(host, path));
        FileState is = host.get(read).isAbsent() ? null : host.get(read).get();
        if (is != null && is.isDirectory()) {
            throw new ModuleFailure("Path " + path + " is a directory !");
        }
        return is;
    }

    /** The content, a character for each byte; nothing where there is no file. */
    String text(HostState host) {
        FileState is = file(host);
        return is == null || is.content() == null ? "" : Bytes.of(is.content().bytes());
    }

    /**
     * The plan that makes this of the file.
     *
     * @param text the new content, a character for each byte; null leaves it
     * @param message what was done to the content
     * @param result of the message and the backup's path
     */
    Plan plan(HostState host, @Nullable String text, String message, BiFunction<String, @Nullable String, Object> result) {
        String at = FilePaths.clean(Paths.of(host, path));
        FileState is = file(host);
        String real = is != null && is.realPath() != null ? is.realPath() : at;
        List<Effect> effects = new ArrayList<>();
        Diff diff = Diff.NONE;
        String kept = null;
        boolean same = text == null || is != null && text.equals(text(host));
        if (text != null && !same) {
            kept = backup && is != null ? Paths.backup(at) : null;
            Content content = Content.of(Bytes.toArray(text));
            diff = Diff.text(at, is == null ? "" : Diff.content(is.content()), Diff.content(content));
            if (host.get(new MissingRead(at)).get().contains(FilePaths.parent(real))) {
                effects.add(MakeDirectory.of(FilePaths.parent(real)));
            }
            int mode = is != null ? wish.mode(is) : wish.newMode(false) instanceof Integer bits ? bits : 0644;
            effects.add(new PutFile(real, content, mode, wish.owner(), wish.group(), kept, validate, is, unsafe));
        }
        boolean attributes = is != null ? !wish.isMet(is)
                : text != null && (wish.owner() != null || wish.group() != null || wish.newMode(false) instanceof Integer bits && bits != 0644);
        if (is != null && attributes) {
            diff = diff.and(wish.diff(at, is));
            if (same) {
                effects.add(wish.mend(real, is));
            }
        }
        String said = message + (attributes ? (message.isEmpty() ? "" : " and ") + "ownership, perms or SE linux context changed" : "");
        Object returned = result.apply(said, kept);
        return effects.isEmpty() ? new Plan.InSync(returned) : Plan.Change.of(effects, diff, returned);
    }

    /** A pattern as the user wrote it, for bytes. */
    static PythonRegex pattern(String parameter, String text) {
        try {
            return PythonRegex.of(Bytes.of(text));
        } catch (IllegalArgumentException e) {
            throw new ModuleFailure(parameter + ": " + e.getMessage());
        }
    }
}

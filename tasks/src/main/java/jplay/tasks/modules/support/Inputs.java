package jplay.tasks.modules.support;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.PathRead;
import org.jspecify.annotations.Nullable;

/** The files that a task looks at: all asked for at once. */
public final class Inputs {
    private final HostState host;
    private final Set<String> paths = new LinkedHashSet<>();
    private boolean content = true;

    public Inputs(HostState host, @Nullable String... paths) {
        this.host = host;
        look(paths);
    }

    private void look(@Nullable String... paths) {
        for (String path : paths) {
            if (path != null) {
                this.paths.add(path);
            }
        }
    }

    /** Asks for attributes alone. */
    public Inputs withoutContent() {
        content = false;
        return this;
    }

    /** What has to be asked first, or null where all is known. */
    public Plan.@Nullable More more(Read<?>... others) {
        List<Read<?>> open = new ArrayList<>();
        for (Read<?> other : others) {
            if (!host.has(other)) {
                open.add(other);
            }
        }
        for (String path : paths) {
            if (PathRead.isNeeded(path) && !host.has(new PathRead(path))) {
                open.add(new PathRead(path));
            } else if (!host.has(read(path))) {
                open.add(read(path));
            }
        }
        return open.isEmpty() ? null : new Plan.More(new Reads(open));
    }

    public String absolute(String path) {
        return FilePaths.clean(PathRead.isNeeded(path) ? host.get(new PathRead(path)).get() : path);
    }

    /** A file, or null where there is none. */
    public @Nullable FileState file(String path) {
        Answer<FileState> answer = host.get(read(path));
        if (answer instanceof Answer.Unknown<FileState>(String why, boolean later)) {
            throw new ModuleFailure("cannot read " + path + ": " + why);
        }
        return answer.isAbsent() ? null : answer.get();
    }

    /**
     * The text of a file that has to be there, or the content given in its place.
     *
     * @param what it is: {@code the private key}
     * @param parameter the parameter that names the file, for messages
     */
    public String text(@Nullable String path, @Nullable String content, String what, String parameter) {
        if (content != null) {
            return content;
        }
        if (path == null) {
            throw new ModuleFailure(what + " is missing: give "
                    + (parameter.equals("path") ? "path or content" : parameter + "_path or " + parameter + "_content"));
        }
        return existing(path, what, "; make it first, or mend " + (parameter.equals("path") ? "path" : parameter + "_path")).text();
    }

    /** The bytes of a file that has to be there. */
    public byte[] bytes(String path, String what) {
        return existing(path, what, "; make it first").bytes();
    }

    private Content existing(String path, String what, String mend) {
        FileState state = file(path);
        if (state == null) {
            throw new ModuleFailure(what + " " + path + " does not exist" + mend);
        }
        Content bytes = state.content();
        if (bytes == null) {
            throw new ModuleFailure(what + " " + path + " cannot be read" + (state.isFile() ? "" : ": it is no file"));
        }
        return bytes;
    }

    private FileRead read(String path) {
        FileRead read = content ? FileRead.withContent(absolute(path)) : FileRead.of(absolute(path));
        return read.following();
    }
}

package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.FileExtras;
import jplay.tasks.read.FilePaths;
import org.jspecify.annotations.Nullable;

/** Copies files to a host, or from one place to another on it. */
@Module(
        name = "copy",
        summary = "Copies a file, a directory or a text to the host, or from place to place on it.",
        example = """
                - name: Say hello at login
                  copy:
                    content: "Welcome to {{ inventory_hostname }}\\n"
                    dest: /etc/motd
                    mode: "0644"
                """)
@AutoService(TaskModule.class)
public final class Copy implements TaskModule<Copy.Params> {

    /** The parameters. */
    public record Params(
            @Param("A file or directory on the control machine. A directory with a slash at its end means what is in it; without, the directory itself. With remote_src, on the host.") @Nullable String src,
            @Param(value = "The text to write, in place of src. A list or dict is written as JSON.", content = true) @Nullable Object content,
            @Param(value = "Where it goes. With a slash at the end, or where a directory is, into it.", required = true) String dest,
            @Param("Keep what was there before, beside it, with the time in its name.") boolean backup,
            @Param(value = "Write where the content is another; otherwise only where nothing is.", def = "true", aliases = "thirsty") boolean force,
            @Param("src is on the host.") boolean remoteSrc,
            @Param("Where dest is a link, write what it points to.") boolean follow,
            @Param(value = "Copy what links in src point to, and not the links.", def = "true") boolean localFollow,
            @Param("The SHA-1 that the source must have.") @Nullable String checksum,
            @Param(value = "Decrypt a source encrypted by vault.", def = "true") boolean decrypt,
            @Param("The mode of directories that are made on the way.") @Nullable FileMode directoryMode,
            @Param("A command that judges the new file before it is put in place; %s stands for the file.") @Nullable String validate,
            @Param("The mode; preserve takes the source's.") @Nullable FileMode mode,
            @Param("The owner.") @Nullable String owner,
            @Param("The group.") @Nullable String group,
            @Param("Write into a file that cannot be replaced whole, such as a bind mount.") boolean unsafeWrites,
            @Param(value = "", flat = true) FileExtras extras) {}

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Plan plan = decide(p, host, control);
        return p.extras().on(host, plan, Placed.files(plan));
    }

    private Plan decide(Params p, HostState host, Control control) {
        checkSource(p);
        if (p.remoteSrc()) {
            return new RemoteCopy(p).plan(host);
        }
        if (p.src() == null) {
            return delivery(p, content(p), null, null, p.mode()).plan(host);
        }
        Path found = control.find(p.src(), "files");
        Control.@Nullable Foreseen foreseen = control.foreseen(found);
        if (foreseen != null) {
            String name = FilePaths.name(p.src());
            return delivery(p, foreseen.content(), found.toString(), name, mode(p.mode(), foreseen.mode())).plan(host);
        }
        Path source = source(found);
        if (Files.isDirectory(source)) {
            return new TreeCopy(p, source, control).plan(host);
        }
        Content content = p.decrypt() ? control.open(source) : Content.of(source);
        if (p.checksum() != null && !p.checksum().equalsIgnoreCase(content.digest("SHA-1"))) {
            return new Plan.Failed("Copied file does not match the expected checksum. Transfer failed: " + source + " has SHA-1 "
                    + content.digest("SHA-1") + ", expected is " + p.checksum(),
                    Map.of("checksum", content.digest("SHA-1"), "expected_checksum", p.checksum()));
        }
        String name = FilePaths.name(p.src());
        return delivery(p, content, source.toString(), name, LocalTree.mode(p.mode(), source)).plan(host);
    }

    private static void checkSource(Params p) {
        if (p.src() == null && p.content() == null) {
            throw new ModuleFailure("src (or content) is required");
        }
        if (p.src() != null && p.content() != null) {
            throw new ModuleFailure("src and content are mutually exclusive");
        }
        if (p.content() != null && p.remoteSrc()) {
            throw new ModuleFailure("remote_src needs src; content comes from the playbook");
        }
        if (p.validate() != null && !p.validate().contains("%s")) {
            throw new ModuleFailure("validate must contain %s, which stands for the file: " + p.validate());
        }
    }

    private static Content content(Params p) {
        return p.content() instanceof Content given ? given : Content.of(Json.text(p.content()));
    }

    private static @Nullable FileMode mode(@Nullable FileMode mode, int bits) {
        return mode != null && mode.isPreserve() ? new FileMode(FileMode.format(bits)) : mode;
    }

    private static Path source(Path found) {
        if (!Files.isReadable(found)) {
            throw new ModuleFailure("cannot read " + found + ": permission denied");
        }
        try {
            return found.toRealPath();
        } catch (IOException e) {
            throw new ModuleFailure("cannot read " + found + ": " + e.getMessage());
        }
    }

    private static Delivery delivery(
            Params p, Content content, @Nullable String src, @Nullable String name, @Nullable FileMode mode) {
        Wish wish = new Wish(p.owner(), p.group(), mode);
        Integer directoryMode = p.directoryMode() == null ? null : (Integer) p.directoryMode().apply(0755, true);
        return new Delivery(
                content, src, name, p.dest(), wish, directoryMode, p.force(), p.follow(), p.backup(), p.validate(),
                p.unsafeWrites());
    }
}

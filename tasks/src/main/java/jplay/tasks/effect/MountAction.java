package jplay.tasks.effect;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import jplay.tasks.read.MountRead;

/**
 * Mounts, unmounts or mounts again.
 *
 * @param verb {@code mount}, {@code umount}, {@code remount}, {@code replace} (unmount what is there, then mount) or
 *     {@code rmdir} (remove the empty directory)
 */
public record MountAction(String verb, String path, String source, String type, String options) implements Effect {

    @Override
    public String script() {
        return "jp_mount_do " + verb + " " + Shell.quote(java.util.List.of(path, source, type, options));
    }

    @Override
    public void predict(Pending pending) {
        Read.Subject directory = FilePaths.subject(path);
        if (!verb.equals("remount") && path.startsWith("/")) {
            pending.empty(directory.name());
            FileState made = FileState.predicted(FileState.Kind.DIRECTORY, 0755);
            pending.put(directory, verb.equals("rmdir") ? Answer.absent() : Answer.known(made));
        }
        switch (verb) {
            case "umount" -> pending.put(new MountRead(path).subject(), Answer.absent());
            case "rmdir" -> { }
            default -> {
                pending.put(new MountRead(path).subject(), Answer.known(new MountRead.Mount(source, type, "/", options)));
                if (!verb.equals("remount") && !type.equals("tmpfs")) {
                    pending.hide(directory.name(), "it is known only when " + source + " is mounted there");
                }
            }
        }
    }

    @Override
    public String describe() {
        return verb + " " + path;
    }
}

package jplay.tasks.effect;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
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
        switch (verb) {
            case "umount" -> pending.put(new MountRead(path).subject(), Answer.absent());
            case "rmdir" -> pending.put(new Read.Subject("file", path), Answer.absent());
            default -> pending.put(new MountRead(path).subject(), Answer.known(new MountRead.Mount(source, type, "/", options)));
        }
    }

    @Override
    public String describe() {
        return verb + " " + path;
    }
}

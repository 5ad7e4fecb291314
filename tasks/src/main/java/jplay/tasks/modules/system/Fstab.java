package jplay.tasks.modules.system;

import java.util.ArrayList;
import java.util.List;

/** The text of fstab, with one entry as it is wanted. */
final class Fstab {
    private final MountModule.Params params;

    Fstab(MountModule.Params params) {
        this.params = params;
    }

    String edit(String text) {
        boolean wanted = params.state() == MountModule.State.MOUNTED || params.state() == MountModule.State.PRESENT;
        String entry = String.join(" ", List.of(
                escape(params.src() == null ? "" : params.src()),
                escape(params.mountPoint()),
                params.fstype() == null ? "" : params.fstype(),
                escape(params.options()),
                params.dump(),
                params.passno()));
        List<String> lines = new ArrayList<>();
        boolean found = false;
        for (String line : Texts.lines(text)) {
            if (!mine(line)) {
                lines.add(line);
            } else if (wanted && !found) {
                boolean same = List.of(line.strip().split("\\s+")).equals(List.of(entry.split(" ")));
                lines.add(same ? line : entry);
                found = true;
            }
        }
        if (wanted && !found) {
            lines.add(entry);
        }
        return lines.equals(Texts.lines(text)) ? text : Texts.join(lines);
    }

    /** Swap has no place of its own: there, the device decides. */
    private boolean mine(String line) {
        String[] fields = line.strip().split("\\s+");
        if (line.strip().startsWith("#") || fields.length < 4) {
            return false;
        }
        boolean swap = List.of("none", "swap", "-").contains(params.path()) || "swap".equals(fields[2]);
        boolean device = params.src() == null || fields[0].equals(escape(params.src()));
        return fields[1].equals(escape(params.mountPoint())) && (!swap || device);
    }

    private static String escape(String text) {
        return text.replace("\\", "\\134").replace(" ", "\\040").replace("&", "\\046").replace("\t", "\\011");
    }
}

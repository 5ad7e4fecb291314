package jplay.tasks.modules.files;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.read.PathRead;

/** Paths as users write them. */
final class Paths {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss");

    private Paths() {}

    /** What has to be asked before these paths are known. */
    static Reads asked(String... paths) {
        return Reads.of(Arrays.stream(paths).filter(PathRead::isNeeded).map(PathRead::new).toList());
    }

    /** Whether all that these paths need has been asked. */
    static boolean isKnown(HostState host, String... paths) {
        return asked(paths).all().stream().allMatch(host::has);
    }

    /** The absolute path; a slash at the end stays. */
    static String of(HostState host, String path) {
        return PathRead.isNeeded(path) ? host.get(new PathRead(path)).get() : path;
    }

    /** Those reads that have not been asked yet. */
    static Reads unasked(HostState host, List<? extends Read<?>> reads) {
        List<Read<?>> open = new ArrayList<>();
        reads.stream().filter(read -> !host.has(read)).forEach(open::add);
        return new Reads(open);
    }

    /** The name of a copy kept of what was at a path. */
    static String backup(String path) {
        return path + "." + ProcessHandle.current().pid() + "." + LocalDateTime.now().format(STAMP) + "~";
    }
}

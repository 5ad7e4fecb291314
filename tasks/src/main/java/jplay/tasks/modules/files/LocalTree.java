package jplay.tasks.modules.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.ModuleFailure;
import org.jspecify.annotations.Nullable;

/**
 * A directory on the control machine, as it is to be copied; paths relative to it.
 *
 * @param files what to read, by the path it goes to
 * @param directories all below, each before those in it
 * @param links what they say, by path
 */
record LocalTree(Map<String, Path> files, List<String> directories, Map<String, String> links) {

    /** Walks a directory; with {@code follow}, through links as well, unless they lead back to where they stand. */
    static LocalTree of(Path top, boolean follow) {
        LocalTree tree = new LocalTree(new TreeMap<>(), new ArrayList<>(), new TreeMap<>());
        try {
            tree.walk(top, "", follow);
        } catch (IOException | UncheckedIOException e) {
            throw new ModuleFailure("cannot read " + top + ": " + e.getMessage());
        }
        return tree;
    }

    private void walk(Path directory, String prefix, boolean follow) throws IOException {
        List<Path> entries;
        try (Stream<Path> list = Files.list(directory)) {
            entries = list.sorted().toList();
        }
        for (Path entry : entries) {
            String name = prefix + entry.getFileName();
            boolean link = Files.isSymbolicLink(entry);
            if (link && (!follow || !Files.exists(entry) || leadsBack(entry))) {
                links.put(name, Files.readSymbolicLink(entry).toString());
            } else if (Files.isDirectory(entry)) {
                directories.add(name);
                walk(entry, name + "/", follow);
            } else {
                files.put(name, entry.toRealPath());
            }
        }
    }

    private static boolean leadsBack(Path link) throws IOException {
        return link.resolveSibling(".").toRealPath().startsWith(link.toRealPath());
    }

    /** The mode that is asked for; {@code preserve} is that of the file. */
    static @Nullable FileMode mode(@Nullable FileMode mode, Path file) {
        if (mode == null || !mode.isPreserve()) {
            return mode;
        }
        try {
            int bits = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            return new FileMode(FileMode.format(bits & 07777));
        } catch (IOException e) {
            throw new ModuleFailure("cannot read the mode of " + file + ": " + e.getMessage());
        }
    }
}

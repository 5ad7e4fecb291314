package jplay.runner.rehearse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a host has: files with kind, mode, owner and checksum; units, mounts and the kernel's settings. Leaves out what a
 * running system writes by itself.
 */
public record HostListing(Map<String, String> things) {

    /** Shell text that prints a listing. */
    public static String script() {
        try (InputStream in = Objects.requireNonNull(HostListing.class.getResourceAsStream("listing.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what the script printed: a line each, the thing's name behind a tab. */
    public static HostListing parse(String text) {
        Map<String, String> things = new TreeMap<>();
        text.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            if (tab >= 0) {
                things.merge(line.substring(tab + 1), line.substring(0, tab), (a, b) -> a + " " + b);
            }
        });
        return new HostListing(things);
    }

    /** What is another, new or gone in a later listing. */
    public List<String> changes(HostListing later) {
        Set<String> names = new TreeSet<>(things.keySet());
        names.addAll(later.things.keySet());
        List<String> changed = new ArrayList<>();
        for (String name : names) {
            @Nullable String before = things.get(name);
            @Nullable String after = later.things.get(name);
            if (!Objects.equals(before, after)) {
                changed.add(name);
            }
        }
        return changed;
    }
}

package jplay.tasks.modules.keys;

import java.util.ArrayList;
import java.util.List;
import jplay.tasks.contract.ModuleFailure;
import org.jspecify.annotations.Nullable;

/** A file of keys that may log in. */
final class AuthorizedKeys {
    private final String before;

    /** A line with its key, where it has one. */
    private record Line(String text, @Nullable SshKey key) {
        static Line of(String text) {
            return new Line(text, SshKey.parse(text));
        }

        boolean has(String data) {
            return key != null && key.data().equals(data);
        }
    }

    AuthorizedKeys(String before) {
        this.before = before;
    }

    /** The text afterwards: as it was where no key is to change. */
    String apply(AuthorizedKey.Params p, String text) {
        List<SshKey> wanted = wanted(p, text);
        List<Line> lines = new ArrayList<>(before.lines().map(Line::of).toList());
        boolean changed = false;
        for (SshKey key : wanted) {
            boolean there = lines.stream().anyMatch(line -> key.equals(line.key()));
            if (p.state() == AuthorizedKey.State.ABSENT) {
                // Without options of one's own, any line with the key is meant.
                changed |= lines.removeIf(line -> line.has(key.data()));
            } else if (!there) {
                lines.removeIf(line -> line.has(key.data()));
                lines.add(new Line(key.line(), key));
                changed = true;
            }
        }
        if (p.exclusive() && p.state() == AuthorizedKey.State.PRESENT) {
            changed |= lines.removeIf(line -> line.key() != null && wanted.stream().noneMatch(key -> line.has(key.data())));
        }
        return changed ? text(lines) : before;
    }

    private static String text(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.key() == null ? line.text() : line.key().line()).append('\n');
        }
        return text.toString();
    }

    private static List<SshKey> wanted(AuthorizedKey.Params p, String text) {
        @Nullable List<String> options = p.keyOptions() == null ? null : SshKey.options(p.keyOptions());
        List<SshKey> keys = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            SshKey key = SshKey.parse(line);
            if (key != null) {
                keys.add(key.with(options, p.comment()));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new ModuleFailure("invalid key specified: " + line);
            }
        }
        return keys;
    }
}

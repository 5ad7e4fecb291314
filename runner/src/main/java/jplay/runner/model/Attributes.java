package jplay.runner.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.runner.source.Node;
import org.jspecify.annotations.Nullable;

/**
 * The keywords that are in force at a place: its own and, through {@code parent}, those of the blocks, imports, roles
 * and the play around it.
 *
 * @param level what these keywords stand on
 * @param keywords unrendered
 * @param role the role that the place belongs to, or null
 * @param file the file that it stands in, for looking up other files
 * @param locals variables with values that are final, as the item of the loop that included this
 */
public record Attributes(
        Level level,
        Map<String, Node> keywords,
        @Nullable Attributes parent,
        @Nullable Role role,
        String file,
        Map<String, ? extends @Nullable Object> locals) {

    public Attributes(
            Level level, Map<String, Node> keywords, @Nullable Attributes parent, @Nullable Role role, String file) {
        this(level, keywords, parent, role, file, Map.of());
    }

    /** What a level is. */
    public enum Level { PLAY, ROLE, INCLUDE, BLOCK, TASK }

    public Attributes child(Level level, Map<String, Node> keywords, String file) {
        return new Attributes(level, keywords, this, role, file);
    }

    public Attributes withLocals(Map<String, ? extends @Nullable Object> more) {
        return new Attributes(level, keywords, parent, role, file, more);
    }

    public Attributes atFile(String other) {
        return new Attributes(level, keywords, parent, role, other, locals);
    }

    /** The keyword's value from the nearest level that gives it. */
    public @Nullable Node nearest(String keyword) {
        for (Attributes at = this; at != null; at = at.parent) {
            Node node = at.keywords.get(keyword);
            if (node != null) {
                return node;
            }
        }
        return null;
    }

    /** This level's own. */
    public @Nullable Node own(String keyword) {
        return keywords.get(keyword);
    }

    /** The keyword's values on all levels, outermost first. */
    public List<Node> all(String keyword) {
        List<Node> all = new ArrayList<>();
        for (Attributes at = this; at != null; at = at.parent) {
            Node node = at.keywords.get(keyword);
            if (node != null) {
                all.add(0, node);
            }
        }
        return all;
    }

    /** All levels, outermost first. */
    public List<Attributes> chain() {
        List<Attributes> chain = new ArrayList<>();
        for (Attributes at = this; at != null; at = at.parent) {
            chain.add(0, at);
        }
        return chain;
    }
}

package jplay.runner.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.expression.Scope;
import org.jspecify.annotations.Nullable;

/** One template being rendered, with those it extends: the variables it sets and the blocks of all of them. */
final class Rendering {
    private final Scope base;
    private final boolean typed;
    private final @Nullable Path home;
    private final Map<String, @Nullable Object> exported = new LinkedHashMap<>();
    private final Map<String, List<Inheritance.Block>> blocks = new LinkedHashMap<>();
    private @Nullable JinjaTemplate parent;

    /** The home is the directory of the template that a task names. */
    Rendering(Scope base, boolean typed, @Nullable Path home) {
        this.base = base;
        this.typed = typed;
        this.home = home;
    }

    Scope base() {
        return base;
    }

    boolean typed() {
        return typed;
    }

    @Nullable Path home() {
        return home;
    }

    /** The variables set outside of all loops and macros. */
    Map<String, @Nullable Object> exported() {
        return exported;
    }

    Frame root() {
        return new Frame(this, null, exported);
    }

    /** The blocks of a name, from the template that was named to the one that extends nothing. */
    List<Inheritance.Block> blocks(String name) {
        return blocks.getOrDefault(name, List.of());
    }

    boolean hasBlocks() {
        return !blocks.isEmpty();
    }

    boolean isExtending() {
        return parent != null;
    }

    void extend(JinjaTemplate template) {
        parent = template;
    }

    /** Runs the template, then those that it extends. */
    void run(JinjaTemplate template, Sink out) {
        JinjaTemplate next = template;
        while (next != null) {
            next.blocks().forEach((name, block) -> blocks.computeIfAbsent(name, n -> new ArrayList<>()).add(block));
            parent = null;
            Frame root = root();
            boolean muted = out.muted();
            next.body().render(root, out);
            out.mute(muted);
            next = parent;
        }
    }
}

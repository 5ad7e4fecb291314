package jplay.runner.model;

import java.util.List;
import jplay.runner.source.SourceSpan;

/** A block; also what an import turns into, with neither rescue nor always. */
public record Block(
        List<Item> block, List<Item> rescue, List<Item> always, Attributes attributes, SourceSpan span)
        implements Item {

    public static Block of(List<Item> items, Attributes attributes, SourceSpan span) {
        return new Block(items, List.of(), List.of(), attributes, span);
    }
}

package jplay.runner.model;

import java.util.List;
import jplay.runner.source.SourceSpan;

/** What a list of tasks consists of. */
public sealed interface Item permits Task, Block {
    Attributes attributes();

    SourceSpan span();

    /** The tasks in it, those of rescue and always too, in order. */
    default List<Task> tasks() {
        return switch (this) {
            case Task task -> List.of(task);
            case Block block -> {
                List<Task> all = new java.util.ArrayList<>();
                block.block().forEach(item -> all.addAll(item.tasks()));
                block.rescue().forEach(item -> all.addAll(item.tasks()));
                block.always().forEach(item -> all.addAll(item.tasks()));
                yield all;
            }
        };
    }
}

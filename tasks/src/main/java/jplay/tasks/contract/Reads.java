package jplay.tasks.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A set of questions that are asked in one request. */
public record Reads(List<Read<?>> all) {

    public static final Reads NONE = new Reads(List.of());

    public Reads {
        all = List.copyOf(all);
    }

    public static Reads of(Read<?>... reads) {
        return new Reads(Arrays.asList(reads));
    }

    public static Reads of(List<? extends Read<?>> reads) {
        return new Reads(new ArrayList<>(reads));
    }

    public Reads and(Read<?>... more) {
        List<Read<?>> both = new ArrayList<>(all);
        both.addAll(Arrays.asList(more));
        return new Reads(both);
    }
}

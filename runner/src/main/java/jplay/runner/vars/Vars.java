package jplay.runner.vars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jplay.runner.source.Value;
import org.jspecify.annotations.Nullable;

/** Layers of variables over one another; a look-up walks down from the strongest. Immutable, and cheap to make. */
public final class Vars {
    public static final Vars EMPTY = new Vars(new Layer[0]);

    private final Layer[] layers;

    private Vars(Layer[] layers) {
        this.layers = layers;
    }

    /**
     * A variable, and what gave it.
     */
    public record Found(Level level, Value value) {}

    /** Puts layers over one another, the weakest first; empty ones are left out. */
    public static Vars of(Collection<Layer> weakestFirst) {
        return EMPTY.over(weakestFirst);
    }

    /** These variables below further ones, the last of which is the strongest. */
    public Vars over(Collection<Layer> more) {
        Layer[] all = Arrays.copyOf(layers, layers.length + more.size());
        int count = layers.length;
        for (Layer layer : more) {
            if (!(layer.isEmpty() && layer.level() != Level.SET_FACTS && layer.level() != Level.INCLUDE_VARS)) {
                all[count++] = layer;
            }
        }
        return new Vars(count == all.length ? all : Arrays.copyOf(all, count));
    }

    /** These variables below one more layer. */
    public Vars over(Layer layer) {
        return over(List.of(layer));
    }

    /** A variable's value, or null where there is none of that name. */
    public @Nullable Value get(String name) {
        for (int i = layers.length - 1; i >= 0; i--) {
            Value value = layers[i].values().get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    /** All that give a variable a value, the strongest first. */
    public List<Found> all(String name) {
        List<Found> found = new ArrayList<>();
        for (int i = layers.length - 1; i >= 0; i--) {
            Value value = layers[i].values().get(name);
            if (value != null) {
                found.add(new Found(layers[i].level(), value));
            }
        }
        return found;
    }

    /** The names of all variables, those of weak layers first. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Layer layer : layers) {
            names.addAll(layer.values().keySet());
        }
        return names;
    }
}

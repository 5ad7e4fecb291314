package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lookups by name, and the functions {@code lookup} and {@code query}. */
public final class Lookups {
    private Lookups() {}

    /** A lookup by its short or full name: the environment's own first; null if there is none. */
    public static @Nullable Lookup find(String name, Environment environment) {
        String known = Filters.shortName(name);
        Lookup found = environment.lookup(known);
        found = found != null ? found : ListLookups.find(known);
        found = found != null ? found : VariableLookups.find(known);
        found = found != null ? found : FileLookups.find(known);
        return found != null ? found : TableLookups.find(known);
    }

    /** Those that need more than values and files: an environment has them. */
    public static final List<String> OF_ENVIRONMENTS = List.of("config", "inventory_hostnames");

    /** The short names of the lookups here, without the environment's. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (String group : List.of(ListLookups.NAMES, VariableLookups.NAMES, FileLookups.NAMES, TableLookups.NAMES)) {
            names.addAll(List.of(group.split(" ")));
        }
        return names;
    }

    /** The short names of all lookups. */
    public static List<String> all() {
        List<String> all = new ArrayList<>(names());
        all.addAll(OF_ENVIRONMENTS);
        return all;
    }

    /** Whether there is a lookup of this name, short or with its collection. */
    public static boolean exists(String name) {
        return all().contains(Filters.shortName(name));
    }

    /** Runs a lookup, as {@code with_NAME} does. */
    public static List<@Nullable Object> run(
            String name, List<@Nullable Object> terms, Map<String, @Nullable Object> options, Scope scope) {
        Lookup lookup = find(name, scope.environment());
        if (lookup == null) {
            throw Unfound.lookup(name);
        }
        return lookup.run(terms, options, scope);
    }

    static @Nullable Object lookup(Args a, boolean list) {
        String name = a.text(0, "name");
        Map<String, @Nullable Object> options = new LinkedHashMap<>(a.named());
        boolean wantList = Values.truth(options.remove("wantlist")) || list;
        Object errors = options.remove("errors");
        List<@Nullable Object> found;
        try {
            List<@Nullable Object> terms = new ArrayList<>(a.positional().subList(1, a.size()));
            terms.forEach(Values::require);
            found = run(name, terms, options, a.scope());
        } catch (ExpressionException e) {
            if (errors != null && !errors.equals("strict")) {
                return list || wantList ? new ArrayList<>() : null;
            }
            throw new ExpressionException("lookup '" + name + "': " + e.message());
        }
        return wantList ? found : single(found);
    }

    /** What {@code lookup} makes of a list: the one item, or text joined with commas; of none, none. */
    private static @Nullable Object single(List<@Nullable Object> found) {
        if (found.size() == 1) {
            return found.get(0);
        }
        return !found.isEmpty() && found.stream().allMatch(item -> item instanceof String) ? String.join(",", found.stream().map(Values::str).toList()) : found;
    }
}

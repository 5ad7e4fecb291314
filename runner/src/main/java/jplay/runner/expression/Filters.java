package jplay.runner.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All filters by name. A filter's code is linked when a template first names it, which keeps start-up short. */
public final class Filters {
    private static final List<String> COLLECTIONS = List.of("ansible.builtin.", "ansible.legacy.", "ansible.utils.", "ansible.netcommon.",
            "community.general.");

    private Filters() {}

    static @Nullable Filter find(String name) {
        String known = shortName(name);
        Filter found = TextFilters.find(known);
        found = found != null ? found : SequenceFilters.find(known);
        found = found != null ? found : NumberFilters.find(known);
        found = found != null ? found : ValueFilters.find(known);
        found = found != null ? found : SetFilters.find(known);
        found = found != null ? found : DictFilters.find(known);
        found = found != null ? found : DataFilters.find(known);
        found = found != null ? found : RegexFilters.find(known);
        found = found != null ? found : PathFilters.find(known);
        found = found != null ? found : MarkupFilters.find(known);
        found = found != null ? found : IpFilters.find(known);
        return found != null ? found : CommunityFilters.find(known);
    }

    /** Whether there is a filter of this name, short or with its collection. */
    public static boolean exists(String name) {
        return find(name) != null;
    }

    /** The short names of all filters. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (String group : List.of(TextFilters.NAMES, SequenceFilters.NAMES, NumberFilters.NAMES, ValueFilters.NAMES, SetFilters.NAMES,
                DictFilters.NAMES, DataFilters.NAMES, RegexFilters.NAMES, PathFilters.NAMES, MarkupFilters.NAMES, IpFilters.NAMES, CommunityFilters.NAMES)) {
            names.addAll(List.of(group.split(" ")));
        }
        return names;
    }

    /** The name without the collection it comes from. */
    static String shortName(String name) {
        for (String collection : COLLECTIONS) {
            if (name.startsWith(collection)) {
                return name.substring(collection.length());
            }
        }
        return name;
    }

    static boolean takesUndefined(String name) {
        return switch (name) {
            case "default", "d", "mandatory", "type_debug", "items" -> true;
            default -> false;
        };
    }

    /** Applies a filter named by a value, as {@code map('upper')} does. */
    static @Nullable Object apply(String name, @Nullable Object value, Args args) {
        Filter filter = find(name);
        if (filter == null) {
            throw Unfound.filter(name);
        }
        FilterParameters.check(shortName(name), args);
        return filter.apply(takesUndefined(shortName(name)) ? value : Values.require(value), args);
    }
}

package jplay.runner.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All tests by name. */
public final class Tests {
    private Tests() {}

    static @Nullable Test find(String name) {
        String known = Filters.shortName(name);
        Test found = TypeTests.find(known);
        found = found != null ? found : CompareTests.find(known);
        found = found != null ? found : ResultTests.find(known);
        return found != null ? found : FileTests.find(known);
    }

    /** Whether there is a test of this name, short or with its collection. */
    public static boolean exists(String name) {
        return find(name) != null;
    }

    /** The short names of all tests. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (String group : List.of(TypeTests.NAMES, CompareTests.NAMES, ResultTests.NAMES, FileTests.NAMES)) {
            names.addAll(List.of(group.split(" ")));
        }
        return names;
    }

    static boolean takesUndefined(String name) {
        return name.equals("defined") || name.equals("undefined");
    }

    /** Applies a test named by a value, as {@code select('defined')} does. */
    static boolean apply(String name, @Nullable Object value, Args args) {
        Test test = find(name);
        if (test == null) {
            throw Unfound.test(name);
        }
        return test.test(takesUndefined(Filters.shortName(name)) ? value : Values.require(value), args);
    }
}

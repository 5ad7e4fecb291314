package jplay.runner.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lookups of variables. */
final class VariableLookups {
    static final String NAMES = "env vars varnames";

    private VariableLookups() {}

    static @Nullable Lookup find(String name) {
        return switch (name) {
            case "env" -> (terms, o, s) -> environment(terms, o);
            case "vars" -> VariableLookups::variables;
            case "varnames" -> (terms, o, s) -> names(terms, s);
            default -> null;
        };
    }

    private static List<@Nullable Object> environment(List<@Nullable Object> terms, Map<String, @Nullable Object> options) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object term : terms) {
            String value = System.getenv(Values.str(term).split(" ", 2)[0]);
            result.add(value != null ? value : options.containsKey("default") ? options.get("default") : "");
        }
        return result;
    }

    private static List<@Nullable Object> variables(List<@Nullable Object> terms, Map<String, @Nullable Object> options, Scope scope) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object term : terms) {
            Object value = Values.of(scope.get(Values.str(term)));
            if (value instanceof Undefined undefined) {
                if (!options.containsKey("default")) {
                    throw new ExpressionException("No variable found with this name: " + undefined.name()
                            + CloseNames.suggestion(undefined.name(), scope.names()));
                }
                value = options.get("default");
            }
            result.add(Values.require(value));
        }
        return result;
    }

    private static List<@Nullable Object> names(List<@Nullable Object> terms, Scope scope) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object term : terms) {
            Pattern pattern = PythonRegex.compile(Values.str(term), false, false);
            for (String name : scope.names()) {
                if (pattern.matcher(name).find() && !result.contains(name)) {
                    result.add(name);
                }
            }
        }
        return result;
    }
}

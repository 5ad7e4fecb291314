package jplay.runner.expression;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tests of what a value is. */
final class TypeTests {
    static final String NAMES = "defined undefined none boolean true false integer float number string mapping sequence iterable callable "
            + "escaped lower upper filter test truthy falsy nan isnan vault_encrypted";

    private TypeTests() {}

    static @Nullable Test find(String name) {
        return switch (name) {
            case "defined" -> (v, a) -> !(v instanceof Undefined);
            case "undefined" -> (v, a) -> v instanceof Undefined;
            case "none" -> (v, a) -> v == null;
            case "boolean" -> (v, a) -> v instanceof Boolean;
            case "true" -> (v, a) -> Boolean.TRUE.equals(v);
            case "false" -> (v, a) -> Boolean.FALSE.equals(v);
            case "integer" -> (v, a) -> Numbers.isInteger(v) && !(v instanceof Boolean);
            case "float" -> (v, a) -> v instanceof Double;
            case "number" -> (v, a) -> Numbers.isNumber(v);
            case "string" -> (v, a) -> v instanceof String;
            case "mapping" -> (v, a) -> v instanceof Map<?, ?>;
            case "sequence" -> (v, a) -> v instanceof String || v instanceof Map<?, ?> || v instanceof Collection<?>;
            case "iterable" -> (v, a) -> v instanceof String || v instanceof Map<?, ?> || v instanceof Iterable<?>;
            case "callable" -> (v, a) -> v instanceof Callable;
            case "escaped" -> (v, a) -> false;
            case "lower" -> (v, a) -> Texts.hasCase(Values.str(v)) && Values.str(v).equals(Values.str(v).toLowerCase(Locale.ROOT));
            case "upper" -> (v, a) -> Texts.hasCase(Values.str(v)) && Values.str(v).equals(Values.str(v).toUpperCase(Locale.ROOT));
            case "filter" -> (v, a) -> Filters.exists(Values.str(v));
            case "test" -> (v, a) -> Tests.exists(Values.str(v));
            case "truthy" -> TypeTests::truthy;
            case "falsy" -> (v, a) -> !truthy(v, a);
            case "nan", "isnan" -> (v, a) -> Double.isNaN(Numbers.real(v));
            case "vault_encrypted" -> (v, a) -> v instanceof String s && s.startsWith("$ANSIBLE_VAULT;");
            default -> null;
        };
    }

    private static boolean truthy(@Nullable Object value, Args a) {
        return Values.truth(a.flag(0, "convert_bool", false) ? converted(value) : value);
    }

    private static @Nullable Object converted(@Nullable Object value) {
        if (!(value instanceof String s)) {
            return value;
        }
        return switch (s.toLowerCase(Locale.ROOT).strip()) {
            case "y", "yes", "on", "1", "true", "t", "1.0" -> true;
            case "n", "no", "off", "0", "false", "f", "0.0" -> false;
            default -> value;
        };
    }
}

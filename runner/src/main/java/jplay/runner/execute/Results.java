package jplay.runner.execute;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jplay.runner.expression.Partial;
import jplay.runner.expression.Unknown;
import jplay.tasks.bind.Parameter;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.Foretold;
import org.jspecify.annotations.Nullable;

/** Makes dicts of the records that modules return. */
final class Results {
    private static final Map<Class<?>, List<Part>> PARTS = new java.util.concurrent.ConcurrentHashMap<>();

    private record Part(String name, Method accessor) {}

    private Results() {}

    /** A record or map as a fresh dict: names in snake case, null components left out. */
    static Map<String, @Nullable Object> dict(Object result) {
        Map<String, @Nullable Object> dict = result instanceof Foretold part && part.foretold()
                ? new Partial(Map.of(), new Unknown("it is yet to be made"))
                : new LinkedHashMap<>();
        if (result instanceof Partial partial) {
            return partial;
        }
        if (result instanceof Map<?, ?> map) {
            map.forEach((key, value) -> dict.put(String.valueOf(key), plain(value)));
        } else {
            for (Part part : PARTS.computeIfAbsent(result.getClass(), Results::parts)) {
                @Nullable Object value = read(part, result);
                if (value != null) {
                    dict.put(part.name(), plain(value));
                }
            }
        }
        return dict;
    }

    /** Values as expressions know them. */
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Integer i -> i.longValue();
            case Short s -> s.longValue();
            case Float f -> f.doubleValue();
            case FileMode mode -> mode.text();
            case Enum<?> constant when constant.getDeclaringClass().getName().startsWith("jplay.tasks") ->
                constant.name().toLowerCase(Locale.ROOT);
            case java.nio.file.Path path -> path.toString();
            case Partial partial -> partial;
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(plain(key), plain(item)));
                yield copy;
            }
            case jplay.runner.expression.Tuple tuple -> tuple;
            case java.util.Collection<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(item -> copy.add(plain(item)));
                yield copy;
            }
            case Record record when record.getClass().getName().startsWith("jplay.tasks") -> dict(record);
            default -> value;
        };
    }

    private static List<Part> parts(Class<?> type) {
        List<Part> parts = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            parts.add(new Part(Parameter.snake(component.getName()), accessor));
        }
        return parts;
    }

    private static @Nullable Object read(Part part, Object record) {
        try {
            return part.accessor().invoke(record);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}

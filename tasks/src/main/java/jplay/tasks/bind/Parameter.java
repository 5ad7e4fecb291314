package jplay.tasks.bind;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jplay.tasks.contract.Param;

/** One parameter of a module, as its record component and {@link Param} describe it. */
public record Parameter(String name, List<String> aliases, Param doc, Class<?> type, Class<?> element) {

    /** The parameters of a record, in order; those of a flat component in its place. */
    public static List<Parameter> of(Class<?> record) {
        List<Parameter> parameters = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            Param doc = component.getAnnotation(Param.class);
            if (doc == null) {
                throw new IllegalStateException(record.getName() + "." + component.getName() + " has no @Param");
            }
            if (doc.flat()) {
                parameters.addAll(of(component.getType()));
                continue;
            }
            String name = doc.name().isEmpty() ? snake(component.getName()) : doc.name();
            parameters.add(new Parameter(
                    name, Arrays.asList(doc.aliases()), doc, component.getType(), element(component.getGenericType())));
        }
        return parameters;
    }

    /** {@code remoteSrc} as {@code remote_src}. */
    public static String snake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** The choices of an enum or of the annotation; empty where anything goes. */
    public List<String> choices() {
        Class<?> of = type == List.class ? element : type;
        if (of.isEnum()) {
            return Arrays.stream(of.getEnumConstants()).map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT)).toList();
        }
        return Arrays.asList(doc.choices());
    }

    public boolean hasDefault() {
        return !doc.def().isEmpty();
    }

    /** The type as the documentation names it: {@code string}, {@code bool}, {@code list of string}, {@code mode}. */
    public String typeName() {
        return type == List.class ? "list of " + typeName(element) : typeName(type);
    }

    private static String typeName(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Boolean", "boolean" -> "bool";
            case "Integer", "int", "Long", "long" -> "int";
            case "Double", "double" -> "float";
            case "FileMode" -> "mode";
            case "Map" -> "dict";
            case "Object" -> "any";
            default -> type.isRecord() ? "dict" : "string";
        };
    }

    private static Class<?> element(Type generic) {
        if (generic instanceof ParameterizedType p && p.getRawType() == List.class) {
            Type argument = p.getActualTypeArguments()[0];
            return switch (argument) {
                case Class<?> c -> c;
                case ParameterizedType of -> (Class<?>) of.getRawType();
                default -> Object.class;
            };
        }
        return Object.class;
    }
}

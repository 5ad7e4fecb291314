package jplay.tasks.bind;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jplay.tasks.contract.Param;

/**
 * One parameter of a module, as its record component and {@link Param} describe it.
 *
 * @param choices those of an enum or of the annotation; empty where anything goes
 */
public record Parameter(String name, List<String> aliases, Doc doc, Class<?> type, Class<?> element, List<String> choices) {

    /** What {@link Param} says, asked once: each call of an annotation goes through reflection, and each binding asks. */
    public record Doc(String value, boolean required, String def, boolean secret, boolean freeForm, boolean rest, boolean raw, boolean content) {
        private static Doc of(Param param) {
            return new Doc(param.value(), param.required(), param.def(), param.secret(), param.freeForm(), param.rest(), param.raw(), param.content());
        }
    }

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
            Class<?> type = component.getType();
            Class<?> element = element(component.getGenericType());
            parameters.add(new Parameter(name, Arrays.asList(doc.aliases()), Doc.of(doc), type, element,
                    choices(type == List.class ? element : type, doc)));
        }
        return parameters;
    }

    /** {@code remoteSrc} as {@code remote_src}. */
    public static String snake(String camel) {
        StringBuilder snake = new StringBuilder(camel.length() + 4);
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            boolean upper = c >= 'A' && c <= 'Z';
            char before = i == 0 ? 'A' : camel.charAt(i - 1);
            if (upper && (before >= 'a' && before <= 'z' || before >= '0' && before <= '9')) {
                snake.append('_');
            }
            snake.append(upper ? (char) (c + 'a' - 'A') : c);
        }
        return snake.toString();
    }

    private static List<String> choices(Class<?> of, Param doc) {
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

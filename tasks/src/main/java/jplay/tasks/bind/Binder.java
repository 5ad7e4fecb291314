package jplay.tasks.bind;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Param;
import org.jspecify.annotations.Nullable;

/** Binds arguments to a parameter record, and checks them before a run as far as they are known. */
public final class Binder<P extends Record> {
    private final String module;
    private final List<Parameter> parameters;
    private final Map<String, Parameter> byName = new HashMap<>();
    private final Class<P> record;
    private final Shape shape;
    private final boolean takesRest;
    private final @Nullable String freeForm;

    /**
     * How a record is made.
     *
     * @param parts for each of its components the shape of a flat one, or null for a value
     */
    private record Shape(Constructor<?> constructor, List<@Nullable Shape> parts) {}

    public Binder(String module, Class<P> record) {
        this.module = module;
        this.parameters = Parameter.of(record);
        for (Parameter parameter : parameters) {
            byName.put(parameter.name(), parameter);
            parameter.aliases().forEach(alias -> byName.put(alias, parameter));
        }
        this.record = record;
        this.shape = shape(record);
        this.takesRest = parameters.stream().anyMatch(parameter -> parameter.doc().rest());
        this.freeForm = parameters.stream().filter(parameter -> parameter.doc().freeForm()).map(Parameter::name).findFirst().orElse(null);
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /** The parameter that takes what is written without a name; null where there is none. */
    public @Nullable String freeForm() {
        return freeForm;
    }

    /** The parameter of this name or alias. */
    public @Nullable Parameter parameter(String name) {
        return byName.get(name);
    }

    /** What is wrong with these arguments, as far as they are known; those that are {@link Argument.Later} are trusted. */
    public List<BindError> check(Map<String, Argument> arguments) {
        List<BindError> errors = new ArrayList<>();
        bindAll(arguments, errors);
        return errors;
    }

    /**
     * The record.
     *
     * @throws BindException with all that is wrong
     */
    public P bind(Map<String, Argument> arguments) {
        List<BindError> errors = new ArrayList<>();
        @Nullable Object[] values = bindAll(arguments, errors);
        if (!errors.isEmpty()) {
            throw new BindException(errors);
        }
        return record.cast(construct(shape, Arrays.asList(values).iterator()));
    }

    private @Nullable Object[] bindAll(Map<String, Argument> arguments, List<BindError> errors) {
        Map<Parameter, Argument> given = new IdentityHashMap<>();
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        arguments.forEach((name, argument) -> {
            Parameter parameter = byName.get(name);
            if (parameter == null || parameter.doc().rest()) {
                if (takesRest) {
                    rest.put(name, Argument.plain(argument));
                } else {
                    errors.add(BindError.unknown(module, name, byName.keySet()));
                }
            } else if (given.put(parameter, argument) != null) {
                errors.add(new BindError(name, "'" + name + "' is given twice, under two of its names", "leave one of them"));
            }
        });
        @Nullable Object[] values = new @Nullable Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = parameters.get(i);
            values[i] = parameter.doc().rest() ? rest : value(parameter, given.get(parameter), errors);
        }
        return values;
    }

    private @Nullable Object value(Parameter parameter, @Nullable Argument argument, List<BindError> errors) {
        if (argument == null
                || !parameter.doc().required() && isNull(argument) && parameter.type() != Object.class) {
            if (parameter.doc().required()) {
                errors.add(BindError.missing(module, parameter));
            }
            return parameter.hasDefault()
                    ? Convert.to(parameter, Argument.text(parameter.doc().def()))
                    : Convert.empty(parameter.type());
        }
        if (argument instanceof Argument.Later) {
            return Convert.empty(parameter.type());
        }
        try {
            return Convert.to(parameter, argument);
        } catch (IllegalArgumentException e) {
            errors.add(BindError.wrong(module, parameter, e));
            return Convert.empty(parameter.type());
        }
    }

    private static boolean isNull(Argument argument) {
        return switch (argument) {
            case Argument.Text t -> t.value() == null;
            case Argument.Value v -> v.value() == null;
            case Argument.Later l -> false;
        };
    }

    /** Takes as many values as the record has components, those of flat ones included. */
    private Object construct(Shape of, Iterator<@Nullable Object> values) {
        @Nullable Object[] own = new @Nullable Object[of.parts().size()];
        for (int i = 0; i < own.length; i++) {
            @Nullable Shape part = of.parts().get(i);
            own[i] = part == null ? values.next() : construct(part, values);
        }
        try {
            return of.constructor().newInstance(own);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                throw new BindException(List.of(new BindError("", module + ": " + wrong.getMessage(), "", "", String.valueOf(wrong.getMessage()))));
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Shape shape(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        List<@Nullable Shape> parts = new ArrayList<>();
        for (RecordComponent component : components) {
            parts.add(component.getAnnotation(Param.class).flat() ? shape(component.getType()) : null);
        }
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new Shape(constructor, parts);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}

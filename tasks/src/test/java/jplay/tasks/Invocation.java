package jplay.tasks;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls a test method as JUnit would: as much of that as the tests here use. */
final class Invocation {
    private Invocation() {}

    /** The arguments of each of its calls; none where it is no test, or needs a host. */
    static List<Object[]> arguments(Class<?> type, Method method) {
        if (method.isAnnotationPresent(Tag.class) || type.isAnnotationPresent(Tag.class)) {
            return List.of();
        }
        if (method.isAnnotationPresent(Test.class)) {
            return List.<Object[]>of(new Object[0]);
        }
        CsvSource csv = method.getAnnotation(CsvSource.class);
        ValueSource values = method.getAnnotation(ValueSource.class);
        EnumSource constants = method.getAnnotation(EnumSource.class);
        MethodSource source = method.getAnnotation(MethodSource.class);
        if (csv != null) {
            return Arrays.stream(csv.value()).map(line -> row(csv, line, method)).toList();
        }
        if (values != null && values.strings().length > 0) {
            return Arrays.stream(values.strings()).map(text -> new Object[] {text}).toList();
        }
        if (constants != null) {
            // One will do: the others are other shells.
            return List.<Object[]>of(new Object[] {method.getParameterTypes()[0].getEnumConstants()[0]});
        }
        return source == null ? List.of() : provided(type, source.value().length == 0 || source.value()[0].isEmpty() ? method.getName() : source.value()[0]);
    }

    private static Object[] row(CsvSource csv, String line, Method method) {
        String quote = String.valueOf(csv.quoteCharacter());
        String[] cells = line.split(java.util.regex.Pattern.quote(String.valueOf(csv.delimiter() == '\0' ? ',' : csv.delimiter())), -1);
        return Arrays.stream(cells).map(String::strip)
                .map(cell -> cell.startsWith(quote) && cell.endsWith(quote) && cell.length() > 1 ? cell.substring(1, cell.length() - 1) : cell)
                .limit(method.getParameterCount()).toArray();
    }

    private static List<Object[]> provided(Class<?> type, String name) {
        try {
            Method method = type.getDeclaredMethod(name);
            method.setAccessible(true);
            Object made = method.invoke(null);
            Stream<?> all = made instanceof Stream<?> stream ? stream : ((java.util.Collection<?>) made).stream();
            return all.map(each -> each instanceof Arguments some ? some.get() : new Object[] {each}).toList();
        } catch (ReflectiveOperationException e) {
            return List.of();
        }
    }

    /** Whether the method ends without an exception. */
    static boolean passes(Class<?> type, Method method, Object[] arguments) throws IOException {
        Path temporary = Files.createTempDirectory("jplay-trial");
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object test = constructor.newInstance();
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(TempDir.class) && !Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    field.set(test, Files.createDirectory(temporary.resolve(field.getName())));
                }
            }
            each(test, BeforeEach.class);
            try {
                call(test, method, arguments, temporary);
            } finally {
                each(test, AfterEach.class);
            }
            return true;
        } catch (InvocationTargetException e) {
            return false;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + "." + method.getName(), e);
        } finally {
            remove(temporary);
        }
    }

    private static void call(Object test, Method method, Object[] arguments, Path temporary) throws ReflectiveOperationException {
        List<Object> all = new ArrayList<>(Arrays.asList(arguments));
        for (Class<?> parameter : method.getParameterTypes()) {
            if (parameter == Path.class && all.size() < method.getParameterCount()) {
                all.add(temporary);
            }
        }
        method.setAccessible(true);
        method.invoke(test, all.toArray());
    }

    private static void each(Object test, Class<? extends Annotation> annotation) throws ReflectiveOperationException {
        for (Method method : test.getClass().getDeclaredMethods()) {
            if (method.isAnnotationPresent(annotation)) {
                method.setAccessible(true);
                method.invoke(test);
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

package jplay.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jplay.tasks.bind.Parameter;
import jplay.tasks.modules.Ignored;
import org.junit.jupiter.api.Test;

/**
 * Each parameter of each module has a case that fails when the module does not get it: the cases are run again without
 * it, until one fails.
 */
class ParametersTest {

    /** Of the many, those whose names match this, while one is written. */
    private static final String ONLY = System.getProperty("jplay.parameters", ".*");

    @Test
    void everyParameterMatters() throws IOException {
        List<Trial> trials = trials();
        Map<String, List<Trial>> by = new HashMap<>();
        for (Trial trial : trials) {
            Ignored.SEEN.clear();
            if (trial.fails()) {
                continue;
            }
            new TreeSet<>(Ignored.SEEN).forEach(name -> by.computeIfAbsent(name, k -> new ArrayList<>()).add(trial));
        }
        Set<String> free = new TreeSet<>();
        Set<String> held = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (Modules.Entry entry : Modules.load().all()) {
            for (Parameter parameter : entry.binder().parameters()) {
                String name = entry.doc().name() + "." + parameter.name();
                all.add(name);
                if (name.matches(ONLY) && !parameter.doc().rest() && isCalledSupported(entry, parameter)) {
                    (matters(name, by.getOrDefault(name, List.of())) ? held : free).add(name);
                }
            }
        }
        Set<String> runner = ofTheRunner();
        Set<String> proved = new TreeSet<>(held);
        proved.retainAll(runner);
        free.removeAll(runner);
        assertEquals(Set.of(), free, "have no case that fails without them");
        assertEquals(Set.of(), proved, "have one, and need none in the runner's tests");
        runner.removeAll(all);
        assertEquals(Set.of(), runner, "are no parameters");
    }

    /** What its documentation says to do nothing here needs no case, and what is refused whatever it is given neither. */
    private static boolean isCalledSupported(Modules.Entry entry, Parameter parameter) {
        return !parameter.doc().value().contains("means nothing here") && !parameter.doc().value().startsWith("Means nothing here")
                && !isRefused(entry);
    }

    private static boolean isRefused(Modules.Entry entry) {
        return entry.doc().summary().startsWith("Is not supported");
    }

    @Test
    void onlyExpectIsRefused() {
        assertEquals(List.of("expect"), Modules.load().all().stream().filter(ParametersTest::isRefused).map(entry -> entry.doc().name()).toList());
        String refusal = jplay.tasks.modules.Task.of("expect", "command", "passwd", "responses", Map.of("a", "b")).failure();
        assertTrue(refusal.startsWith("expect takes Python and pexpect on the target"), refusal);
    }

    private static boolean matters(String name, List<Trial> trials) {
        Ignored.ignore(name);
        try {
            return trials.stream().sorted(Comparator.comparingLong(trial -> trial.nanos)).anyMatch(Trial::fails);
        } finally {
            Ignored.ignore("");
        }
    }

    /** Those whose case the runner's tests have: its {@code RunnerParametersTest} has one for each of these. */
    private static Set<String> ofTheRunner() throws IOException {
        try (var in = ParametersTest.class.getResourceAsStream("/jplay/tasks/parameters-of-the-runner")) {
            return in == null ? new TreeSet<>() : new TreeSet<>(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList());
        }
    }

    private static List<Trial> trials() throws IOException {
        Path root = Path.of(ParametersTest.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        List<Trial> trials = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(each -> each.toString().endsWith("Test.class")).sorted().toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                Class<?> type = load(name);
                if (type != ParametersTest.class && !Modifier.isAbstract(type.getModifiers())) {
                    Trial.of(type, trials);
                }
            }
        }
        return trials;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A test method with its arguments. */
    static final class Trial {
        private final Class<?> type;
        private final Method method;
        private final Object[] arguments;
        private long nanos;

        private Trial(Class<?> type, Method method, Object[] arguments) {
            this.type = type;
            this.method = method;
            this.arguments = arguments;
        }

        static void of(Class<?> type, List<Trial> into) {
            for (Method method : type.getDeclaredMethods()) {
                for (Object[] arguments : Invocation.arguments(type, method)) {
                    into.add(new Trial(type, method, arguments));
                }
            }
        }

        boolean fails() {
            long start = System.nanoTime();
            try {
                return !Invocation.passes(type, method, arguments);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                nanos = System.nanoTime() - start;
            }
        }
    }
}

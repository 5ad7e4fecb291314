package jplay.tasks.modules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.bind.Parameter;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.ShellLibrary;

/** Answers reads and applies plans on this machine, as the engine would on a host. */
public final class Here {
    /** Laid over the environment of what is run. */
    public static final Map<String, String> ENVIRONMENT = new java.util.HashMap<>();

    private Here() {}

    public static Output sh(String script, Map<String, String> env) {
        return sh(ENVIRONMENT.getOrDefault("TEST_SHELL", "/bin/sh"), script, env);
    }

    public static Output sh(String shell, String script, Map<String, String> env) {
        try {
            Path out = Files.createTempFile("jplay-out", "");
            Path err = Files.createTempFile("jplay-err", "");
            List<String> command = new ArrayList<>(List.of(shell.split(" ")));
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(ENVIRONMENT);
            builder.environment().putAll(env);
            Process process = Ignored.limited(builder.start());
            try (var in = process.getOutputStream()) {
                in.write((ShellLibrary.text() + "\n(\n" + script + "\n) </dev/null\nexit $?\n").getBytes(StandardCharsets.UTF_8));
            }
            Output output = new Output(process.waitFor(), Files.readAllBytes(out), Files.readAllBytes(err));
            Files.delete(out);
            Files.delete(err);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static <A> Answer<A> answer(Read<A> read) {
        return read.parse(sh(read.script(), Map.of()));
    }

    public static Output apply(Effect effect) {
        return effect.upload().map(upload -> {
            try {
                Path dir = Path.of(upload.near()).toAbsolutePath().getParent();
                Path file = Files.createTempFile(dir, ".up", "",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(file, upload.content().bytes());
                return sh(effect.script(), Map.of("JPLAY_UPLOAD", file.toString()));
            } catch (IOException e) {
                return Output.of(1, "", e.toString());
            }
        }).orElseGet(() -> sh(effect.script(), Map.of()));
    }

    public static Map<String, Object> apply(Plan plan, HostState before) {
        return switch (plan) {
            case Plan.InSync p -> result(p.result(), "changed", false);
            case Plan.Failed p -> result(p.result(), "failed", true, "msg", p.message());
            case Plan.Skipped p -> result(p.result(), "skipped", true, "skip_reason", p.reason());
            case Plan.More p -> throw new IllegalStateException("undecided: " + p);
            case Plan.Opaque p -> {
                Plan.Outcome outcome = p.then().apply(apply(p.run()));
                yield outcome.failed() == null
                        ? result(outcome.result(), "changed", outcome.changed())
                        : result(outcome.result(), "failed", true, "msg", outcome.failed());
            }
            case Plan.Change p -> change(p, before);
        };
    }

    private static Map<String, Object> change(Plan.Change change, HostState before) {
        List<Output> outputs = new ArrayList<>();
        for (Effect effect : change.effects()) {
            Output output = apply(effect);
            if (output.exit() != 0) {
                return result(Map.of(), "failed", true, "msg", output.err().strip());
            }
            outputs.add(output);
        }
        Map<Read<?>, Answer<?>> after = new LinkedHashMap<>();
        change.after().all().forEach(read -> after.put(read, answer(read)));
        HostState state = new HostState() {
            @Override
            @SuppressWarnings("unchecked")
            public <A> Answer<A> get(Read<A> read) {
                return after.containsKey(read) ? (Answer<A>) after.get(read) : before.get(read);
            }

            @Override
            public boolean has(Read<?> read) {
                return after.containsKey(read) || before.has(read);
            }
        };
        return result(change.then().apply(new Plan.Applied(outputs, state)), "changed", true);
    }

    private static Map<String, Object> result(Object result, Object... more) {
        Map<String, Object> map = new LinkedHashMap<>();
        flat(result).forEach((k, v) -> map.put(String.valueOf(k), v));
        for (int i = 0; i < more.length; i += 2) {
            map.put((String) more[i], more[i + 1]);
        }
        return map;
    }

    /** A result as {@code register} would have it. */
    public static Map<?, ?> flat(Object result) {
        if (result instanceof Map<?, ?> map) {
            return map;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (RecordComponent component : result.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                Object value = component.getAccessor().invoke(result);
                if (value != null) {
                    map.put(Parameter.snake(component.getName()), value instanceof Record r ? flat(r) : value);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return map;
    }
}

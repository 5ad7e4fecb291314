package jplay.tasks.modules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jplay.tasks.Modules;
import jplay.tasks.bind.Argument;
import jplay.tasks.bind.Parameter;

/** A parameter that modules do not get, whatever tests give them: a case has to notice. */
public final class Ignored {
    /** Names of parameters that tests gave so far, as {@code module.parameter}. */
    public static final Set<String> SEEN = new TreeSet<>();

    /** What is kept from modules, or "". */
    private static String ignored = "";

    private Ignored() {}

    public static void ignore(String parameter) {
        ignored = parameter;
    }

    /** Ends a process that would wait for ever, or as good as: a module that did not get its {@code timeout}, say. */
    public static Process limited(Process process) {
        CompletableFuture.delayedExecutor(ignored.isEmpty() ? 300 : 10, TimeUnit.SECONDS).execute(() -> {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        });
        return process;
    }

    /** What the module gets. */
    public static Map<String, Argument> strip(Modules.Entry entry, Map<String, Argument> arguments) {
        Map<String, Argument> left = new LinkedHashMap<>();
        arguments.forEach((name, argument) -> {
            Parameter parameter = entry.binder().parameter(name);
            String full = entry.doc().name() + "." + (parameter == null ? name : parameter.name());
            SEEN.add(full);
            if (!full.equals(ignored)) {
                left.put(name, argument);
            }
        });
        return left;
    }
}

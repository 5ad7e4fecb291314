package jplay.tasks.modules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

package jplay.tasks.modules.control;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import org.jspecify.annotations.Nullable;

/** Prints a message, or the value of a variable. */
@Module(
        name = "debug",
        changes = false,
        summary = "Prints a message, or the value of a variable or expression.",
        controlOnly = true,
        example = """
                - name: Show a message
                  debug:
                    msg: The cluster has {{ groups['all'] | length }} hosts
                """)
@AutoService(TaskModule.class)
public final class Debug implements TaskModule<Debug.Params> {
    private static final String UNDEFINED = "VARIABLE IS NOT DEFINED!";

    /** The parameters. */
    public record Params(
            @Nullable @Param("What to print; any value.") Object msg,
            @Nullable @Param(value = "A variable's name or an expression, without braces. Not together with msg.", raw = true)
            Object var,
            @Param(value = "Print only when run with at least this many -v.", def = "0") int verbosity) {
        public Params {
            if (msg != null && var != null) {
                throw new IllegalArgumentException("msg and var exclude each other; leave one of them");
            }
        }
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        if (params.verbosity > 0 && params.verbosity > verbosity(control)) {
            return new Plan.Skipped("Verbosity threshold not met.", Map.of("skipped_reason", "Verbosity threshold not met."));
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        switch (params.var) {
            case null -> result.put("msg", params.msg == null ? "Hello world!" : params.msg);
            case String expression -> show(expression.strip(), result, control);
            default -> result.put(params.var instanceof List ? "list" : "dict", control.render(params.var));
        }
        return new Plan.InSync(result);
    }

    /** A template gives the name of what is to be shown, or, where it gives no text, the value itself. */
    private static void show(String var, Map<String, @Nullable Object> result, Control control) {
        if (!var.contains("{{")) {
            result.put(var, value(var, control));
        } else if (control.render(var) instanceof String name) {
            result.put(name, value(name, control));
        } else {
            result.put(var, control.render(var));
        }
    }

    private static @Nullable Object value(String expression, Control control) {
        try {
            return control.evaluate(expression);
        } catch (ModuleFailure e) {
            if (undefined(expression, control)) {
                return UNDEFINED;
            }
            throw e;
        }
    }

    private static boolean undefined(String expression, Control control) {
        try {
            return control.test("(" + expression + ") is undefined");
        } catch (ModuleFailure e) {
            return false;
        }
    }

    private static long verbosity(Control control) {
        return control.variable("ansible_verbosity") instanceof Number n ? n.longValue() : 0;
    }
}

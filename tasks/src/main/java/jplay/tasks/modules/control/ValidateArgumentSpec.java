package jplay.tasks.modules.control;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import org.jspecify.annotations.Nullable;

/** Checks a role's arguments. */
@Module(
        name = "validate_argument_spec",
        changes = false,
        summary = "Checks variables against a specification, as a role's meta/argument_specs.yml has one.",
        controlOnly = true,
        example = """
                - name: Check the port
                  validate_argument_spec:
                    argument_spec:
                      port:
                        type: int
                        required: true
                    provided_arguments:
                      port: 80
                """)
@AutoService(TaskModule.class)
public final class ValidateArgumentSpec implements TaskModule<ValidateArgumentSpec.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "Each argument's type, choices, elements, options, and whether it is required.", required = true)
            Map<String, Object> argumentSpec,
            @Param("Arguments that go before the variables of the same names.") @Nullable Map<String, Object> providedArguments,
            @Param("What is checked; it is handed back.") @Nullable Map<String, Object> validateArgsContext) {}

    /** What is registered. */
    public record Result(
            @Nullable List<String> argumentErrors, @Nullable Map<String, Object> argumentSpecData, String msg,
            Map<String, Object> validateArgsContext) {}

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        params.argumentSpec().keySet().forEach(name -> {
            @Nullable Object value = control.variable(name);
            if (value != null) {
                given.put(name, value);
            }
        });
        if (params.providedArguments() != null) {
            given.putAll(params.providedArguments());
        }
        Map<String, Object> context = params.validateArgsContext() == null ? Map.of() : params.validateArgsContext();
        List<String> errors = new ArgumentSpec(params.argumentSpec()).errors(given);
        if (errors.isEmpty()) {
            return new Plan.InSync(new Result(null, null, "The arg spec validation passed", context));
        }
        String message = "Validation of arguments failed:\n" + String.join("\n", errors);
        return new Plan.Failed(message, new Result(errors, params.argumentSpec(), message, context));
    }
}

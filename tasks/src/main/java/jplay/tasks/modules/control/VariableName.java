package jplay.tasks.modules.control;

import java.util.regex.Pattern;
import jplay.tasks.contract.ModuleFailure;

/** What a variable may be called. */
final class VariableName {
    private static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private VariableName() {}

    static void check(String name) {
        if (!VALID.matcher(name).matches()) {
            throw new ModuleFailure("The variable name '" + name + "' is not valid. Variables must start with a letter or"
                    + " underscore character, and contain only letters, numbers and underscores.");
        }
    }
}

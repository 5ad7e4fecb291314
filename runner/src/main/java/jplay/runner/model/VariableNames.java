package jplay.runner.model;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import jplay.runner.source.Node;
import org.jspecify.annotations.Nullable;

/** Checks what {@code vars} names: a variable that no expression can name is a mistake. */
record VariableNames(TaskReader reader) {
    static final String RULE = "a name is of letters, digits and underscores, begins with no digit, and is no word of Python's";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> WORDS = Set.of(
            "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
            "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
            "pass", "raise", "return", "try", "while", "with", "yield");

    static boolean isValid(String name) {
        return NAME.matcher(name).matches() && !WORDS.contains(name);
    }

    /** @param where what the variables stand on, for messages */
    void check(@Nullable Node vars, String where) {
        for (Node each : vars instanceof Node.Items items ? items.items() : vars == null ? List.<Node>of() : List.of(vars)) {
            switch (each) {
                case Node.Dict dict -> dict.entries().forEach(entry -> name(entry.key(), where));
                case Node.Scalar scalar when scalar.value() == null -> { }
                default -> reader.problem("vars", "'vars' must be a dict of names and values", each.span(), null);
            }
        }
    }

    private void name(Node.Scalar name, String where) {
        if (!isValid(name.text())) {
            reader.problem("variable-name", "Invalid variable name in vars specified for " + where + ": '" + name.text()
                    + "' is not a valid variable name", name.span(), RULE);
        }
    }
}

package jplay.tasks.bind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an argument.
 *
 * @param parameter the name it was given under, or "" where it concerns the task as a whole
 * @param help the likely mend, or ""
 * @param lacks the parameter that is not there, or ""
 * @param told what a task's result says of it, in words that playbooks look for in Ansible's
 */
public record BindError(String parameter, String message, String help, String lacks, String told) {

    /** What Ansible says of modules whose arguments it looks at before it sends them. */
    private static final Map<String, String> NEEDED = Map.of(
            "copy", "dest is required",
            "template", "src and dest are required",
            "assemble", "src and dest are required",
            "fetch", "src and dest are required",
            "unarchive", "src (or content) and dest are required");

    public BindError(String parameter, String message, String help) {
        this(parameter, message, help, "", message);
    }

    static BindError unknown(String module, String name, Collection<String> known) {
        @Nullable String close = Names.closest(name, known);
        return new BindError(
                name,
                "'" + name + "' is no parameter of " + module,
                close != null ? "did you mean '" + close + "'?" : "it takes: " + String.join(", ", new TreeSet<>(known)),
                "",
                "Unsupported parameters for (" + module + ") module: " + name + ". Supported parameters include: "
                        + String.join(", ", new TreeSet<>(known)) + ".");
    }

    static BindError missing(String module, Parameter parameter) {
        List<String> names = new ArrayList<>(List.of(parameter.name()));
        names.addAll(parameter.aliases());
        @Nullable String needed = NEEDED.get(module);
        return new BindError(
                "",
                module + " needs '" + parameter.name() + "'",
                "add " + parameter.name() + ": (" + parameter.typeName() + ")"
                        + (names.size() > 1 ? " or one of its aliases " + String.join(", ", names.subList(1, names.size())) : ""),
                needed == null ? parameter.name() : "",
                needed == null ? "" : needed);
    }

    static BindError wrong(String module, Parameter parameter, IllegalArgumentException why) {
        String message = "'" + parameter.name() + "' of " + module + ": " + why.getMessage();
        String told = why instanceof NoChoice none ? "value of " + parameter.name() + " must be one of: "
                + String.join(", ", none.choices()) + ", got: " + none.given() : message;
        return new BindError(parameter.name(), message, "", "", told);
    }

    /** A word that is none of those that are known. */
    static final class NoChoice extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
        private final String given;
        private final transient List<String> choices;

        NoChoice(String message, String given, List<String> choices) {
            super(message);
            this.given = given;
            this.choices = List.copyOf(choices);
        }

        String given() {
            return given;
        }

        List<String> choices() {
            return choices;
        }
    }
}

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
 * @param ansible how Ansible says it, which playbooks ask for
 */
public record BindError(String parameter, String message, String help, String ansible) {

    /** What Ansible says of modules whose arguments it looks at before it sends them. */
    private static final Map<String, String> NEEDED = Map.of(
            "copy", "dest is required",
            "template", "src and dest are required",
            "assemble", "src and dest are required",
            "fetch", "src and dest are required",
            "unarchive", "src (or content) and dest are required");

    BindError(String parameter, String message, String help) {
        this(parameter, message, help, message);
    }

    static BindError unknown(String module, String name, Collection<String> known) {
        @Nullable String close = Names.closest(name, known);
        return new BindError(
                name,
                "'" + name + "' is no parameter of " + module,
                close != null ? "did you mean '" + close + "'?" : "it takes: " + String.join(", ", new TreeSet<>(known)),
                "Unsupported parameters for (" + module + ") module: " + name + ". Supported parameters include: "
                        + String.join(", ", new TreeSet<>(known)) + ".");
    }

    static BindError missing(String module, Parameter parameter) {
        List<String> names = new ArrayList<>(List.of(parameter.name()));
        names.addAll(parameter.aliases());
        return new BindError(
                "",
                module + " needs '" + parameter.name() + "'",
                "add " + parameter.name() + ": (" + parameter.typeName() + ")"
                        + (names.size() > 1 ? " or one of its aliases " + String.join(", ", names.subList(1, names.size())) : ""),
                NEEDED.getOrDefault(module, "missing required arguments: " + parameter.name()));
    }

    static BindError wrong(String module, Parameter parameter, IllegalArgumentException why) {
        String message = "'" + parameter.name() + "' of " + module + ": " + why.getMessage();
        return new BindError(parameter.name(), message, "", why instanceof NoChoice no
                ? "value of " + parameter.name() + " must be one of: " + String.join(", ", no.choices()) + ", got: " + no.given()
                : message);
    }
}

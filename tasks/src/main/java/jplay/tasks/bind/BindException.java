package jplay.tasks.bind;

import java.util.List;
import java.util.stream.Collectors;

/** Arguments that do not fit a module's parameters. */
public final class BindException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<BindError> errors;

    public BindException(List<BindError> errors) {
        super(errors.stream()
                .map(e -> e.message() + (e.help().isBlank() ? "" : "; " + e.help().strip()))
                .collect(Collectors.joining("\n")));
        this.errors = errors;
    }

    /** What is wrong first, as Ansible says it: all that are missing together. */
    public String ansible() {
        String missing = "missing required arguments: ";
        List<String> absent = errors.stream().map(BindError::ansible).filter(each -> each.startsWith(missing))
                .map(each -> each.substring(missing.length())).toList();
        String first = errors.get(0).ansible();
        return first.startsWith(missing) ? missing + String.join(", ", absent) : first;
    }

    public List<BindError> errors() {
        return errors;
    }
}

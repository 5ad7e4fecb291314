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

    public List<BindError> errors() {
        return errors;
    }
}

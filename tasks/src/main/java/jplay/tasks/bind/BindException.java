package jplay.tasks.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Arguments that do not fit a module's parameters. */
public final class BindException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<BindError> errors;

    public BindException(List<BindError> errors) {
        super(told(errors));
        this.errors = errors;
    }

    private static String told(List<BindError> errors) {
        List<String> lines = new ArrayList<>();
        String lacking = errors.stream().map(BindError::lacks).filter(name -> !name.isEmpty()).sorted().collect(Collectors.joining(", "));
        if (!lacking.isEmpty()) {
            lines.add("missing required arguments: " + lacking);
        }
        for (BindError error : errors) {
            if (error.lacks().isEmpty()) {
                boolean helped = error.help().isBlank() || !error.told().equals(error.message());
                lines.add(error.told() + (helped ? "" : "; " + error.help().strip()));
            }
        }
        return lines.stream().distinct().collect(Collectors.joining("\n"));
    }

    public List<BindError> errors() {
        return errors;
    }
}

package jplay.runner.docs;

import java.util.Arrays;
import java.util.List;
import jplay.tasks.Modules;
import jplay.tasks.bind.Parameter;
import jplay.tasks.contract.Param;

/** What a module returns: the components of the public record {@code Result} inside its class, where it has one. */
final class Results {
    private Results() {}

    static List<Parameter> of(Modules.Entry entry) {
        return Arrays.stream(entry.module().getClass().getDeclaredClasses())
                .filter(nested -> nested.isRecord() && nested.getSimpleName().equals("Result"))
                .filter(nested -> Arrays.stream(nested.getRecordComponents()).allMatch(c -> c.isAnnotationPresent(Param.class)))
                .findFirst()
                .map(Parameter::of)
                .orElse(List.of());
    }
}

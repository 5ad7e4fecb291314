package jplay.runner.docs;

import java.util.ArrayList;
import java.util.List;
import jplay.tasks.Modules;
import jplay.tasks.bind.Parameter;

/** What all forms of documentation say alike. */
final class Notes {
    private Notes() {}

    /** Sentences on a module beside its summary. */
    static List<String> of(Modules.Entry entry) {
        List<String> notes = new ArrayList<>();
        if (entry.doc().needs().length > 0) {
            notes.add("Needs on the target: " + String.join(", ", entry.doc().needs()) + ".");
        }
        if (entry.doc().controlOnly()) {
            notes.add("Runs on the control machine; connects to no host.");
        }
        if (entry.doc().aliases().length > 0) {
            notes.add("Also called " + String.join(", ", entry.doc().aliases()) + ".");
        }
        return notes;
    }

    /** The default as it is shown; empty where there is none. */
    static String defaultOf(Parameter parameter) {
        return parameter.type() == boolean.class && !parameter.hasDefault() && !parameter.doc().required()
                ? "false"
                : parameter.doc().def();
    }

    /** The parameters inside a parameter that is a dict of known keys, or a list of these. */
    static List<Parameter> parts(Parameter parameter) {
        Class<?> of = parameter.type() == List.class ? parameter.element() : parameter.type();
        return of.isRecord() && !parameter.typeName().endsWith("mode") ? Parameter.of(of) : List.of();
    }
}

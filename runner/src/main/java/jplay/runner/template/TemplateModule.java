package jplay.runner.template;

import java.util.Map;
import jplay.runner.expression.Attributes;
import jplay.runner.expression.CloseNames;
import jplay.runner.expression.Undefined;
import org.jspecify.annotations.Nullable;

/** An imported template: its macros and variables as attributes, its text as its text. */
record TemplateModule(String name, Map<String, @Nullable Object> exported, String text) implements Attributes {
    @Override
    public @Nullable Object attribute(String attribute) {
        return exported.containsKey(attribute) ? exported.get(attribute) : Undefined.because(attribute,
                "the template '" + name + "' sets no '" + attribute + "'" + CloseNames.suggestion(attribute, exported.keySet()));
    }

    @Override
    public String toString() {
        return text;
    }
}

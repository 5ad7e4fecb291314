package jplay.runner.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters {@code from_ini} and {@code to_ini}: a dict of sections. */
final class IniFilters {
    private IniFilters() {}

    static Object read(String text) {
        Map<@Nullable Object, @Nullable Object> sections = new LinkedHashMap<>();
        for (Object line : Texts.lines(text, false)) {
            String stripped = Values.str(line).strip();
            if (stripped.startsWith("[") && stripped.endsWith("]")) {
                String name = stripped.substring(1, stripped.length() - 1);
                sections.put(name, new LinkedHashMap<Object, Object>(IniText.section(text, name, true)));
            } else if (sections.isEmpty() && !stripped.isEmpty() && !stripped.startsWith("#") && !stripped.startsWith(";")) {
                throw new ExpressionException("'" + stripped + "' stands before the first section");
            }
        }
        return sections;
    }

    static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        Values.map(value).forEach((section, entries) -> {
            out.append('[').append(Values.str(section)).append("]\n");
            Values.map(entries).forEach((key, item) -> out.append(Values.str(key)).append(" = ")
                    .append(Values.str(item).replace("\n", "\n\t")).append('\n'));
            out.append('\n');
        });
        return out.toString();
    }
}

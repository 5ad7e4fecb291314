package jplay.runner.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.Modules;
import jplay.tasks.bind.Parameter;

/** A module's documentation as plain values, for {@code jplay doc --json}. */
public final class ModuleData {
    private ModuleData() {}

    /** All of them, by name. */
    public static Map<String, Object> of(List<Modules.Entry> entries) {
        Map<String, Object> all = new LinkedHashMap<>();
        entries.forEach(entry -> all.put(entry.doc().name(), of(entry)));
        return all;
    }

    private static Map<String, Object> of(Modules.Entry entry) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", entry.doc().name());
        data.put("full_name", entry.fullName());
        data.put("aliases", List.of(entry.doc().aliases()));
        data.put("summary", entry.doc().summary());
        data.put("needs", List.of(entry.doc().needs()));
        data.put("control_only", entry.doc().controlOnly());
        data.put("any_parameter", entry.doc().anyParameter());
        data.put("parameters", parameters(entry.binder().parameters()));
        data.put("result", parameters(Results.of(entry)));
        data.put("example", entry.doc().example().strip());
        return data;
    }

    private static List<Object> parameters(List<Parameter> parameters) {
        List<Object> list = new ArrayList<>();
        for (Parameter parameter : parameters) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("name", parameter.name());
            data.put("type", parameter.typeName());
            data.put("description", parameter.doc().value());
            put(data, "required", parameter.doc().required());
            put(data, "secret", parameter.doc().secret());
            put(data, "free_form", parameter.doc().freeForm());
            if (!Notes.defaultOf(parameter).isEmpty()) {
                data.put("default", Notes.defaultOf(parameter));
            }
            putList(data, "choices", parameter.choices());
            putList(data, "aliases", parameter.aliases());
            putList(data, "parameters", parameters(Notes.parts(parameter)));
            list.add(data);
        }
        return list;
    }

    private static void put(Map<String, Object> data, String key, boolean value) {
        if (value) {
            data.put(key, true);
        }
    }

    private static void putList(Map<String, Object> data, String key, List<?> values) {
        if (!values.isEmpty()) {
            data.put(key, values);
        }
    }
}

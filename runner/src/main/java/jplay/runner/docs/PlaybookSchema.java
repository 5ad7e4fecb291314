package jplay.runner.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jplay.runner.model.Keywords;
import jplay.tasks.Modules;
import jplay.tasks.bind.Parameter;

/**
 * A JSON schema (draft 7, which editors know best) of playbooks and of files with tasks. Any value may be an expression
 * instead, so that text is allowed everywhere.
 */
public final class PlaybookSchema {
    private static final Set<String> TRUTH = Set.of(
            "become", "check_mode", "diff", "gather_facts", "ignore_errors", "ignore_unreachable", "no_log", "run_once",
            "any_errors_fatal", "delegate_facts", "force_handlers");
    private static final Set<String> NUMBERS =
            Set.of("retries", "delay", "throttle", "timeout", "port", "async", "poll", "gather_timeout");
    private static final Set<String> TASK_LISTS = Set.of("tasks", "pre_tasks", "post_tasks", "handlers", "block", "rescue", "always");
    private static final Set<String> DICTS = Set.of("args", "vars", "loop_control");
    private static final Map<String, Object> ANY = Map.of();
    private static final Map<String, Object> EXPRESSION = Map.of("pattern", "\\{\\{");

    private final Modules modules;

    private PlaybookSchema(Modules modules) {
        this.modules = modules;
    }

    /** The schema as plain values. */
    public static Map<String, Object> of(Modules modules) {
        return new PlaybookSchema(modules).schema();
    }

    private Map<String, Object> schema() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("play", dict(keywords(Keywords.PLAY), List.of("hosts"), false));
        definitions.put("import_playbook", dict(importPlaybook(), List.of(), false));
        definitions.put("tasks", array(List.of("array", "null"), Map.of("anyOf", List.of(ref("block"), ref("task")))));
        definitions.put("block", dict(keywords(Keywords.BLOCK), List.of("block"), false));
        definitions.put("task", task());
        modules.all().forEach(entry -> definitions.put("module." + entry.doc().name(), module(entry)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "jplay playbook");
        schema.put("type", "array");
        schema.put("items", Map.of("anyOf", List.of(ref("play"), ref("import_playbook"), ref("block"), ref("task"))));
        schema.put("definitions", definitions);
        return schema;
    }

    private static Map<String, Object> importPlaybook() {
        Map<String, Object> properties = keywords(Set.of("name", "tags", "vars", "when"));
        properties.put("import_playbook", Map.of("type", "string"));
        properties.put("ansible.builtin.import_playbook", Map.of("type", "string"));
        return properties;
    }

    private Map<String, Object> task() {
        Map<String, Object> properties = keywords(Keywords.HANDLER);
        for (String action : new TreeSet<>(Keywords.ACTIONS)) {
            properties.put(action, ANY);
            properties.put("ansible.builtin." + action, ANY);
        }
        for (String name : modules.names()) {
            Modules.Entry entry = modules.find(name);
            if (entry != null) {
                properties.put(name, ref("module." + entry.doc().name()));
            }
        }
        Map<String, Object> task = dict(properties, List.of(), false);
        task.put("patternProperties", Map.of("^with_", ANY));
        return task;
    }

    private static Map<String, Object> keywords(Set<String> names) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : new TreeSet<>(names)) {
            properties.put(name, keyword(name));
        }
        return properties;
    }

    private static Map<String, Object> keyword(String name) {
        if (TASK_LISTS.contains(name)) {
            return ref("tasks");
        }
        if (TRUTH.contains(name)) {
            return type("boolean", "string");
        }
        if (NUMBERS.contains(name)) {
            return type("number", "string");
        }
        return DICTS.contains(name) ? type("object", "string", "null") : ANY;
    }

    private static Map<String, Object> module(Modules.Entry entry) {
        Map<String, Object> module = new LinkedHashMap<>();
        module.put("description", entry.doc().summary());
        module.put("anyOf", List.of(
                type("string", "null"), parameters(entry.binder().parameters(), entry.doc().anyParameter())));
        return module;
    }

    private static Map<String, Object> parameters(List<Parameter> parameters, boolean open) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        boolean rest = open;
        for (Parameter parameter : parameters) {
            if (parameter.doc().rest()) {
                rest = true;
                continue;
            }
            properties.put(parameter.name(), parameter(parameter));
            parameter.aliases().forEach(alias -> properties.put(alias, parameter(parameter)));
            if (parameter.doc().required() && parameter.aliases().isEmpty()) {
                required.add(parameter.name());
            }
        }
        return dict(properties, required, rest);
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", parameter.doc().value());
        List<Parameter> parts = Notes.parts(parameter);
        boolean list = parameter.type() == List.class;
        String type = parameter.typeName();
        if (!parts.isEmpty()) {
            Map<String, Object> dict = parameters(parts, false);
            schema.put("anyOf", List.of(list ? array("array", dict) : dict, type("string")));
        } else if (!parameter.choices().isEmpty() && !list) {
            schema.put("anyOf", List.of(Map.of("enum", parameter.choices()), EXPRESSION));
        } else if (!type.equals("any")) {
            schema.put("type", types(list ? "list" : type));
        }
        if (!Notes.defaultOf(parameter).isEmpty()) {
            schema.put("default", Notes.defaultOf(parameter));
        }
        return schema;
    }

    private static List<String> types(String type) {
        return switch (type) {
            case "bool" -> List.of("boolean", "string");
            case "int" -> List.of("integer", "string");
            case "float" -> List.of("number", "string");
            case "mode" -> List.of("string", "integer");
            case "list" -> List.of("array", "string");
            case "dict" -> List.of("object", "string");
            // A plain scalar is bound by its text, whatever YAML makes of it.
            default -> List.of("string", "number", "boolean", "null");
        };
    }

    private static Map<String, Object> dict(Map<String, Object> properties, List<String> required, boolean open) {
        Map<String, Object> dict = new LinkedHashMap<>();
        dict.put("type", "object");
        dict.put("properties", properties);
        if (!required.isEmpty()) {
            dict.put("required", required);
        }
        dict.put("additionalProperties", open);
        return dict;
    }

    private static Map<String, Object> array(Object type, Map<String, Object> items) {
        Map<String, Object> array = new LinkedHashMap<>();
        array.put("type", type);
        array.put("items", items);
        return array;
    }

    private static Map<String, Object> type(String... types) {
        return Map.of("type", types.length == 1 ? types[0] : List.of(types));
    }

    private static Map<String, Object> ref(String name) {
        return Map.of("$ref", "#/definitions/" + name);
    }
}

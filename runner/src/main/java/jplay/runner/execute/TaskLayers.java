package jplay.runner.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.runner.model.Attributes;
import jplay.runner.model.Play;
import jplay.runner.model.Role;
import jplay.runner.source.Node;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.Value;
import jplay.runner.vars.Layer;
import jplay.runner.vars.Level;
import org.jspecify.annotations.Nullable;

/**
 * The layers of variables that a place in a playbook brings, whatever the host: made once for each place.
 *
 * @param defaults role defaults
 * @param play play vars
 * @param vars from those of roles to task vars
 * @param params of roles and includes
 */
record TaskLayers(List<Layer> defaults, List<Layer> play, List<Layer> vars, List<Layer> params) {

    /** @param published roles whose variables {@code include_role} made public */
    static TaskLayers of(Play play, List<Role> published, Attributes at) {
        List<Layer> defaults = new ArrayList<>();
        List<Layer> roleVars = new ArrayList<>();
        List<Layer> params = new ArrayList<>();
        List<Role> ofPlay = new ArrayList<>(play.allRoles());
        ofPlay.addAll(published);
        for (Role role : ofPlay) {
            defaults.add(Layer.of(Level.ROLE_DEFAULTS, role.defaults()));
            role.allVars().forEach(vars -> roleVars.add(Layer.of(Level.ROLE_VARS, vars)));
        }
        for (Role role : callers(at.role())) {
            for (Role each : role.withDependencies()) {
                defaults.add(Layer.of(Level.ROLE_DEFAULTS, each.defaults()));
                each.allVars().forEach(vars -> roleVars.add(Layer.of(Level.ROLE_VARS, vars)));
            }
            params.add(Layer.of(Level.ROLE_PARAMS, role.params()));
        }
        List<Layer> ofPlayItself = new ArrayList<>();
        ofPlayItself.add(Layer.of(Level.PLAY_VARS, play.importVars()));
        List<Layer> inner = new ArrayList<>();
        for (Attributes level : at.chain()) {
            List<Node.Dict> own = dicts(level.own("vars"));
            switch (level.level()) {
                case PLAY -> ofPlayItself.add(Layer.of(Level.PLAY_VARS, own));
                case INCLUDE -> {
                    params.add(Layer.of(Level.INCLUDE_PARAMS, own));
                    params.add(Layer.of(Level.INCLUDE_PARAMS, level.locals(), "the loop that included this"));
                }
                case TASK -> inner.add(Layer.of(Level.TASK_VARS, own));
                case ROLE, BLOCK -> inner.add(Layer.of(Level.BLOCK_VARS, own));
            }
        }
        List<Layer> vars = new ArrayList<>(roleVars);
        vars.addAll(inner);
        return new TaskLayers(defaults, ofPlayItself, vars, params);
    }

    /** The role and those that brought it, outermost first. */
    private static List<Role> callers(@Nullable Role role) {
        List<Role> all = new ArrayList<>();
        for (Role at = role; at != null; at = at.caller()) {
            all.add(0, at);
        }
        return all;
    }

    private static List<Node.Dict> dicts(@Nullable Node vars) {
        List<Node.Dict> dicts = new ArrayList<>();
        List<Node> nodes = vars instanceof Node.Items items ? items.items() : vars == null ? List.of() : List.of(vars);
        nodes.forEach(node -> {
            if (node instanceof Node.Dict dict) {
                dicts.add(dict);
            }
        });
        return dicts;
    }

    /** A layer of values that are final. */
    static Layer local(Map<String, ? extends @Nullable Object> values) {
        return Layer.of(Level.LOOP, values, "the loop");
    }

    /** A layer of values as {@code include_vars} reads them. */
    static Map<String, Value> values(Map<String, ?> read, String origin) {
        Map<String, Value> values = new java.util.LinkedHashMap<>();
        read.forEach((name, value) -> values.put(name, value instanceof Node node ? Value.of(node)
                : value instanceof Map<?, ?> map && !map.isEmpty() && map.values().stream().allMatch(Node.class::isInstance)
                        ? Value.of(dict(map)) : Value.of(value, origin)));
        return values;
    }

    /** The variables of a file under one name. */
    private static Node.Dict dict(Map<?, ?> map) {
        SourceSpan span = SourceSpan.file("include_vars");
        return new Node.Dict(map.entrySet().stream()
                .map(each -> new Node.Entry(Node.Scalar.text(String.valueOf(each.getKey()), span), (Node) each.getValue())).toList(), span);
    }
}

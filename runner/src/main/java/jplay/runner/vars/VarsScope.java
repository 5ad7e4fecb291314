package jplay.runner.vars;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.expression.Environment;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Undefined;
import jplay.runner.expression.UndefinedException;
import jplay.runner.source.Node;
import jplay.runner.source.Value;
import jplay.runner.template.TemplateException;
import jplay.runner.vault.VaultOpener;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one host at one task as expressions see them: each is rendered when it is used, against all that are in
 * force, and no more than once. For one thread.
 */
public final class VarsScope implements Scope {
    private final Vars vars;
    private final Environment environment;
    private final VaultOpener vault;
    private final Map<String, @Nullable Object> rendered = new HashMap<>();
    private final Map<Node, String> open = new IdentityHashMap<>();
    private final List<Step> way = new ArrayList<>();

    /** A text that is being rendered. */
    private record Step(String label, Node.Scalar text) {
        @Override
        public String toString() {
            return label + " (" + text.span() + ")";
        }
    }

    public VarsScope(Vars vars, Environment environment, VaultOpener vault) {
        this.vars = vars;
        this.environment = environment;
        this.vault = vault;
    }

    /** The same variables with a stronger layer, such as that of a loop. */
    public VarsScope over(Layer layer) {
        return new VarsScope(vars.over(layer), environment, vault);
    }

    public Vars vars() {
        return vars;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Iterable<String> names() {
        Set<String> names = vars.names();
        names.add("vars");
        return names;
    }

    @Override
    public @Nullable Object get(String name) {
        Object known = rendered.get(name);
        if (known != null) {
            return known;
        }
        Value value = vars.get(name);
        if (value == null) {
            return name.equals("vars") ? new VarsMap(this) : Undefined.of(name);
        }
        if (!(value instanceof Value.Written written)) {
            return value.raw();
        }
        Object made = render(written.node(), name);
        rendered.put(name, made);
        return made;
    }

    /** All variables as a dict, rendered when looked at. */
    public Map<String, @Nullable Object> asMap() {
        return new VarsMap(this);
    }

    /** The value of a piece of YAML: strings rendered, lists and dicts when they are looked at. */
    public @Nullable Object render(Node node) {
        return render(node, "");
    }

    @Nullable Object render(Node node, String label) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(scalar, label);
            case Node.Items items -> {
                List<@Nullable Object> cells = new ArrayList<>(items.items().size());
                items.items().forEach(item -> cells.add(cell(item, label, cells.size())));
                yield new LazyList(this, cells);
            }
            case Node.Dict dict -> {
                Map<@Nullable Object, @Nullable Object> cells = new LinkedHashMap<>();
                dict.entries().forEach(each -> cells.put(each.key().value(), cell(each.value(), label, each.key().text())));
                yield new LazyDict(this, cells);
            }
        };
    }

    /** A leaf that needs no rendering, or what is to be rendered later. */
    private static @Nullable Object cell(Node node, String label, Object key) {
        return node instanceof Node.Scalar scalar && scalar.tag().isEmpty() && !needsRendering(scalar)
                ? scalar.value()
                : new Unrendered(node, label, key);
    }

    /** A part of a list or dict that nobody has looked at. */
    record Unrendered(Node node, String label, Object key) {
        String path() {
            return key instanceof Integer ? label + "[" + key + "]" : label.isEmpty() ? key.toString() : label + "." + key;
        }
    }

    private static boolean needsRendering(Node.Scalar scalar) {
        return scalar.value() instanceof String && scalar.text().indexOf('{') >= 0;
    }

    private @Nullable Object scalar(Node.Scalar scalar, String label) {
        if (scalar.tag().equals("!vault") || scalar.tag().equals("!vault-encrypted")) {
            return vault.open(scalar.text(), scalar.span());
        }
        if (scalar.unsafe() || !needsRendering(scalar)) {
            return scalar.value();
        }
        Step step = new Step(label, scalar);
        if (open.put(scalar, label) != null) {
            throw recursion(step);
        }
        way.add(step);
        try {
            return environment.render(scalar.text(), this);
        } catch (ExpressionException e) {
            if (label.isEmpty()) {
                throw e;
            }
            return failed(e.message(), e instanceof UndefinedException, step);
        } catch (TemplateException e) {
            if (label.isEmpty()) {
                throw e;
            }
            return failed(e.problem(), e.isUndefined(), step);
        } finally {
            way.remove(way.size() - 1);
            open.remove(scalar);
        }
    }

    /** What cannot be had since something is undefined is itself undefined: an error once it is used. */
    private static Object failed(String message, boolean undefined, Step step) {
        String placed = message + ", in variable " + step;
        if (undefined) {
            return Undefined.because(step.toString(), placed);
        }
        throw new ExpressionException(placed, 0);
    }

    private ExpressionException recursion(Step again) {
        List<String> circle = new ArrayList<>();
        for (Step step : way) {
            if (!circle.isEmpty() || step.text() == again.text()) {
                circle.add(step.label());
            }
        }
        circle.add(again.label());
        return new ExpressionException("recursive loop in template: " + String.join(" → ", circle), 0);
    }
}

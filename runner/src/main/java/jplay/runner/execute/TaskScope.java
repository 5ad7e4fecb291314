package jplay.runner.execute;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.expression.Environment;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Undefined;
import jplay.runner.source.Node;
import jplay.runner.source.Value;
import jplay.runner.template.TemplateException;
import jplay.runner.template.Templates;
import jplay.runner.vars.Vars;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a host at one task, rendered when they are looked at and remembered. A leaf that cannot be rendered
 * is an {@link Undefined} that says why: an error only for who uses it.
 */
final class TaskScope implements Scope {
    private final Vars vars;
    private final MagicVars magic;
    private final Templates templates;
    private final Environment environment;
    private final Vault vault;
    private final Map<String, @Nullable Object> rendered = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens {@code !vault} values. */
    interface Vault {
        String open(Node.Scalar scalar);
    }

    TaskScope(Vars vars, MagicVars magic, Templates templates, Environment environment, Vault vault) {
        this.vars = vars;
        this.magic = magic;
        this.templates = templates;
        this.environment = environment;
        this.vault = vault;
    }

    @Override
    public synchronized @Nullable Object get(String name) {
        if (rendered.containsKey(name)) {
            return rendered.get(name);
        }
        @Nullable Value value = vars.get(name);
        @Nullable Object made;
        if (value == null) {
            made = magic.get(name, this);
        } else if (value instanceof Value.Written written) {
            made = named(name, written.node());
        } else {
            made = value.raw();
        }
        if (!(made instanceof Undefined)) {
            rendered.put(name, made);
        }
        return made;
    }

    private @Nullable Object named(String name, Node node) {
        if (open.contains(name)) {
            List<String> circle = new ArrayList<>(open);
            java.util.Collections.reverse(circle);
            return Undefined.because(name, "'" + name + "' refers to itself: " + String.join(" → ", circle) + " → " + name);
        }
        open.push(name);
        try {
            return render(name, node);
        } finally {
            open.pop();
        }
    }

    private @Nullable Object render(String name, Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(name, scalar);
            case Node.Items items -> {
                List<@Nullable Object> list = new ArrayList<>(items.items().size());
                items.items().forEach(item -> list.add(render(name, item)));
                yield list;
            }
            case Node.Dict dict -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (Node.Entry entry : dict.entries()) {
                    @Nullable Object value = render(name, entry.value());
                    map.put(entry.key().isTemplate() ? scalar(name, entry.key()) : entry.key().value(), value);
                }
                yield map;
            }
        };
    }

    private @Nullable Object scalar(String name, Node.Scalar scalar) {
        if (scalar.tag().equals("!vault")) {
            return vault.open(scalar);
        }
        if (!scalar.isTemplate()) {
            return scalar.value();
        }
        try {
            return templates.render(scalar.text(), this);
        } catch (ExpressionException e) {
            return Undefined.because(name, because(name, scalar, e.message()));
        } catch (TemplateException e) {
            return Undefined.because(name, because(name, scalar, String.valueOf(e.getMessage())));
        }
    }

    private static String because(String name, Node.Scalar scalar, String why) {
        return why + " (in '" + name + "', " + scalar.span() + ")";
    }

    @Override
    public Iterable<String> names() {
        Set<String> names = new LinkedHashSet<>(vars.names());
        names.addAll(magic.names());
        return names;
    }

    @Override
    public Environment environment() {
        return environment;
    }
}

package jplay.runner.execute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Scope;
import jplay.runner.source.Node;
import jplay.runner.source.Value;
import jplay.runner.template.TemplateException;
import jplay.runner.template.Templates;
import jplay.runner.vars.Layer;
import jplay.runner.vars.Level;
import jplay.runner.vars.VarsFiles;
import org.jspecify.annotations.Nullable;

/**
 * A play's {@code vars_files} whose names are templates: read for each host as soon as what the names are made of is
 * known there, as its facts are after they were gathered. Until then, an entry is left out.
 */
final class PlayFiles {
    private final VarsFiles files;
    private final Templates templates;
    private final Node entries;
    private final Map<String, Layer> complete = new ConcurrentHashMap<>();

    PlayFiles(VarsFiles files, Templates templates, Node entries) {
        this.files = files;
        this.templates = templates;
        this.entries = entries;
    }

    /** @param scope of the host, over the variables that the entries before brought */
    Layer of(String host, Function<Layer, Scope> scope) {
        @Nullable Layer done = complete.get(host);
        if (done != null) {
            return done;
        }
        Map<String, Value> values = new LinkedHashMap<>();
        boolean[] all = {true};
        for (Node entry : entries instanceof Node.Items items ? items.items() : List.of(entries)) {
            Scope known = scope.apply(new Layer(Level.PLAY_FILES, Map.copyOf(values)));
            Layer read = files.read(new Node.Items(List.of(entry), entry.span()), name -> {
                @Nullable String rendered = rendered(name, known);
                all[0] &= rendered != null;
                return rendered;
            });
            values.putAll(read.values());
        }
        Layer layer = new Layer(Level.PLAY_FILES, values);
        if (all[0]) {
            complete.put(host, layer);
        }
        return layer;
    }

    private @Nullable String rendered(Node.Scalar name, Scope scope) {
        if (!name.isTemplate()) {
            return name.text();
        }
        try {
            return String.valueOf(templates.render(name.text(), scope));
        } catch (ExpressionException | TemplateException e) {
            return null;
        }
    }
}

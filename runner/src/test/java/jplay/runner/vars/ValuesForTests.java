package jplay.runner.vars;

import jplay.runner.expression.Environment;
import jplay.runner.expression.Scope;
import jplay.runner.source.Node;
import jplay.runner.source.YamlReader;
import jplay.runner.template.Templates;
import jplay.runner.vault.VaultOpener;
import org.jspecify.annotations.Nullable;

/** Variables of YAML text. */
final class ValuesForTests {
    private static final Templates TEMPLATES = new Templates();

    private ValuesForTests() {}

    static Layer layer(Level level, String yaml) {
        return Layer.of(level, (Node.Dict) YamlReader.parse(yaml, "v.yml"));
    }

    static VarsScope scope(Vars vars) {
        Environment environment = new Environment() {
            @Override
            public @Nullable Object render(String text, Scope scope) {
                return TEMPLATES.render(text, scope);
            }
        };
        return new VarsScope(vars, environment, VaultOpener.none());
    }

    static VarsScope scope(String yaml) {
        return scope(Vars.EMPTY.over(layer(Level.PLAY_VARS, yaml)));
    }
}

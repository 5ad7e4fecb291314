package jplay.runner.vars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.source.ProblemException;
import org.junit.jupiter.api.Test;

class VarsTest {
    @Test
    void theStrongerLayerWins() {
        List<Layer> layers = new ArrayList<>();
        for (Level level : Level.values()) {
            layers.add(Layer.of(level, Map.of("v", level.name()), "test"));
            assertEquals(level.name(), Vars.of(layers).get("v").raw());
        }
        assertEquals(Level.values().length, Vars.of(layers).all("v").size());
    }

    @Test
    void layersThatFillLaterAreKept() {
        HostState state = new HostState(new FactsCache());
        Vars vars = Vars.of(state.layers("h"));
        state.set("h", Map.of("r", 1L), "registered");
        state.include("h", ValuesForTests.layer(Level.INCLUDE_VARS, "{r: 2, i: 3}").values());
        assertEquals(1L, vars.get("r").raw());
        assertEquals(3L, vars.get("i").raw());
        assertEquals(Set.of("r", "i"), vars.names());
    }

    @Test
    void whereAValueComesFrom() {
        Vars vars = Vars.of(List.of(
                ValuesForTests.layer(Level.ROLE_DEFAULTS, "port: 80\nlist: [1, {a: 'x: y'}]\n"),
                ValuesForTests.layer(Level.INVENTORY_HOST, "\nport: '{{ base + 1 }}'\nbase: 8080\nsecret: !vault abc\n"),
                Layer.of(Level.SET_FACTS, Map.of("set", true), "set_fact at site.yml:3:5")));
        assertEquals("""
                base: 8080
                  from v.yml:3:7 (inventory host_vars)
                list: [1, {a: "x: y"}]
                  from v.yml:2:7 (role defaults)
                port: "{{ base + 1 }}"
                  from v.yml:2:7 (inventory host_vars)
                  overrides 80 from v.yml:1:7 (role defaults)
                secret: (encrypted)
                  from v.yml:4:9 (inventory host_vars)
                set: true
                  from set_fact at site.yml:3:5 (set_fact and register)
                """, VarsExplainer.all(vars));
        assertEquals("""
                port: "{{ base + 1 }}"
                  from v.yml:2:7 (inventory host_vars)
                  overrides 80 from v.yml:1:7 (role defaults)
                  renders as 8081
                """, VarsExplainer.one(vars, "port", ValuesForTests.scope(vars)::get));
        ProblemException e = assertThrows(ProblemException.class, () -> VarsExplainer.one(vars, "prot", name -> null));
        assertEquals("did you mean 'port'?", e.problems().get(0).help());
    }
}

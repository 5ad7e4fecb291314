package jplay.runner.vars;

import static jplay.runner.vars.ValuesForTests.scope;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.expression.Expression;
import jplay.runner.expression.Undefined;
import jplay.runner.inventory.Inventories;
import jplay.runner.inventory.LiveInventory;
import jplay.runner.source.Value;
import org.junit.jupiter.api.Test;

class VarsScopeTest {
    private static Object eval(VarsScope scope, String expression) {
        return Expression.parse(expression).evaluate(scope);
    }

    @Test
    void renderedWhenUsedAgainstWhatIsInForce() {
        VarsScope scope = scope("a: '{{ b + 1 }}'\nb: '{{ c }}'\nc: 1\nlist: ['{{ a }}', 'x{{ b }}', {k: '{{ c }}'}]\n");
        assertEquals(2L, scope.get("a"));
        assertEquals(List.of(2L, "x1", Map.of("k", 1L)), scope.get("list"));
        VarsScope over = scope.over(Layer.of(Level.LOOP, Map.of("c", 5L), "loop"));
        assertEquals(6L, over.get("a"));
        assertEquals(5L, eval(over, "list[2].k"));
    }

    @Test
    void aValueIsRenderedOnce() {
        VarsScope scope = scope("a: ['{{ 1 }}']\n");
        assertSame(scope.get("a"), scope.get("a"));
    }

    @Test
    void unsafeTextAndFinalValuesStay() {
        VarsScope scope = scope("a: !unsafe '{{ b }}'\nb: 1\n").over(Layer.of(Level.SET_FACTS, Map.of("r", "{{ b }}"), "registered"));
        assertEquals("{{ b }}", scope.get("a"));
        assertEquals("{{ b }}", scope.get("r"));
        assertEquals("{{ b }}", eval(scope, "[a][0]"));
    }

    @Test
    void whatIsMissingFailsWhereItIsUsed() {
        VarsScope scope = scope("a: 'x{{ nope }}'\nd: {bad: '{{ nope }}', good: 1}\n");
        assertEquals(1L, eval(scope, "d.good"));
        assertEquals("fallback", eval(scope, "a | default('fallback')"));
        Undefined undefined = assertInstanceOf(Undefined.class, scope.get("a"));
        assertEquals("'nope' is undefined, in variable a (v.yml:1:4)", undefined.message());
        assertEquals("'zzz' is undefined", assertInstanceOf(Undefined.class, scope.get("zzz")).message());
    }

    @Test
    void circles() {
        VarsScope scope = scope("aa: '{{ bb }}'\nbb: 'x{{ cc.k }}'\ncc: {k: '{{ aa }}', ok: '{{ cc.l }}', l: 2}\nme: '{{ me }}'\n");
        assertEquals(2L, eval(scope, "cc.ok"));
        String message = assertThrows(RuntimeException.class, () -> scope.get("aa")).getMessage();
        assertEquals("recursive loop in template: aa → bb → cc.k → aa, in variable cc.k (v.yml:3:9), in variable bb (v.yml:2:5), in variable aa (v.yml:1:5)",
                message);
        assertEquals("recursive loop in template: me → me, in variable me (v.yml:4:5)",
                assertThrows(RuntimeException.class, () -> scope.get("me")).getMessage());
        assertEquals(2L, eval(scope, "cc.ok"));
    }

    @Test
    void dictsAndListsCanBeChanged() {
        VarsScope scope = scope("d: {a: '{{ 1 }}', b: '{{ nope }}'}\nl: ['{{ 1 }}']\n");
        @SuppressWarnings("unchecked")
        Map<Object, Object> dict = (Map<Object, Object>) scope.get("d");
        dict.put("b", 2L);
        dict.put("c", 3L);
        assertEquals(1L, dict.remove("a"));
        assertEquals(Map.of("b", 2L, "c", 3L), scope.get("d"));
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) scope.get("l");
        list.add(2L);
        assertEquals(List.of(1L, 2L), scope.get("l"));
        assertEquals(1L, list.remove(0));
        dict.entrySet().removeIf(entry -> entry.getKey().equals("c"));
        assertEquals(Set.of("b"), dict.keySet());
    }

    @Test
    void varsAndHostvars() {
        LiveInventory live = new LiveInventory(Inventories.ini("h1\nh2\n"));
        HostVars hostVars = new HostVars(live, host -> scope("me: " + host + "\nname: '{{ me }}!'\nbad: '{{ nope }}'\n"));
        VarsScope scope = scope("x: '{{ 1 }}'\n").over(Layer.of(Level.MAGIC, Map.of("hostvars", hostVars), "magic"));
        assertEquals("h2!", eval(scope, "hostvars['h2'].name"));
        assertEquals(1L, eval(scope, "vars.x"));
        assertEquals(false, eval(scope, "hostvars['h3'] is defined"));
        assertEquals(List.of("h1!", "h2!"), eval(scope, "hostvars.values() | map(attribute='name') | list"));
        assertEquals("local", eval(scope, "hostvars.localhost is defined and 'local'"));
    }

    @Test
    void vaultValuesNeedAPassword() {
        VarsScope scope = scope("s: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\n");
        assertEquals("this is encrypted, and no vault password was given",
                assertThrows(RuntimeException.class, () -> scope.get("s")).getMessage());
    }

    @Test
    void factsUnderBothNames() {
        HostState state = new HostState(new FactsCache());
        state.facts().add("h", Map.of("ansible_os_family", "Debian", "ansible_connection", "evil", "services", List.of("{{ x }}")));
        VarsScope scope = scope(Vars.of(List.of(state.factsLayer("h"))));
        assertEquals("Debian", eval(scope, "ansible_os_family"));
        assertEquals("Debian", eval(scope, "ansible_facts.os_family"));
        assertEquals(List.of("{{ x }}"), eval(scope, "ansible_facts['services']"));
        assertEquals(false, eval(scope, "ansible_connection is defined"));
        assertEquals(Value.of("Debian", "facts"), scope.vars().get("ansible_os_family"));
    }
}

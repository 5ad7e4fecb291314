package jplay.runner.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jplay.runner.expression.Omit;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Tuple;
import jplay.runner.expression.Undefined;
import jplay.runner.expression.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private final Templates templates = new Templates();
    private final Unknown unknown = new Unknown("registered at site.yml:4");
    private final Scope scope = ConformanceTest.scope().with(Map.of("u", unknown, "i", 7, "gone", Undefined.because("gone", "it is gone")));

    private Object render(String text) {
        return templates.render(text, scope);
    }

    private String file(String text) {
        return templates.renderFile(Path.of("/etc/nginx.conf"), text, scope, TemplateOptions.DEFAULT);
    }

    @Test
    void oneExpressionKeepsItsType() {
        assertEquals(List.of(3L, 1L, 2L, 2L), render("{{ l }}"));
        assertEquals(List.of(3L, 1L, 2L, 2L), render("{{ l }}\n"));
        assertEquals(" [3, 1, 2, 2]", render(" {{ l }}"));
        assertEquals(7L, render("{{ i }}"));
        assertEquals("3", render("{{ '3' }}"));
        assertEquals(Boolean.TRUE, render("{{ true }}"));
        assertNull(render("{{ nul }}"));
        assertEquals(Tuple.of(1L, 2L), render("{{ 1, 2 }}"));
        assertSame(Omit.OMIT, render("{{ zz | default(omit) }}"));
        assertEquals("bob\n", render("{{ name }}\n"));
        assertEquals("no tags", render("no tags"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ u }}", "{{ u.stdout }}", "{{ u + 1 }}", "{{ u | upper }}", "{{ u is match('x') }}", "{{ 'a' ~ u }}", "a {{ u }}",
        "{{ u == 1 }}", "{{ 1 if u else 2 }}", "{{ u and true }}", "{{ u | default('x') }}", "{{ l | join(u) }}", "{{ u[0].x }}", "{{ not u }}",
        "{{ [u] | join }}", "{{ u() }}", "{{ 1 in u }}", "{{# u }}x{{/ u }}"})
    void whatDependsOnTheUnknownIsUnknown(String template) {
        assertEquals(unknown, render(template));
    }

    @Test
    void whatDoesNotDependOnTheUnknownIsKnown() {
        assertEquals(Boolean.TRUE, render("{{ u is defined }}"));
        assertEquals(Boolean.FALSE, render("{{ u and false }}"));
        assertEquals(Boolean.TRUE, render("{{ u or 1 }}"));
        assertEquals(Boolean.FALSE, render("{{ false and u }}"));
        assertEquals(2L, render("{{ [u, 1] | length }}"));
        assertEquals(1L, render("{{ {'a': u, 'b': 1}.b }}"));
        assertEquals(3L, render("{{ l[0] if true else u }}"));
    }

    @Test
    void undefinedIsAnErrorOnlyWhereItIsUsed() {
        assertTrue(assertThrows(TemplateException.class, () -> render("{{ gone }}")).isUndefined());
        assertEquals("it is gone", assertThrows(TemplateException.class, () -> render("x {{ gone ~ 1 }}")).problem());
        assertFalse(assertThrows(TemplateException.class, () -> render("{{ 1 + 'a' }}")).isUndefined());
        assertEquals(Boolean.FALSE, render("{{ gone is defined }}"));
        assertEquals("q", render("{{ gone | default('q') }}"));
        assertEquals(1L, render("{{ [gone, 1][1] }}"));
    }

    @Test
    void anyOtherFileIsJinjaAndItsStringsHaveEscapes() {
        assertEquals("a\nb|\\.|bob\n\n", file("{{ 'a\\nb' }}|{{ '\\.' }}|{{ name }}\n\n"));
        assertEquals("", file(""));
        assertEquals("x\ny", file("x{# note #}\n\ny"));
        assertEquals("x y", file("x\n{#- note -#}\n y").replace("xy", "x y"));
        assertEquals("a\nb\n", file("a\r\nb\r\n"));
    }

    @Test
    void anErrorInAFileNamesItAndItsLine() {
        TemplateException e = assertThrows(TemplateException.class, () -> file("user www;\n\nworkers {{ wrokers }};\n"));
        assertEquals(List.of("/etc/nginx.conf", 3, 12, "workers {{ wrokers }};"), List.of(String.valueOf(e.name()), e.line(), e.column(), e.text()));
        assertEquals("'wrokers' is undefined (/etc/nginx.conf, line 3, column 12: workers {{ wrokers }};)", e.getMessage());
    }

    @Test
    void statementsSayWhereTheyAre() {
        TemplateException e = assertThrows(TemplateException.class, () -> file("a\n  {% if name %}\n"));
        assertEquals(List.of(2, 3), List.of(e.line(), e.column()));
        TemplateException inner = assertThrows(TemplateException.class, () -> file("a\n{% include 'tpl/bad.j2' %}"));
        assertTrue(String.valueOf(inner.name()).endsWith("tpl/bad.j2"));
        assertEquals(List.of(1, 5), List.of(inner.line(), inner.column()));
    }

    @Test
    void whatAMacroInAFileGivesIsText() {
        assertEquals("[", file("{% macro m() %}[1]{% endmacro %}{{ m()[0] }}"));
        assertEquals("", file("{% if false %}x{% endif %}"));
        assertEquals("[1]", file("{% set x %}{{ [1] }}{% endset %}{{ x }}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{% if u %}x{% endif %}", "{% for i in u %}x{% endfor %}", "{% for i in [u] %}{{ i }}{% endfor %}",
        "{% set x = u %}a{{ x }}", "{% set x %}{{ u }}{% endset %}{{ x ~ 1 }}", "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(u) | upper }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ u }}{% endcall %}", "{% filter upper %}{{ u }}{% endfilter %}",
        "{% include u %}", "{% set a, b = u %}{{ a }}", "{% for i in [[u]] recursive %}{{ loop(u) }}{% endfor %}"})
    void statementsThatDependOnTheUnknownAreUnknown(String template) {
        assertEquals(unknown, render(template));
        assertEquals(unknown, templates.renderFileValue(Path.of("x.j2"), template, scope, TemplateOptions.DEFAULT));
    }

    @Test
    void aTextThatWritesOutAValueIsThatValue() {
        assertEquals(List.of(1L, "a"), render("{% if true %}[1, 'a']{% endif %}"));
        assertEquals(Boolean.TRUE, render("{% if true %}True{% endif %}"));
        assertEquals("1", render("{% if true %}1{% endif %}"));
        assertEquals("[zz]", render("{% if true %}[zz]{% endif %}"));
        assertNull(render("{% if false %}x{% endif %}"));
        assertEquals(new Written("[1]\n", List.of(1L)), templates.renderWritten("{% if true %}[1]{% endif %}\n", scope));
    }

    @Test
    void statementsThatOnlyHoldTheUnknownAreKnown() {
        assertEquals("x2", render("{% set a = u %}{% macro m(b) %}x{% endmacro %}{{ m(u) }}{{ [a, 1] | length }}"));
    }

    @Test
    void optionsOfATemplateFile() {
        TemplateOptions marks = new TemplateOptions(false, true, "\r\n", "[[", "]]", "<%", "%>", "/*", "*/");
        String text = "a\n  <% if true %>\n[[ name ]]{{/* no */\n  <% endif %>\n";
        assertEquals("a\r\n\r\nbob{{\r\n", templates.renderFile(Path.of("x"), text, scope, marks));
        TemplateOptions nested = new TemplateOptions(true, false, "\n", "<", ">", "<%", "%>", "<#", "#>");
        assertEquals("bob", templates.renderFile(Path.of("x"), "<% if true %><name><# no #><% endif %>", scope, nested));
    }

    @Test
    void templatesAreFoundBesideTheOneThatNamesThem(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("other.j2"), "{% set a = 1 %}[{{ name }}]\n\n");
        assertEquals("[bob]\n.", templates.renderFile(directory.resolve("t.j2"), "{% include 'other.j2' %}.", scope, TemplateOptions.DEFAULT));
        Files.writeString(directory.resolve("self.j2"), "{% include 'self.j2' %}");
        TemplateException e = assertThrows(TemplateException.class,
                () -> templates.renderFile(directory.resolve("t.j2"), "{% include 'self.j2' %}", scope, TemplateOptions.DEFAULT));
        assertEquals("the template is nested too deep, or includes itself without end", e.problem());
    }
}

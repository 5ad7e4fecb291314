package jplay.runner.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MustacheTest {
    @TempDir
    Path directory;

    private final Templates templates = new Templates();

    private String render(String text) {
        return templates.renderFile(directory.resolve("t.mustache"), text, ConformanceTest.scope(), TemplateOptions.DEFAULT);
    }

    private TemplateException failure(String text) {
        return assertThrows(TemplateException.class, () -> render(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '`', value = {
        "{{ name }}~bob",
        "{{# l }}{{ . }},{{/ l }}~3,1,2,2,",
        "{{# users }}{{ name }}:{{ id }}:{{ ver }} {{/ users }}~u1:1:1.28.3 u2:2:1.28.3 ",
        "{{# users }}{{ .name | upper }}{{/users}}~U1U2",
        "{{# users }}{{# on }}{{ name }}{{/ on }}{{^ on }}-{{/ on }}{{/ users }}~u1-",
        "{{# res }}{{ rc }}{{ stdout }}{{/ res }}~0ok",
        "{{# res.changed }}yes{{/ res.changed }}{{^ res.failed }}no{{/ res.failed }}~yesno",
        "{{# users | selectattr('on') }}{{ name }}{{/ users | selectattr('on') }}~u1",
        "{{# l | length > 3 }}many{{/ l | length > 3 }}~many",
        "{{# zz is defined }}x{{/ zz is defined }}{{^ zz is defined }}none{{/ zz is defined }}~none",
        "{{ zz | default('x') }}~x",
        "{{ '}}' }}{{# ['}}'] }}{{ . }}{{/ ['}}'] }}~}}}}",
        "{{ '<&\"' }}{{{ name }}}{{& name }}~<&\"bobbob",
        "{{{'a': 1}}}~{'a': 1}",
        "{{{'a': {'b': 2}}['a']['b']}}~2",
        "{{ nul }} {{ true }} {{ 1.0 }}~None True 1.0",
        "a{{! a comment }}b~ab",
        "{{# nested }}{{# . }}{{ . }}{{/ . }};{{/ nested }}~12;3;",
        "{{# '' }}x{{/ '' }}{{# [] }}x{{/ [] }}{{# 0 }}x{{/ 0 }}{{^ nul }}y{{/ nul }}~y",
        "{{# name }}{{ . }}{{/ name }}~bob",
    })
    void renders(String template, String answer) {
        assertEquals(answer, render(template));
    }

    @Test
    void tagsAloneOnTheirLineTakeTheLine() {
        assertEquals("a\n- 3\n- 1\n- 2\n- 2\nb\n", render("a\n{{# l }}\n- {{ . }}\n{{/ l }}\nb\n"));
        assertEquals("a\nb", render("a\n  {{! note }}  \nb"));
        assertEquals("\n", render("{{# l }}\n{{/ l }}\n\n"));
        assertEquals("x\n\n", render("{{# name }}\r\nx\n{{/ name }}\n\n"));
        assertEquals(" 3 1 2 2\n", render("{{# l }} {{ . }}{{/ l }}\n"));
        assertEquals("bob\n\nbob", render("{{ name }}\n\n{{ name }}"));
    }

    @Test
    void partialsStandBesideTheTemplateAndKeepTheIndent() throws IOException {
        Files.writeString(directory.resolve("one.mustache"), "x: {{ name }}\n{{ name }}\n\ny\n");
        Files.writeString(directory.resolve("list"), "{{# n }}[{{ v }}{{> list }}]{{/ n }}");
        assertEquals("a\n  x: bob\n  bob\n\n  y\nb", render("a\n  {{> one }}\nb"));
        assertEquals("<x: bob\nbob\n\ny\n>", render("<{{> one.mustache }}>"));
        assertEquals("[1[2]]", render("{{# [{'n': {'v': 1, 'n': {'v': 2, 'n': []}}}] }}{{> list }}{{/ [{'n': {'v': 1, 'n': {'v': 2, 'n': []}}}] }}"));
    }

    @Test
    void mistakesHaveTheirPlace() throws IOException {
        TemplateException e = failure("a\n\n  {{# users }}\n{{ nmae }}{{/ users }}");
        assertEquals("'nmae' is undefined; did you mean 'name'?", e.problem());
        assertEquals(List.of(4, 4, "{{ nmae }}{{/ users }}"), List.of(e.line(), e.column(), e.text()));
        assertEquals(directory.resolve("t.mustache").toString(), e.name());
        TemplateException late = failure("{{ [1,\n2] }}\n{{ zz }}");
        assertEquals(List.of(3, 4), List.of(late.line(), late.column()));
        assertEquals("'zz' is undefined", failure("{{# zz }}{{/ zz }}").problem());
        Files.writeString(directory.resolve("p"), "\n {{ zz }}");
        TemplateException inner = failure("{{> p }}");
        assertEquals(List.of(directory.resolve("p").toString(), 2, 5), List.of(String.valueOf(inner.name()), inner.line(), inner.column()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{{# l }}x~1~the section 'l' is never closed",
        "x{{/ l }}~2~'{{/ l }}' closes no section",
        "{{# l }}{{/ d }}~9~'{{/ d }}' does not close the section 'l'",
        "{{ 1 + }}~8~the expression ends too early",
        "{{=<% %>=}}~1~the tag '{{=' is not supported",
        "{{ name -}}~9~Mustache has no whitespace control; remove the '-'",
        "{{ name~1~'}}' is missing",
    })
    void wrongTemplates(String template, int column, String problem) {
        TemplateException e = failure(template);
        assertEquals(problem, e.problem());
        assertEquals(column, e.column());
    }

    @Test
    void missingPartial() {
        assertEquals("the partial 'nope' is not found: neither " + directory.resolve("nope") + " nor nope.mustache is a file",
                failure("{{> nope }}").problem());
    }

    @Test
    void stringsOfAPlaybookMayBeMustache() {
        assertEquals("3;1;2;2;", templates.render("{{# l }}{{ . }};{{/ l }}", ConformanceTest.scope()));
        assertEquals("bob", templates.render("{{{name}}}", ConformanceTest.scope()));
    }
}

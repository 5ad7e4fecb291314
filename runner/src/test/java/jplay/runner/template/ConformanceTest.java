package jplay.runner.template;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import jplay.runner.expression.Environment;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Values;
import jplay.runner.source.Node;
import jplay.runner.source.YamlReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates with their answers: one case a line, {@code TEMPLATE => RESULT}. */
class ConformanceTest {
    private static final Templates TEMPLATES = new Templates();
    private static final Environment ENVIRONMENT = new Environment() {
        @Override
        public Object render(String text, Scope scope) {
            return TEMPLATES.render(text, scope);
        }

        @Override
        public List<Path> searchPath(String kind) {
            return List.of(resource("/conformance"));
        }
    };
    /** The shared file's statements were asked of Jinja with trim_blocks off, which Ansible has on. */
    private static final TemplateOptions UNTRIMMED = Objects.requireNonNull(TemplateOptions.DEFAULT.with("trim_blocks", false));
    private static final String VARS = read("vars.yml");

    private static String read(String name) {
        try (InputStream in = ConformanceTest.class.getResourceAsStream("/conformance/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(ConformanceTest.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Arguments> cases(String text) {
        return text.lines().filter(line -> line.contains(" => ")).map(line -> line.split(" => ", 2)).map(c -> Arguments.of(c[0], c[1]));
    }

    static Stream<Arguments> ansible() {
        String text = read("expressions.txt");
        return cases(text.substring(0, text.indexOf("## statements")));
    }

    static Stream<Arguments> ansibleStatements() {
        String text = read("expressions.txt");
        return cases(text.substring(text.indexOf("## statements")));
    }

    static Stream<Arguments> own() {
        return Stream.of("cases.txt", "statements.txt", "filters.txt").flatMap(name -> cases(read(name)));
    }

    /** Fresh variables, since a case may change them. */
    @SuppressWarnings("unchecked")
    static Scope scope() {
        Node vars = Objects.requireNonNull(YamlReader.parse(VARS, "vars.yml"));
        return Scope.of((Map<String, Object>) vars.value(), ENVIRONMENT);
    }

    private static String render(String template) {
        return Values.str(TEMPLATES.render(template.replace("\\n", "\n"), scope()));
    }

    @ParameterizedTest
    @MethodSource("ansible")
    void answersAsAnsible(String template, String answer) {
        if (answer.equals("ERR")) {
            assertThrows(TemplateException.class, () -> render(template));
        } else {
            assertEquals(answer.replace("\\n", "\n"), render(template));
        }
    }

    @ParameterizedTest
    @MethodSource("ansibleStatements")
    void statementsAnswerAsJinja(String template, String answer) {
        String text = template.replace("\\n", "\n");
        if (answer.equals("ERR")) {
            assertThrows(TemplateException.class, () -> TEMPLATES.renderFile(Path.of("t.j2"), text, scope(), UNTRIMMED));
        } else {
            assertEquals(answer.replace("\\n", "\n"), TEMPLATES.renderFile(Path.of("t.j2"), text, scope(), UNTRIMMED));
        }
    }

    @ParameterizedTest
    @MethodSource("own")
    void answers(String template, String answer) {
        if (answer.equals("ERR")) {
            assertThrows(TemplateException.class, () -> render(template));
            return;
        }
        if (!answer.startsWith("ERR ")) {
            assertEquals(answer, render(template).replace("\n", "\\n"));
            return;
        }
        List<String> error = List.of(answer.split(" ", 3));
        TemplateException e = assertThrows(TemplateException.class, () -> render(template));
        assertAll(() -> assertEquals(error.get(2), e.problem()), () -> assertEquals(Integer.parseInt(error.get(1)), e.column()));
    }
}

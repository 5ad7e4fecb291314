import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jplay.runner.expression.Environment;
import jplay.runner.expression.Expression;
import jplay.runner.expression.Scope;
import jplay.runner.source.YamlReader;
import jplay.runner.template.TemplateOptions;
import jplay.runner.template.Templates;

/** Counts how often a second jplay evaluates, renders and parses; prints "name count" lines. Argument: a playbook. */
final class Throughput {
    private static final long WARM = 1_500_000_000L;
    private static final long MEASURED = 1_500_000_000L;
    private static final String FILTERS = "services | selectattr('port', 'gt', 1024) | map(attribute='name') | sort | join(',')";
    private static final String TEXT = "{% for s in services %}\nserver {{ s.name | upper }}:{{ s.port }};\n{% endfor %}\nhost {{ host }}\n";
    private static final String MUSTACHE = "{{# services }}\nserver {{ name | upper }}:{{ port }};\n{{/ services }}\nhost {{ host }}\n";

    private static Object sink = "";

    public static void main(String[] args) throws Exception {
        Scope scope = Scope.of(
                Map.of(
                        "n", 7L,
                        "host", "node1",
                        "services", List.of(
                                Map.of("name", "web", "port", 8080L),
                                Map.of("name", "db", "port", 5432L),
                                Map.of("name", "ssh", "port", 22L))),
                Environment.plain());
        Templates templates = new Templates();
        count("condition", () -> Expression.parse("n > 3 and host == 'node1'").evaluate(scope));
        count("filters", () -> Expression.parse(FILTERS).evaluate(scope));
        count("string", () -> templates.render("/srv/{{ host }}/{{ n }}.conf", scope));
        count("jinja", () -> templates.renderFile(Path.of("a.j2"), TEXT, scope, TemplateOptions.DEFAULT));
        count("mustache", () -> templates.renderFile(Path.of("a.mustache"), MUSTACHE, scope, TemplateOptions.DEFAULT));
        String playbook = Files.readString(Path.of(args[0]));
        long begin = System.nanoTime();
        sink = YamlReader.parse(playbook, args[0]);
        System.out.println("first-parse " + (System.nanoTime() - begin) / 1e9);
        if (sink.toString().isEmpty()) {
            throw new AssertionError();
        }
    }

    private static void count(String name, Supplier<Object> work) {
        loop(work, WARM);
        System.out.println(name + " " + loop(work, MEASURED));
    }

    /** Calls a second. */
    private static double loop(Supplier<Object> work, long nanos) {
        long begin = System.nanoTime();
        long calls = 0;
        long now;
        do {
            for (int i = 0; i < 100; i++) {
                sink = work.get();
            }
            calls += 100;
            now = System.nanoTime();
        } while (now - begin < nanos);
        return calls * 1e9 / (now - begin);
    }
}

package jplay.runner.execute;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jplay.runner.model.Item;
import jplay.runner.model.Play;
import jplay.runner.model.Task;
import jplay.runner.source.Inputs;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.Problems;
import jplay.runner.source.YamlReader;
import jplay.runner.template.TemplateException;
import jplay.runner.template.TemplateOptions;
import jplay.runner.template.Templates;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/**
 * Reads the templates that tasks name, before any host is asked. What a condition may keep from being used is only warned
 * of.
 */
final class TemplateFiles {
    private final Templates templates;
    private final Problems problems;

    TemplateFiles(Templates templates, Problems problems) {
        this.templates = templates;
        this.problems = problems;
    }

    void check(Play play) {
        for (List<Item> section : play.sections()) {
            section.forEach(item -> item.tasks().forEach(task -> check(play, task)));
        }
        play.allHandlers().forEach(task -> check(play, task));
    }

    private void check(Play play, Task task) {
        if (!task.shortAction().equals("template") || task.arguments().keySet().stream().anyMatch(name -> name.endsWith("_string"))
                || !(task.arguments().get("src") instanceof Node.Scalar src) || src.isTemplate() || src.text().isBlank()) {
            return;
        }
        boolean sure = task.attributes().all("when").isEmpty() && task.loop() == null
                && task.attributes().nearest("ignore_errors") == null;
        @Nullable Path file = find(play, task, src.text());
        if (file != null) {
            syntax(file, sure);
        } else if (sure && !src.text().startsWith("~")) {
            problems.add(missing(play, task, src));
        }
    }

    private static @Nullable Path find(Play play, Task task, String name) {
        return SearchPath.of(play, task.attributes(), "templates").stream()
                .map(directory -> directory.resolve(name)).filter(path -> Files.isRegularFile(Inputs.at(path))).findFirst().orElse(null);
    }

    private void syntax(Path file, boolean sure) {
        try {
            templates.checkFile(file, YamlReader.text(file), TemplateOptions.DEFAULT);
        } catch (TemplateException e) {
            say(Spans.problem(e), sure);
        } catch (ProblemException e) {
            e.problems().forEach(problem -> say(problem, sure));
        }
    }

    private void say(Problem problem, boolean sure) {
        if (sure) {
            problems.add(problem);
        } else {
            problems.warn(problem);
        }
    }

    private static Problem missing(Play play, Task task, Node.Scalar src) {
        List<Path> directories = SearchPath.of(play, task.attributes(), "templates");
        Set<String> there = new TreeSet<>();
        for (Path directory : directories) {
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(Files::isRegularFile).forEach(file -> there.add(String.valueOf(file.getFileName())));
            } catch (java.io.IOException e) {
                // A directory that is not there has no templates.
            }
        }
        @Nullable String close = Names.closest(src.text(), there);
        return Problem.of("no-such-file", "there is no template '" + src.text() + "'", src.span(), close != null
                ? "did you mean '" + close + "'?"
                : "looked in " + String.join(", ", directories.stream().map(Path::toString).toList()));
    }
}

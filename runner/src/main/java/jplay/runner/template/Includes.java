package jplay.runner.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jplay.runner.expression.Expression;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Values;
import jplay.runner.source.Inputs;
import org.jspecify.annotations.Nullable;

/** Finds the templates that others name; they are read as the one that names them. */
final class Includes {
    private final Cache<String, JinjaTemplate> known = Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();
    private final TemplateOptions options;

    Includes(TemplateOptions options) {
        this.options = options;
    }

    JinjaTemplate require(Source from, Expression name, Frame frame) {
        JinjaTemplate found = find(from, name, frame);
        if (found == null) {
            throw from.error(name.offset(), "there is no template " + Values.repr(from.known(name, frame)) + "; looked in "
                    + String.join(", ", directories(from, frame).stream().map(Path::toString).toList()));
        }
        return found;
    }

    /** The template of a name, or of the first of several that there is. */
    @Nullable JinjaTemplate find(Source from, Expression expression, Frame frame) {
        Object value = from.known(expression, frame);
        List<?> names = value instanceof List<?> several ? several : List.of(Values.str(value));
        for (Object name : names) {
            for (Path directory : directories(from, frame)) {
                Path file = directory.resolve(Values.str(name)).normalize();
                if (Files.isRegularFile(Inputs.at(file))) {
                    return read(from, expression, file, frame);
                }
            }
        }
        return null;
    }

    private static List<Path> directories(Source from, Frame frame) {
        List<Path> all = new ArrayList<>(frame.environment().searchPath("templates"));
        Path home = frame.rendering().home();
        if (home != null) {
            all.add(home);
        }
        Path file = from.name() == null ? null : Path.of(from.name()).toAbsolutePath();
        if (file != null && file.getParent() != null) {
            all.add(file.getParent());
        }
        return all.stream().distinct().toList();
    }

    private JinjaTemplate read(Source from, Expression expression, Path file, Frame frame) {
        try {
            String text = frame.environment().readFile(file);
            String key = file + "\0" + text;
            JinjaTemplate template = known.getIfPresent(key);
            if (template == null) {
                template = JinjaTemplate.read(new Source(file.toString(), text, false), options, this);
                known.put(key, template);
            }
            return template;
        } catch (ExpressionException e) {
            throw from.error(e, expression.offset());
        }
    }
}

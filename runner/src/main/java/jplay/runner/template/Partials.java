package jplay.runner.template;

import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jplay.runner.source.Inputs;
import org.jspecify.annotations.Nullable;

/** The partials beside a template, read when they are first needed. */
final class Partials {
    private final @Nullable Path directory;
    private final Map<String, Mustache> known = new ConcurrentHashMap<>();

    Partials(@Nullable Path directory) {
        this.directory = directory;
    }

    Mustache find(String name, String indent, Source from, int offset) {
        Mustache mustache = known.get(indent + name);
        if (mustache == null) {
            mustache = read(name, indent, from, offset);
            known.put(indent + name, mustache);
        }
        return mustache;
    }

    private Mustache read(String name, String indent, Source from, int offset) {
        if (directory == null) {
            throw from.error(offset, "a string has no partials; put the text in a template file");
        }
        Path plain = directory.resolve(name);
        Path file = Files.isRegularFile(Inputs.at(plain)) ? plain : directory.resolve(name + ".mustache");
        if (!Files.isRegularFile(Inputs.at(file))) {
            throw from.error(offset, "the partial '" + name + "' is not found: neither " + plain + " nor " + file.getFileName() + " is a file");
        }
        try {
            Source source = new Source(file.toString(), Files.readString(file), from.rawBackslashes());
            return new MustacheCompiler(source, this).compile(indent);
        } catch (IOException e) {
            throw from.error(offset, "the partial '" + file + "' cannot be read: " + e.getMessage());
        }
    }
}

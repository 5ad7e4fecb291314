package jplay.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jplay.runner.docs.Compatibility;
import jplay.runner.docs.ModuleData;
import jplay.runner.docs.ModulePages;
import jplay.runner.docs.ModuleText;
import jplay.runner.docs.PlaybookSchema;
import jplay.runner.json.Json;
import jplay.runner.source.Problem;
import jplay.tasks.Modules;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** {@code jplay doc}: modules, for people and for tools. */
final class DocCommand {
    private static final int MAX_COLUMNS = 100;
    private final Terminal terminal;

    DocCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(Parsed parsed) {
        Modules modules = Modules.load();
        @Nullable String pages = parsed.text("--markdown");
        if (pages != null) {
            return write(Path.of(pages), ModulePages.of(modules.all()));
        }
        @Nullable String compatibility = parsed.text("--compatibility");
        if (compatibility != null) {
            return write(Path.of(compatibility), Compatibility.of(modules));
        }
        if (parsed.has("--schema")) {
            terminal.out().print(Json.pretty(PlaybookSchema.of(modules)));
            return Exit.OK;
        }
        List<Modules.Entry> entries = chosen(modules, parsed.words());
        int width = Math.min(terminal.columns(), MAX_COLUMNS);
        if (parsed.has("--json")) {
            terminal.out().print(Json.pretty(ModuleData.of(entries)));
            return Exit.OK;
        }
        if (parsed.words().isEmpty()) {
            terminal.out().print(ModuleText.list(entries, terminal.interactive() ? terminal.columns() : Integer.MAX_VALUE));
            return Exit.OK;
        }
        List<String> texts = entries.stream().map(entry -> ModuleText.of(entry, width)).toList();
        terminal.out().print(String.join("\n", texts));
        return Exit.OK;
    }

    private int write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UsageException("cannot write " + file + ": " + e.getMessage());
        }
        terminal.out().println("wrote " + file);
        return Exit.OK;
    }

    /** Writes the pages, and removes those of modules that are no more. */
    private int write(Path directory, Map<String, String> pages) {
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(directory.resolve(page.getKey()), page.getValue());
            }
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.filter(f -> !pages.containsKey(String.valueOf(f.getFileName()))).toList()) {
                    if (file.toString().endsWith(".md") && Files.readString(file).startsWith(ModulePages.MARKER)) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UsageException("cannot write to " + directory + ": " + e.getMessage());
        }
        terminal.out().println("wrote " + pages.size() + " pages to " + directory);
        return Exit.OK;
    }

    private static List<Modules.Entry> chosen(Modules modules, List<String> names) {
        if (names.isEmpty()) {
            return modules.all();
        }
        List<Modules.Entry> entries = new ArrayList<>();
        for (String name : names) {
            Modules.@Nullable Entry entry = modules.find(name);
            if (entry == null) {
                String close = Names.closest(name, modules.names());
                throw Problem.of("unknown-module", "there is no module '" + name + "'", null,
                        close == null ? "jplay doc lists all" : "did you mean '" + close + "'?").exception();
            }
            entries.add(entry);
        }
        return entries;
    }
}

package jplay.runner.cli;

import java.util.ArrayList;
import java.util.List;
import jplay.runner.docs.ModuleText;
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
        List<Modules.Entry> entries = chosen(modules, parsed.words());
        int width = Math.min(terminal.columns(), MAX_COLUMNS);
        if (parsed.words().isEmpty()) {
            terminal.out().print(ModuleText.list(entries, terminal.interactive() ? terminal.columns() : Integer.MAX_VALUE));
            return Exit.OK;
        }
        List<String> texts = entries.stream().map(entry -> ModuleText.of(entry, width)).toList();
        terminal.out().print(String.join("\n", texts));
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

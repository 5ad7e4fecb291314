package jplay.runner.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import jplay.runner.source.Problem;
import jplay.runner.source.Problems;

/** Makes inventories of text. */
public final class Inventories {
    private Inventories() {}

    /** An inventory in the INI form that must be right. */
    public static Inventory ini(String text) {
        Problems problems = new Problems();
        Inventory inventory = ini(text, problems);
        assertEquals("", messages(problems.errors()));
        return inventory;
    }

    static Inventory ini(String text, Problems problems) {
        InventoryBuilder builder = new InventoryBuilder();
        new IniInventory(builder, new InventorySource("/inv/hosts", Path.of("/inv")), "hosts", problems).read(text);
        return builder.build();
    }

    static String messages(List<Problem> problems) {
        return problems.stream()
                .map(each -> each.span() + ": " + each.message() + (each.help() == null ? "" : " | " + each.help()))
                .collect(Collectors.joining("\n"));
    }

    /** Writes a file, with the directories above it. */
    public static Path write(Path directory, String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

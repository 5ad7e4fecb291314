package jplay.tasks.library;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import jplay.tasks.contract.Module;
import org.jspecify.annotations.Nullable;

/** The executables of all directories {@code library} so far, by name. */
public final class Library {
    private static final Set<String> NOT_CODE =
            Set.of("md", "txt", "rst", "json", "yml", "yaml", "pyc", "pyo", "bak", "orig", "ini", "cfg", "retry", "swp");
    private final Map<String, LibraryModule> modules = new ConcurrentHashMap<>();
    private final Set<Path> read = ConcurrentHashMap.newKeySet();

    /** Adds what is in a directory, where there is one; what was there before stays. */
    public void add(Path directory) {
        if (!Files.isDirectory(directory) || !read.add(directory.toAbsolutePath().normalize())) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory, 4)) {
            files.filter(Files::isRegularFile).filter(Library::isCode).sorted().forEach(file -> {
                Executable executable = Executable.of(file);
                modules.putIfAbsent(executable.name(), new LibraryModule(executable));
            });
        } catch (IOException e) {
            // A library that cannot be read has no modules.
        }
    }

    private static boolean isCode(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return !name.startsWith(".") && !name.startsWith("__") && !name.endsWith("~")
                && (dot < 0 || !NOT_CODE.contains(name.substring(dot + 1)));
    }

    /** The module of this name, or null. */
    public @Nullable LibraryModule find(String name) {
        return modules.get(name);
    }

    public Set<String> names() {
        return new TreeSet<>(modules.keySet());
    }

    /** What stands at the head of a module of the user's own. */
    public record Heading(String name) implements Module {
        @Override
        public String collection() {
            return "ansible.legacy";
        }

        @Override
        public String[] aliases() {
            return new String[0];
        }

        @Override
        public String summary() {
            return "A module of a library.";
        }

        @Override
        public String[] needs() {
            return new String[0];
        }

        @Override
        public boolean controlOnly() {
            return false;
        }

        @Override
        public boolean reachesOut() {
            return false;
        }

        @Override
        public boolean changes() {
            return true;
        }

        @Override
        public boolean anyParameter() {
            return true;
        }

        @Override
        public String example() {
            return "";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return Module.class;
        }
    }
}

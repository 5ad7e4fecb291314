package jplay.tasks;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import jplay.tasks.bind.Binder;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.library.Library;
import jplay.tasks.library.LibraryModule;
import org.jspecify.annotations.Nullable;

/** The built-in modules by name: short, full, and aliases. */
public final class Modules {
    private static final Set<String> BUILTIN_PREFIXES = Set.of("ansible.builtin.", "ansible.legacy.");
    private final Map<String, Entry> byName = new HashMap<>();
    private final List<Entry> all = new ArrayList<>();
    private final Library library = new Library();

    /** A module with its documentation and its binder, which is made when it is first asked for. */
    public static final class Entry {
        private final Module doc;
        private final TaskModule<?> module;
        private @Nullable Binder<?> binder;

        public Entry(Module doc, TaskModule<?> module) {
            this.doc = doc;
            this.module = module;
        }

        public Module doc() {
            return doc;
        }

        public TaskModule<?> module() {
            return module;
        }

        public synchronized Binder<?> binder() {
            Binder<?> made = binder;
            if (made == null) {
                made = new Binder<>(doc.name(), parameters(module.getClass()));
                binder = made;
            }
            return made;
        }

        public String fullName() {
            return doc.collection() + "." + doc.name();
        }
    }

    private Modules() {
        for (TaskModule<?> module : ServiceLoader.load(TaskModule.class)) {
            add(module);
        }
    }

    /** All modules on the class path. */
    public static Modules load() {
        return new Modules();
    }

    /** Adds the executables of a directory {@code library}, where there is one. */
    public void addLibrary(Path directory) {
        library.add(directory);
    }

    /** The module of this short or full name, or null. One of a library goes before a built-in one, if it can be run. */
    public @Nullable Entry find(String name) {
        Entry entry = builtIn(name);
        LibraryModule own = library.find(name.startsWith("ansible.legacy.") ? name.substring("ansible.legacy.".length()) : name);
        return own != null && (entry == null || own.refusal() == null)
                ? new Entry(new Library.Heading(name), own)
                : entry;
    }

    private @Nullable Entry builtIn(String name) {
        Entry entry = byName.get(name);
        if (entry == null) {
            for (String prefix : BUILTIN_PREFIXES) {
                if (name.startsWith(prefix)) {
                    Entry found = byName.get(name.substring(prefix.length()));
                    return found != null && found.doc().collection().equals("ansible.builtin") ? found : null;
                }
            }
        }
        return entry;
    }

    /** Every name a module can be called by. */
    public Set<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /** All of them, in the order of their short names. */
    public List<Entry> all() {
        return all.stream().sorted((a, b) -> a.doc().name().compareTo(b.doc().name())).toList();
    }

    private void add(TaskModule<?> module) {
        Module doc = module.getClass().getAnnotation(Module.class);
        if (doc == null) {
            throw new IllegalStateException(module.getClass() + " has no @Module");
        }
        Entry entry = new Entry(doc, module);
        all.add(entry);
        byName.put(doc.name(), entry);
        byName.put(entry.fullName(), entry);
        for (String alias : doc.aliases()) {
            byName.put(alias, entry);
        }
    }

    private static Class<? extends Record> parameters(Class<?> module) {
        for (Type type : module.getGenericInterfaces()) {
            if (type instanceof ParameterizedType p && p.getRawType() == TaskModule.class) {
                return ((Class<?>) p.getActualTypeArguments()[0]).asSubclass(Record.class);
            }
        }
        throw new IllegalStateException(module + " must implement TaskModule<its parameters> itself");
    }
}

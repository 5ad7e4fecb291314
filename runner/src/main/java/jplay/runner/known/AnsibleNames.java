package jplay.runner.known;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jplay.runner.known.AnsibleBuiltin.Kind;

/** Whether Ansible, with the collections that it is shipped with, has a name. Read when first asked, which is seldom. */
public final class AnsibleNames {
    private static final String MISSING = "; Ansible has one";
    private static final String UNKNOWN = "there is no ";

    private AnsibleNames() {}

    /** All names of a kind, short ones as far as Ansible takes them, and full ones. */
    private static final class All {
        private static final Map<Kind, Set<String>> NAMES = read();

        private static Map<Kind, Set<String>> read() {
            Map<Kind, Set<String>> all = new HashMap<>();
            for (Kind kind : Kind.values()) {
                all.put(kind, new HashSet<>());
            }
            AnsibleBuiltin builtin = AnsibleBuiltin.read();
            builtin.modules().keySet().forEach(name -> core(all, Kind.MODULE, name));
            builtin.names().forEach((kind, names) -> names.forEach(name -> core(all, kind, name)));
            builtin.jinja().forEach((kind, names) -> names.forEach(name -> core(all, kind, name)));
            AnsibleBuiltin.lines("collections.txt").forEach(line -> collection(all, List.of(line.split(" "))));
            return all;
        }

        /** A kind, a collection ("-" for none), its names; "+" before a name that is known without the collection's, too. */
        private static void collection(Map<Kind, Set<String>> all, List<String> words) {
            Kind kind = Kind.valueOf(words.get(0).toUpperCase(Locale.ROOT));
            String collection = words.get(1);
            for (String word : words.subList(2, words.size())) {
                boolean also = word.startsWith("+");
                String name = also ? word.substring(1) : word;
                if (also || collection.equals("-")) {
                    add(all, kind, name);
                }
                if (!collection.equals("-")) {
                    add(all, kind, collection + "." + name);
                }
            }
        }

        private static void core(Map<Kind, Set<String>> all, Kind kind, String name) {
            for (String prefix : List.of("", "ansible.builtin.", "ansible.legacy.")) {
                add(all, kind, prefix + name);
            }
        }

        private static void add(Map<Kind, Set<String>> all, Kind kind, String name) {
            all.computeIfAbsent(kind, key -> new HashSet<>()).add(name);
        }
    }

    /** Whether Ansible has it. */
    public static boolean has(Kind kind, String name) {
        return All.NAMES.getOrDefault(kind, Set.of()).contains(name);
    }

    /**
     * The message that there is no such thing.
     *
     * @param suggestion what is added to it where Ansible has none either
     */
    public static String none(Kind kind, String name, String suggestion) {
        String named = kind.name().toLowerCase(Locale.ROOT) + " '" + name + "'";
        return has(kind, name) ? "jplay has no " + named + MISSING : UNKNOWN + named + suggestion;
    }

    /** Whether a message says that jplay lacks what Ansible has. */
    public static boolean isMissing(String message) {
        return message.contains(MISSING);
    }

    /** Whether a message says that nobody has a name. */
    public static boolean isUnknown(String message) {
        return message.contains(UNKNOWN) || isMissing(message);
    }
}

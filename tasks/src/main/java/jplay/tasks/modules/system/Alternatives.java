package jplay.tasks.modules.system;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code update-alternatives --display} says, or will.
 *
 * @param links of what goes along, by name
 * @param all those that may be chosen, by path
 */
record Alternatives(boolean auto, @Nullable String link, @Nullable String current, Map<String, String> links, Map<String, Choice> all) {
    private static final Pattern LINK = Pattern.compile("\\s+link \\S+ is (\\S+)");
    private static final Pattern SLAVE = Pattern.compile("\\s+slave (\\S+) is (\\S+)");
    private static final Pattern CURRENT = Pattern.compile("\\s+link currently points to (\\S+)");
    private static final Pattern CHOICE = Pattern.compile("(/\\S+) - .*?priority (-?\\d+).*");
    private static final Pattern SUB = Pattern.compile("\\s+(?:slave )?(\\S+): (\\S+)");

    /** One that may be chosen. */
    record Choice(int priority, Map<String, String> subs) {}

    static Alternatives parse(String text) {
        boolean auto = true;
        String link = null;
        String current = null;
        Map<String, String> links = new LinkedHashMap<>();
        Map<String, Choice> all = new LinkedHashMap<>();
        Choice last = null;
        for (String line : text.lines().toList()) {
            Matcher match;
            if ((match = LINK.matcher(line)).matches()) {
                link = match.group(1);
            } else if ((match = SLAVE.matcher(line)).matches()) {
                links.put(match.group(1), match.group(2));
            } else if ((match = CURRENT.matcher(line)).matches()) {
                current = match.group(1);
            } else if ((match = CHOICE.matcher(line)).matches()) {
                last = new Choice(Integer.parseInt(match.group(2)), new LinkedHashMap<>());
                all.put(match.group(1), last);
            } else if (last != null && (match = SUB.matcher(line)).matches()) {
                if (!match.group(2).equals("(null)")) {
                    last.subs().put(match.group(1), match.group(2));
                }
            } else if (line.contains("manual")) {
                auto = false;
            }
        }
        return new Alternatives(auto, link, current, links, all);
    }

    /** With another choice; null leaves it to the priorities. */
    Alternatives choose(@Nullable String path) {
        return new Alternatives(path == null, link, path == null ? best() : path, links, all);
    }

    private @Nullable String best() {
        return all.entrySet().stream().max(Comparator.comparingInt(each -> each.getValue().priority())).map(Map.Entry::getKey).orElse(null);
    }

    Alternatives with(String newLink, String path, int priority) {
        Map<String, Choice> more = new LinkedHashMap<>(all);
        more.put(path, new Choice(priority, new LinkedHashMap<>()));
        Alternatives then = new Alternatives(auto, newLink, current, links, more);
        return auto ? then.choose(null) : then;
    }

    Alternatives withSubs(String path, Map<String, String> subs, Map<String, String> moreLinks) {
        Alternatives then = new Alternatives(auto, link, current, new LinkedHashMap<>(links), all);
        then.links.putAll(moreLinks);
        Choice choice = all.get(path);
        if (choice != null) {
            choice.subs().putAll(subs);
        }
        return then;
    }

    Alternatives without(String path) {
        Map<String, Choice> less = new LinkedHashMap<>(all);
        less.remove(path);
        Alternatives then = new Alternatives(auto, link, current, links, less);
        return path.equals(current) ? then.choose(null) : then;
    }

    /** As the command would show it. */
    String text() {
        StringBuilder text = new StringBuilder("x - ").append(auto ? "auto" : "manual").append(" mode\n");
        text.append("  link currently points to ").append(current).append('\n');
        if (link != null) {
            text.append("  link x is ").append(link).append('\n');
        }
        links.forEach((name, at) -> text.append("  slave ").append(name).append(" is ").append(at).append('\n'));
        all.forEach((path, choice) -> {
            text.append(path).append(" - priority ").append(choice.priority()).append('\n');
            choice.subs().forEach((name, sub) -> text.append("  slave ").append(name).append(": ").append(sub).append('\n'));
        });
        return text.toString();
    }
}

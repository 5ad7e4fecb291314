package jplay.runner.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.Problems;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.Value;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** Reads the INI form, line by line; says everything that is wrong at once. */
final class IniInventory {
    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?]\\s*(?:#.*)?");
    private static final Pattern GROUP_NAME = Pattern.compile("([^:\\]\\s]+)\\s*(?:#.*)?");

    private enum Kind { HOSTS, CHILDREN, VARS }

    /** A group that was used before it was declared. */
    private static final class Pending {
        final SourceSpan span;
        final boolean byVars;
        final List<String> parents = new ArrayList<>();

        Pending(SourceSpan span, boolean byVars) {
            this.span = span;
            this.byVars = byVars;
        }
    }

    private final InventoryBuilder into;
    private final InventorySource source;
    private final String file;
    private final Problems problems;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private String group = "ungrouped";
    private Kind kind = Kind.HOSTS;
    private boolean skipping;
    private String line = "";
    private int number;
    private int indent;

    IniInventory(InventoryBuilder into, InventorySource source, String file, Problems problems) {
        this.into = into;
        this.source = source;
        this.file = file;
        this.problems = problems;
    }

    void read(String text) {
        for (String raw : text.split("\r\n|\r|\n", -1)) {
            number++;
            line = raw.strip();
            indent = line.isEmpty() ? 0 : raw.indexOf(line.charAt(0));
            if (!line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != ';') {
                line();
            }
        }
        pending.forEach((name, open) -> problems.add(Problem.of("undefined-group",
                open.byVars
                        ? "[" + name + ":vars] gives variables to a group that is not defined"
                        : "[" + open.parents.get(open.parents.size() - 1) + ":children] names '" + name
                                + "', which is not defined as a group",
                open.span,
                help(name))));
    }

    private String help(String name) {
        String close = Names.closest(name, into.groupNames().stream().filter(each -> !pending.containsKey(each)).toList());
        return (close != null ? "did you mean '" + close + "'? Otherwise " : "")
                + "add a section [" + name + "]";
    }

    private SourceSpan span(int start, int end) {
        return new SourceSpan(file, number, indent + start + 1, number, indent + Math.max(end, start + 1) + 1);
    }

    private void wrong(String code, String message, int start, int end, @Nullable String help) {
        problems.add(Problem.of(code, message, span(start, end), help));
    }

    private void line() {
        if (line.charAt(0) == '[') {
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                section(section.group(1), section.group(2));
                return;
            }
            if (line.indexOf(':') < 0 || line.indexOf(']') < 0 || line.endsWith("]")) {
                badSection();
                return;
            }
        }
        if (skipping) {
            return;
        }
        switch (kind) {
            case HOSTS -> hosts();
            case VARS -> variable();
            case CHILDREN -> child();
        }
    }

    private void badSection() {
        skipping = true;
        if (line.indexOf(']') < 0) {
            wrong("inventory-section", "this section has no closing ']'", 0, line.length(), "write " + line + "]");
        } else {
            wrong("inventory-section", "'" + line + "' is no section", 0, line.length(),
                    "a section is [group], [group:children] or [group:vars], without spaces");
        }
    }

    private void section(String name, @Nullable String type) {
        @Nullable Kind found = type == null ? Kind.HOSTS : switch (type) {
            case "hosts" -> Kind.HOSTS;
            case "children" -> Kind.CHILDREN;
            case "vars" -> Kind.VARS;
            default -> null;
        };
        skipping = found == null;
        if (found == null) {
            int start = line.indexOf(':') + 1;
            String close = Names.closest(String.valueOf(type), List.of("hosts", "children", "vars"));
            wrong("inventory-section", "there is no kind of section called '" + type + "'", start, start + String.valueOf(type).length(),
                    close != null ? "did you mean '" + close + "'?" : "the kinds are hosts, children and vars");
            return;
        }
        group = name;
        kind = found;
        if (kind == Kind.VARS) {
            if (!into.hasGroup(name) && !pending.containsKey(name)) {
                pending.put(name, new Pending(span(1, 1 + name.length()), true));
            }
            into.addGroup(name);
            return;
        }
        into.addGroup(name);
        Pending open = pending.remove(name);
        if (open != null) {
            open.parents.forEach(parent -> addChild(parent, name, open.span));
        }
    }

    private void addChild(String parent, String child, SourceSpan where) {
        List<String> circle = into.addChild(parent, child);
        if (circle != null) {
            problems.add(Problem.of("cyclic-group", "group '" + parent + "' would hold itself: "
                    + String.join(" → ", circle) + " → " + circle.get(0), where, "take one of these out of the other"));
        }
    }

    private void child() {
        Matcher matcher = GROUP_NAME.matcher(line);
        if (!matcher.matches()) {
            wrong("inventory-line", "'" + line + "' is no group's name", 0, line.length(),
                    "[" + group + ":children] takes one group a line");
            return;
        }
        String child = matcher.group(1);
        SourceSpan where = span(0, child.length());
        if (into.hasGroup(child)) {
            addChild(group, child, where);
        } else {
            pending.computeIfAbsent(child, name -> new Pending(where, false)).parents.add(group);
        }
    }

    private void variable() {
        int equals = line.indexOf('=');
        String name = equals < 0 ? "" : line.substring(0, equals).strip();
        if (name.isEmpty()) {
            wrong("inventory-line", "'" + line + "' is no variable", 0, line.length(),
                    "[" + group + ":vars] takes one key=value a line");
            return;
        }
        String text = line.substring(equals + 1).strip();
        int start = text.isEmpty() ? equals : line.indexOf(text, equals + 1);
        Node value = PythonLiteral.read(text, span(start, start + text.length()));
        GroupPriority.set(into, group, name, value, problems);
    }

    private void hosts() {
        try {
            List<ShellWords.Word> words = ShellWords.split(line, true);
            if (words.isEmpty()) {
                return;
            }
            ShellWords.Word first = words.get(0);
            HostNames.Expanded hosts = expand(first);
            Map<String, Value> vars = variables(words);
            if (hosts != null && vars != null) {
                if (hosts.port() != null) {
                    Node port = new Node.Scalar(hosts.port().toString(), (long) hosts.port(), "", span(first.start(), first.end()));
                    vars.putIfAbsent("ansible_port", Value.of(port));
                }
                hosts.names().forEach(name -> into.addHost(name, group, vars, source));
            }
        } catch (ShellWords.Unclosed e) {
            wrong("inventory-line", String.valueOf(e.getMessage()), e.offset(), e.offset() + 1,
                    "close it, or put a backslash before it if it belongs to the value");
        }
    }

    private HostNames.@Nullable Expanded expand(ShellWords.Word word) {
        if (word.text().equals("---")) {
            wrong("inventory-line", "'---' begins YAML, and this file is read as INI", word.start(), word.end(),
                    "name the file with the ending .yml");
            return null;
        }
        try {
            return HostNames.expand(word.text());
        } catch (BadName e) {
            wrong("inventory-host", String.valueOf(e.getMessage()), word.start(), word.end(), e.help());
            return null;
        }
    }

    private @Nullable Map<String, Value> variables(List<ShellWords.Word> words) {
        Map<String, Value> vars = new LinkedHashMap<>();
        boolean good = true;
        for (ShellWords.Word word : words.subList(1, words.size())) {
            int equals = word.text().indexOf('=');
            if (equals < 1) {
                wrong("inventory-line", "'" + word.text() + "' is no variable; after the host come key=value",
                        word.start(), word.end(), "one host a line; quote values with spaces: key=\"a b\"");
                good = false;
                continue;
            }
            String text = word.text().substring(equals + 1);
            int start = Math.min(word.start() + equals + 1, word.end());
            vars.put(word.text().substring(0, equals), Value.of(PythonLiteral.read(text, span(start, word.end()))));
        }
        return good ? vars : null;
    }
}

package jplay.tasks.modules.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.effect.Around;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.read.CommandRead;
import org.jspecify.annotations.Nullable;

/** What a file may have beside owner, group and mode. */
public record FileExtras(
        @Param(value = "Attributes of the file, as chattr takes them; without + or - before them, these and no others.", aliases = "attr") @Nullable String attributes,
        @Param("The user of the file's SELinux context; _default is the policy's. Where SELinux is off, this and the like change nothing.") @Nullable String seuser,
        @Param("The role of the context.") @Nullable String serole,
        @Param("The type of the context.") @Nullable String setype,
        @Param("The level of the context.") @Nullable String selevel) {
    private static final String DEFAULT = "_default";
    /** Set by the file system itself. */
    private static final String OWN = "eIENV";

    public FileExtras {
        if (attributes != null && !attributes.matches("[-+=]?[a-zA-Z]+|=|")) {
            throw new IllegalArgumentException("attributes: '" + attributes + "' is nothing that chattr takes; write letters, as i or +a");
        }
    }

    private boolean isEmpty() {
        return (attributes == null || attributes.isEmpty()) && context().isEmpty();
    }

    /** The parts of the context that are asked for, by their place in it. */
    private Map<Integer, String> context() {
        Map<Integer, String> parts = new LinkedHashMap<>();
        put(parts, 0, seuser);
        put(parts, 1, serole);
        put(parts, 2, setype);
        put(parts, 3, selevel);
        return parts;
    }

    private static void put(Map<Integer, String> parts, int place, @Nullable String part) {
        if (part != null) {
            parts.put(place, part);
        }
    }

    /** A plan for files, with these seen to. */
    public Plan on(HostState host, Plan plan, String... paths) {
        return on(host, plan, List.of(paths));
    }

    /** A plan for files, with these seen to. */
    public Plan on(HostState host, Plan plan, List<String> paths) {
        if (isEmpty() || paths.isEmpty()) {
            return plan;
        }
        return switch (plan) {
            case Plan.InSync kept -> mended(host, kept, paths);
            case Plan.Change change -> {
                List<Effect> effects = new ArrayList<>(change.effects());
                effects.add(set(paths));
                yield new Plan.Change(effects, change.diff(), change.after(), change.then());
            }
            case Plan.Opaque opaque -> new Plan.Opaque(
                    new Followed(opaque.run(), set(paths)), opaque.then(), opaque.changes(), opaque.rehearsal(), opaque.unrun());
            default -> plan;
        };
    }

    private Plan mended(HostState host, Plan.InSync kept, List<String> paths) {
        CommandRead read = read(paths);
        if (!host.has(read)) {
            return new Plan.More(Reads.of(read));
        }
        List<String> lines = read.text(host).lines().toList();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String[] is = lines.get(i).split(" ");
            if (is.length == 3 && !isMet(is[0], is[1], is[2])) {
                wrong.add(paths.get(i));
            }
        }
        if (wrong.isEmpty()) {
            return kept;
        }
        Diff diff = Diff.properties(wrong.get(0), Map.of("attributes", lines.get(paths.indexOf(wrong.get(0)))), Map.of("attributes", describe()));
        return Plan.Change.of(List.of(set(wrong)), diff, kept.result());
    }

    private boolean isMet(String flags, String context, String policy) {
        String[] now = context.split(":", 4);
        String[] otherwise = policy.split(":", 4);
        boolean labelled = now.length < 3 || context().entrySet().stream().allMatch(part -> {
            String[] wanted = part.getValue().equals(DEFAULT) ? otherwise : null;
            String value = wanted == null ? part.getValue() : part.getKey() < wanted.length ? wanted[part.getKey()] : "";
            return part.getKey() < now.length ? now[part.getKey()].equals(value) : value.isEmpty();
        });
        return labelled && (attributes == null || attributes.isEmpty() || hasFlags(attributes, flags));
    }

    private static boolean hasFlags(String wanted, String flags) {
        String letters = wanted.replaceFirst("^[-+=]", "");
        return switch (wanted.charAt(0)) {
            case '+' -> letters.chars().allMatch(letter -> flags.indexOf(letter) >= 0);
            case '-' -> letters.chars().noneMatch(letter -> flags.indexOf(letter) >= 0);
            default -> letters.chars().allMatch(letter -> flags.indexOf(letter) >= 0)
                    && flags.chars().allMatch(flag -> flag == '-' || OWN.indexOf(flag) >= 0 || letters.indexOf(flag) >= 0);
        };
    }

    /** A line a file: flags, context, the policy's context; "-" is none. Nothing of what is not there. */
    private static CommandRead read(List<String> paths) {
        String files = Shell.quote(paths);
        return CommandRead.of("for f in " + files + "; do\n"
                + "[ -e \"$f\" ] || { echo; continue; }\n"
                + "a=$(lsattr -d -- \"$f\" 2>/dev/null) || a=\nc=\nd=\n"
                + "if [ -e /sys/fs/selinux/enforce ]; then c=$(stat -c %C -- \"$f\"); d=$(matchpathcon -n \"$f\" 2>/dev/null); fi\n"
                + "echo \"${a%% *}- ${c:--} ${d:--}\"\ndone", "file-extras", files);
    }

    private HostCommand set(List<String> paths) {
        StringBuilder each = new StringBuilder();
        if (attributes != null && !attributes.isEmpty()) {
            String flags = attributes.matches("[-+=].*") ? attributes : "=" + attributes;
            each.append("chattr ").append(Shell.quote(flags)).append(" -- \"$f\" || exit\n");
        }
        if (!context().isEmpty()) {
            each.append("if [ -e /sys/fs/selinux/enforce ]; then chcon");
            context().forEach((place, part) -> each.append(" -").append("urtl".charAt(place)).append(' ').append(part.equals(DEFAULT)
                    ? "\"$(matchpathcon -n \"$f\" | cut -d: -f" + (place == 3 ? "4-" : place + 1) + ")\"" : Shell.quote(part)));
            each.append(" -- \"$f\" || exit; fi\n");
        }
        return HostCommand.of("for f in " + Shell.quote(paths) + "; do\n[ -e \"$f\" ] || continue\n" + each + "done",
                "set the attributes of " + String.join(", ", paths));
    }

    private String describe() {
        return (attributes == null ? "" : attributes + " ") + String.join(":", context().values());
    }

    /** An effect, and another behind it. */
    private record Followed(Effect effect, Effect then) implements Around {
        @Override
        public String script() {
            return "(\n" + effect.script() + "\n) || exit\n{\n" + then.script() + "\n} >/dev/null";
        }
    }
}

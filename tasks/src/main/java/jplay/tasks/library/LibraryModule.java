package jplay.tasks.library;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.text.JsonText;
import org.jspecify.annotations.Nullable;

/** An executable of the user's own. What it is told and what it answers is as Ansible has it. */
public final class LibraryModule implements TaskModule<LibraryModule.Params> {
    private final Executable executable;

    /** Parameters. */
    public record Params(@Param(value = "Whatever it takes.", rest = true) Map<String, Object> arguments) {}

    LibraryModule(Executable executable) {
        this.executable = executable;
    }

    /** Why it cannot be run, or null where it can. */
    public @Nullable String refusal() {
        return executable.refusal();
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        String refusal = refusal();
        if (refusal != null) {
            return Plan.Failed.of(refusal);
        }
        return new Plan.Opaque(run(params, control, false), LibraryAnswer::outcome, null, run(params, control, true));
    }

    /** With what Ansible adds for every module. */
    private Map<String, Object> arguments(Params params, boolean check) {
        Map<String, Object> all = new LinkedHashMap<>(params.arguments());
        all.put("_ansible_check_mode", check);
        all.put("_ansible_no_log", false);
        all.put("_ansible_debug", false);
        all.put("_ansible_diff", false);
        all.put("_ansible_verbosity", 0);
        all.put("_ansible_version", "2.14.18");
        all.put("_ansible_module_name", executable.name());
        all.put("_ansible_syslog_facility", "LOG_USER");
        all.put("_ansible_shell_executable", "/bin/sh");
        all.put("_ansible_keep_remote_files", false);
        return all;
    }

    private LibraryRun run(Params params, Control control, boolean check) {
        Map<String, Object> arguments = arguments(params, check);
        Content content = Content.of(executable.file());
        String text = JsonText.of(arguments);
        if (executable.style() == Executable.Style.INSIDE) {
            String body = new String(content.bytes(), StandardCharsets.ISO_8859_1);
            String json = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            content = Content.of(body.replace("<<INCLUDE_ANSIBLE_MODULE_JSON_ARGS>>", json).getBytes(StandardCharsets.ISO_8859_1));
        } else if (executable.style() == Executable.Style.WORDS) {
            StringBuilder words = new StringBuilder();
            arguments.forEach((name, value) -> words.append(name).append('=').append(Shell.quote(word(value))).append(' '));
            text = words.toString();
        }
        return new LibraryRun(executable.name(), content, interpreter(control), text);
    }

    private static String word(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean yes -> yes ? "True" : "False";
            case Map<?, ?> map -> JsonText.of(map);
            case java.util.List<?> list -> JsonText.of(list);
            default -> value.toString();
        };
    }

    /** The variable {@code ansible_NAME_interpreter} goes before the file's first line. */
    private String interpreter(Control control) {
        String line = executable.interpreter();
        if (line.isEmpty()) {
            return "";
        }
        String[] words = line.split("\\s+");
        String program = words[0].endsWith("/env") && words.length > 1 ? words[1] : words[0];
        String name = program.substring(program.lastIndexOf('/') + 1);
        Object other = control.variable("ansible_" + name.replaceFirst("[0-9.]+$", "") + "_interpreter");
        return other instanceof String given && given.startsWith("/") ? given : line;
    }
}

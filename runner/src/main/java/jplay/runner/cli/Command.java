package jplay.runner.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What jplay is asked to do: the first word, or the name it was called by. */
enum Command {
    PLAY("PLAYBOOK…", "run playbooks", "ansible-playbook"),
    ADHOC("PATTERN", "run one module on hosts", "ansible"),
    DOC("[MODULE…]", "show the documentation of modules", "ansible-doc"),
    VARS("HOST [NAME]", "show a host's variables and where each came from", null),
    INVENTORY("", "show the inventory", "ansible-inventory");

    private final String synopsis;
    private final String summary;
    private final @Nullable String ansibleName;

    Command(String synopsis, String summary, @Nullable String ansibleName) {
        this.synopsis = synopsis;
        this.summary = summary;
        this.ansibleName = ansibleName;
    }

    String synopsis() {
        return synopsis;
    }

    String summary() {
        return summary;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A command and the arguments that are left for it. */
    record Call(Command command, List<String> arguments) {}

    /** Chooses by the name jplay was called by, else by the first word; a playbook's name is no command. */
    static Call choose(String invokedAs, List<String> arguments) {
        for (Command command : values()) {
            if (invokedAs.equals(command.ansibleName)) {
                return new Call(command, arguments);
            }
        }
        return Arrays.stream(values())
                .filter(command -> !arguments.isEmpty() && arguments.get(0).equals(command.word()))
                .findFirst()
                .map(command -> new Call(command, arguments.subList(1, arguments.size())))
                .orElse(new Call(PLAY, arguments));
    }
}

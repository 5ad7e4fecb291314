package jplay.runner.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What jplay is asked to do: the first word, or the name it was called by. */
enum Command {
    PLAY("PLAYBOOK…", 0, Integer.MAX_VALUE, "run playbooks", "ansible-playbook"),
    ADHOC("PATTERN", 1, 1, "run one module on hosts", "ansible"),
    DRIFT("PLAYBOOK…", 1, Integer.MAX_VALUE, "show what is no longer as the playbooks say", null),
    REHEARSE("PLAYBOOK…", 1, Integer.MAX_VALUE, "check, then run, and compare what was foreseen with what was done", null),
    APPLY("PLAN", 1, 1, "do what a kept plan says (--check --plan-out), and nothing else", null),
    DOC("[MODULE…]", 0, Integer.MAX_VALUE, "show the documentation of modules", "ansible-doc"),
    VARS("HOST [NAME]", 1, 2, "show a host's variables and where each came from", null),
    INVENTORY("[PATTERN]", 0, 1, "show the inventory", "ansible-inventory"),
    VAULT("ACTION [FILE…]", 1, Integer.MAX_VALUE, "encrypt and decrypt files and values", "ansible-vault"),
    ROLES("ACTION [NAME…]", 1, Integer.MAX_VALUE, "install, list and remove roles of other people", "ansible-galaxy");

    private final String synopsis;
    private final int fewest;
    private final int most;
    private final String summary;
    private final @Nullable String ansibleName;

    Command(String synopsis, int fewest, int most, String summary, @Nullable String ansibleName) {
        this.synopsis = synopsis;
        this.fewest = fewest;
        this.most = most;
        this.summary = summary;
        this.ansibleName = ansibleName;
    }

    String synopsis() {
        return synopsis;
    }

    String summary() {
        return summary;
    }

    /** Throws where there are too few or too many words beside the options. */
    void check(List<String> words) {
        if (words.size() < fewest) {
            throw new UsageException("which " + synopsis.split(" ")[0] + "?");
        }
        if (words.size() > most) {
            throw new UsageException("there is one argument too many: '" + words.get(most) + "'");
        }
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

package jplay.tasks.modules.system;

import java.util.List;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/**
 * A user's SSH key.
 *
 * @param home the home directory, or null for the one that the user has
 * @param file absolute, or from the home on
 */
record UserKeyRead(String user, @Nullable String home, String file) implements Read<UserKeyRead.Key> {

    /** A key: its file, its public half and that one's fingerprint. */
    record Key(String file, String publicKey, String fingerprint) {}

    @Override
    public String script() {
        return "jp_user_key " + Shell.quote(user) + " " + Shell.quote(home == null ? "" : home) + " " + Shell.quote(file);
    }

    @Override
    public Answer<Key> parse(Output output) {
        List<String> lines = output.out().lines().toList();
        return lines.size() < 3 ? Answer.absent() : Answer.known(new Key(lines.get(0), lines.get(1), lines.get(2)));
    }

    @Override
    public Subject subject() {
        return new Subject("userkey", user + ":" + file);
    }
}

package jplay.tasks.modules.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of authorized_keys.
 *
 * @param options between commas, as they stand
 * @param data the key itself, in base64
 */
record SshKey(List<String> options, String type, String data, String comment) {
    private static final Set<String> TYPES = Set.of(
            "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-dss", "ssh-rsa",
            "sk-ecdsa-sha2-nistp256@openssh.com", "sk-ssh-ed25519@openssh.com", "ssh-ed25519-cert-v01@openssh.com",
            "ssh-rsa-cert-v01@openssh.com", "ssh-dss-cert-v01@openssh.com", "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com", "ecdsa-sha2-nistp521-cert-v01@openssh.com",
            "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com", "sk-ssh-ed25519-cert-v01@openssh.com");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,3}");

    /** A line's key, or null where it has none. */
    static @Nullable SshKey parse(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return null;
        }
        List<String> words = words(text, ' ');
        int at = !words.isEmpty() && TYPES.contains(words.get(0)) ? 0 : words.size() > 1 && TYPES.contains(words.get(1)) ? 1 : -1;
        if (at < 0 || words.size() <= at + 1 || !BASE64.matcher(words.get(at + 1)).matches()) {
            return null;
        }
        List<String> options = at == 0 ? List.of() : options(words.get(0));
        return new SshKey(options, words.get(at), words.get(at + 1), String.join(" ", words.subList(at + 2, words.size())));
    }

    /** Options with commas between; those in quotes do not part. */
    static List<String> options(String text) {
        return words(text, ',');
    }

    private static List<String> words(String text, char separator) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean part = c == separator || separator == ' ' && c == '\t';
            if (part && !quoted) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                continue;
            }
            quoted ^= c == '"' && (i == 0 || text.charAt(i - 1) != '\\');
            word.append(c);
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    SshKey with(@Nullable List<String> otherOptions, @Nullable String otherComment) {
        return new SshKey(otherOptions == null ? options : otherOptions, type, data, otherComment == null ? comment : otherComment);
    }

    String line() {
        return (options.isEmpty() ? "" : String.join(",", options) + " ") + type + " " + data + " " + comment;
    }
}

package jplay.runner.vars;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jplay.runner.inventory.ShellWords;
import jplay.runner.source.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code ssh} command, as {@code ansible_ssh_common_args} has them.
 *
 * @param options of {@code -o}, names in lower case; as in ssh, what comes first counts
 * @param keyFiles of {@code -i} and {@code -o IdentityFile}
 * @param ignored what has no meaning here
 */
public record SshArguments(
        Map<String, String> options,
        List<String> keyFiles,
        @Nullable String jump,
        @Nullable Integer port,
        @Nullable String user,
        @Nullable String configFile,
        List<String> ignored) {
    public static final SshArguments NONE = new SshArguments(Map.of(), List.of(), null, null, null, null, List.of());

    private static final String WITH_VALUE = "BbcDEeFIiJLlmOopQRSWw";
    private static final String HARMLESS = "46aACkKqtTvxXYyg";

    /** An option of {@code -o} by its name in any case. */
    public @Nullable String option(String name) {
        return options.get(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Reads command lines, the first of which win.
     *
     * @throws jplay.runner.source.ProblemException where one cannot be read
     */
    public static SshArguments parse(List<String> lines) {
        Reader reader = new Reader();
        for (String line : lines) {
            try {
                reader.line(ShellWords.split(line, false).stream().map(ShellWords.Word::text).toList());
            } catch (ShellWords.Unclosed e) {
                throw Problem.of("ssh-arguments", "the SSH arguments '" + line + "' cannot be read: " + e.getMessage(), null).exception();
            }
        }
        return reader.result();
    }

    /** A port's number; {@code name} is what messages call it. */
    public static Integer port(String text, String name) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw Problem.of("port", name + " is '" + text + "', which is no port", null, "a port is a number from 1 to 65535").exception();
        }
        return Integer.valueOf(text);
    }

    private static final class Reader {
        private final Map<String, String> options = new LinkedHashMap<>();
        private final List<String> keyFiles = new ArrayList<>();
        private final Map<Character, String> single = new LinkedHashMap<>();
        private final List<String> ignored = new ArrayList<>();

        void line(List<String> words) {
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                char letter = word.length() > 1 && word.startsWith("-") ? word.charAt(1) : 0;
                if (WITH_VALUE.indexOf(letter) >= 0 && letter != 0) {
                    boolean joined = word.length() > 2;
                    if (!joined && i + 1 >= words.size()) {
                        throw Problem.of("ssh-arguments", "the SSH argument " + word + " needs a value", null).exception();
                    }
                    value(letter, joined ? word.substring(2) : words.get(++i));
                } else if (letter == 0 || HARMLESS.indexOf(letter) < 0) {
                    ignored.add(word);
                }
            }
        }

        private void value(char letter, String value) {
            switch (letter) {
                case 'o' -> option(value);
                case 'i' -> keyFiles.add(value);
                case 'J', 'p', 'l', 'F' -> single.putIfAbsent(letter, value);
                default -> ignored.add("-" + letter + " " + value);
            }
        }

        private void option(String text) {
            String[] parts = text.strip().split("\\s*=\\s*|\\s+", 2);
            String name = parts[0].toLowerCase(Locale.ROOT);
            String value = parts.length > 1 ? parts[1] : "";
            if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
                value = value.substring(1, value.length() - 1);
            }
            if (name.equals("identityfile")) {
                keyFiles.add(value);
            } else {
                options.putIfAbsent(name, value);
            }
        }

        SshArguments result() {
            String port = single.getOrDefault('p', options.get("port"));
            return new SshArguments(Map.copyOf(options), List.copyOf(keyFiles), single.getOrDefault('J', options.get("proxyjump")),
                    port == null ? null : port(port, "the port of the SSH arguments"),
                    single.getOrDefault('l', options.get("user")), single.get('F'), List.copyOf(ignored));
        }
    }
}

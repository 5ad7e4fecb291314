package jplay.runner.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lookup {@code password}: a random password that a file remembers. */
final class PasswordLookup {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static final List<String> OPTIONS = List.of("length", "chars", "encrypt", "ident", "seed");

    private PasswordLookup() {}

    static List<@Nullable Object> run(List<@Nullable Object> terms, Map<String, @Nullable Object> options, Scope scope) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object term : terms) {
            KeyValues words = KeyValues.parse(Values.str(term));
            if (words.words().isEmpty()) {
                throw new ExpressionException("the file that keeps the password is missing");
            }
            Map<String, @Nullable Object> o = new LinkedHashMap<>(options);
            o.putAll(words.options());
            o.keySet().stream().filter(name -> !OPTIONS.contains(name)).findFirst().ifPresent(name -> {
                throw new ExpressionException("Unrecognized parameter: " + name + "; there are " + String.join(", ", OPTIONS));
            });
            Path file = scope.environment().directory().resolve(PathFilters.expandUser(words.words().get(0)));
            synchronized (PasswordLookup.class) {
                result.add(password(file, o, scope));
            }
        }
        return result;
    }

    private static String password(Path file, Map<String, @Nullable Object> o, Scope scope) {
        boolean kept = !file.toString().equals("/dev/null");
        String content = kept && Files.exists(file) ? LookupFiles.read(file).stripTrailing() : "";
        int mark = content.lastIndexOf(" salt=");
        String password = mark >= 0 ? content.substring(0, mark) : content;
        String salt = mark >= 0 ? content.substring(mark + 6).split(" ")[0] : "";
        Object encrypt = "".equals(o.get("encrypt")) ? null : o.get("encrypt");
        boolean changed = password.isEmpty() || encrypt != null && salt.isEmpty();
        if (password.isEmpty()) {
            password = generate(Math.toIntExact(Numbers.toLong(o.getOrDefault("length", 20L), "length")), characters(o.get("chars")), o.get("seed"));
        }
        if (encrypt != null && salt.isEmpty()) {
            salt = generate(16, LOWER + UPPER + "0123456789./", null);
        }
        if (changed && kept) {
            write(file, password + (salt.isEmpty() ? "" : " salt=" + salt) + "\n");
        }
        return encrypt == null ? password : Passwords.hash(password, Args.of(scope, encrypt, salt));
    }

    private static String generate(int length, String characters, @Nullable Object seed) {
        PythonRandom random = PythonRandom.seeded(seed);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(characters.charAt((int) random.below(characters.length())));
        }
        return out.toString();
    }

    private static String characters(@Nullable Object given) {
        if (given == null) {
            return LOWER + UPPER + "0123456789.,:-_";
        }
        StringBuilder out = new StringBuilder();
        for (Object part : given instanceof String s ? List.of(s.split(",")) : Values.list(given)) {
            out.append(named(Values.str(part)));
        }
        return given instanceof String s && s.contains(",,") ? out + "," : out.toString();
    }

    private static String named(String name) {
        return switch (name) {
            case "ascii_letters" -> LOWER + UPPER;
            case "ascii_lowercase" -> LOWER;
            case "ascii_uppercase" -> UPPER;
            case "digits" -> "0123456789";
            case "hexdigits" -> "0123456789abcdefABCDEF";
            case "octdigits" -> "01234567";
            case "punctuation" -> "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
            default -> name;
        };
    }

    private static void write(Path file, String content) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null && !Files.exists(parent)) {
                Files.createDirectories(parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path temporary = Files.createTempFile(parent, ".password", null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ExpressionException("cannot keep the password in '" + file + "': " + LookupFiles.reason(e));
        }
    }
}

package jplay.runner.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a run, and what is shown in their place: passwords, what came out of vaults, parameters marked secret.
 * Grows as they become known; safe for use by several threads.
 */
public final class Redactor {
    private static final String MASK = "********";
    /** Shorter ones would blot out half of the output. */
    private static final int MIN_LENGTH = 4;
    /** A line of a key, rather than one of a small config file that happens to be a secret. */
    private static final int MIN_LINE_LENGTH = 16;

    /** From its first line to its last, or to the end of what is shown of it. */
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "(-----BEGIN [A-Z ]*PRIVATE KEY-----).*?(?=-----END [A-Z ]*PRIVATE KEY-----|\\z)", Pattern.DOTALL);

    private static final Pattern KEY_DATA = Pattern.compile("(client-key-data[\"']?: ?[\"']?)[A-Za-z0-9+/=]+");

    /** What may be base64 of something longer than a word. */
    private static final int BASE64_LENGTH = 16;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{" + BASE64_LENGTH + ",}={0,2}");

    private final Set<String> secrets =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
    private volatile List<String> longestFirst = List.of();

    /** Adds a secret, and the long lines of one that has several; a diff or a block shows them one by one. */
    public synchronized void add(@Nullable String secret) {
        if (secret == null || secret.strip().length() < MIN_LENGTH) {
            return;
        }
        secrets.add(secret.strip());
        secret.lines()
                .map(String::strip)
                .filter(line -> line.length() >= MIN_LINE_LENGTH && !line.startsWith("-----"))
                .forEach(secrets::add);
        longestFirst = List.copyOf(secrets);
    }

    /** The text without secrets; a private key is one wherever it comes from. */
    public String redact(String text) {
        String clean = text.contains("PRIVATE KEY-----") ? PRIVATE_KEY.matcher(text).replaceAll(this::key) : text;
        clean = clean.contains("client-key-data") ? KEY_DATA.matcher(clean).replaceAll("$1" + MASK) : clean;
        for (String secret : longestFirst) {
            clean = clean.replace(secret, MASK);
        }
        return !mayHoldBase64(clean) ? clean : BASE64.matcher(clean).replaceAll(run -> encodesSecret(run.group()) ? MASK : Matcher.quoteReplacement(run.group()));
    }

    /** Whether {@link #BASE64} may match: nearly no text has so long a word, and a loop tells sooner than the pattern. */
    private static boolean mayHoldBase64(String text) {
        for (int i = 0, run = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            run = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '/' && c <= '9' || c == '+' ? run + 1 : 0;
            if (run == BASE64_LENGTH) {
                return true;
            }
        }
        return false;
    }

    /** A key's lines are secrets from now on, as parts of it are. */
    private String key(MatchResult found) {
        add(found.group().substring(found.group(1).length()).replace("\\n", "\n"));
        return found.group(1) + MASK;
    }

    /** As {@code b64encode} and {@code slurp} give it. */
    private boolean encodesSecret(String run) {
        int whole = run.length() - run.length() % 4;
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(run.substring(0, whole));
        } catch (IllegalArgumentException e) {
            return false;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.contains("PRIVATE KEY-----") || longestFirst.stream().anyMatch(text::contains);
    }

    /**
     * What stood in a file before, without secrets: where the text that takes its place has one, what stood in that place
     * was one, too.
     */
    public String redactBefore(String before, String after) {
        String clean = redact(before);
        String shown = redact(after);
        if (shown.equals(after)) {
            return clean;
        }
        Set<String> kept = Set.copyOf(shown.lines().toList());
        List<String> prefixes = shown.lines().filter(line -> line.contains(MASK)).map(line -> line.substring(0, line.indexOf(MASK))).toList();
        StringBuilder out = new StringBuilder();
        for (String line : clean.split("(?<=\n)")) {
            String bare = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
            prefixes.stream()
                    .filter(prefix -> !kept.contains(bare) && bare.startsWith(prefix))
                    .max(Comparator.comparingInt(String::length))
                    .ifPresentOrElse(prefix -> out.append(prefix).append(MASK).append(line.substring(bare.length())), () -> out.append(line));
        }
        return out.toString();
    }

    /** A value without secrets, all the way down, keys included. */
    public @Nullable Object redactValue(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> redact(text);
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(redact(String.valueOf(key)), redactValue(item)));
                yield copy;
            }
            case Iterable<?> items -> {
                learn(items);
                List<@Nullable Object> copy = new ArrayList<>();
                items.forEach(item -> copy.add(redactValue(item)));
                yield copy;
            }
            default -> redacted(value);
        };
    }

    /** A key line by line, as {@code stdout_lines} has it. */
    private void learn(Iterable<?> items) {
        List<String> lines = new ArrayList<>();
        items.forEach(item -> lines.add(item instanceof String line ? line : ""));
        if (lines.stream().anyMatch(line -> line.contains("PRIVATE KEY-----"))) {
            String unused = redact(String.join("\n", lines));
        }
    }

    /** A PIN is a secret, too: a number that looks like one is masked. */
    private Object redacted(Object value) {
        String text = String.valueOf(value);
        return redact(text).equals(text) ? value : redact(text);
    }
}

package jplay.runner.connection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The text that goes to a persistent shell. {@code frame.sh} says how it works. */
final class Frame {
    /** Lets go the watcher of the request before. */
    static final String RELEASE = ".\n";

    /** Makes the watcher kill what runs. */
    static final byte[] CANCEL = "kill\n".getBytes(StandardCharsets.US_ASCII);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String START = read();

    private Frame() {}

    static String nonce() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The bytes that {@link #printMark} prints: they begin with one that is rare, to be found fast. */
    static byte[] mark(String nonce) {
        return ("\036" + nonce + " ").getBytes(StandardCharsets.US_ASCII);
    }

    private static String printMark(String nonce) {
        return "printf '\\036" + nonce + " '";
    }

    /** What a shell reads first: its functions, the prelude; then it prints the mark on both outputs. */
    static String start(String nonce, String prelude) {
        return START + prelude + "\n" + printMark(nonce) + "; " + printMark(nonce) + " >&2\n";
    }

    /** The command that becomes the shell once another user is reached; says so with a mark on standard output. */
    static String becomeShell(String nonce) {
        return "sh -c " + quote(printMark(nonce) + "; exec sh");
    }

    /** One request. Its standard input is a file on the host, bytes given here, or nothing. */
    static byte[] request(Request request, byte[] stdin, String nonce) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        // One compound command, read to its end before any of it runs: the watcher takes what comes after.
        put(text, "{ __jp_watch &\n");
        if (stdin.length > 0) {
            put(text, "printf %b '");
            escape(text, stdin);
            put(text, "' | ");
        }
        put(text, "( eval " + quote(exports(request.environment()) + request.script()) + "\n)");
        put(text, (stdin.length > 0 ? "" : " </dev/null") + " 3<&-; __jp_s=$?; " + printStatus(nonce) + "; "
                + printStatus(nonce) + " >&2; wait\n}\n");
        return text.toByteArray();
    }

    /**
     * Copies the shell's further input into a new file and ends the shell, which never reads it as its program:
     * the whole is parsed before it runs, and content comes only after the first mark.
     */
    static byte[] upload(String path, long size, String ready, String nonce) {
        String file = quote(path);
        return ("{ ( umask 077; rm -f " + file + "; set -C; " + printMark(ready) + "; cat >" + file + " && [ \"$(wc -c <"
                        + file + ")\" -eq " + size + " ] || { rm -f " + file + "; exit 1; }\n) <&3 3<&-; __jp_s=$?; "
                        + printStatus(nonce) + "; " + printStatus(nonce) + " >&2; cat <&3 >/dev/null; exit\n}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String printStatus(String nonce) {
        return "printf '\\036" + nonce + " %s\\n' \"$__jp_s\"";
    }

    private static String exports(Map<String, String> environment) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(environment)
                .forEach((name, value) ->
                        text.append("export ").append(name).append('=').append(quote(value)).append("; "));
        return text.toString();
    }

    /** For {@code printf %b}: everything as it is, apart from NUL, backslash and the quote. */
    private static void escape(ByteArrayOutputStream text, byte[] bytes) {
        for (byte b : bytes) {
            switch (b) {
                case 0 -> put(text, "\\0000");
                case '\\' -> put(text, "\\\\");
                case '\'' -> put(text, "\\0047");
                default -> text.write(b);
            }
        }
    }

    private static void put(ByteArrayOutputStream text, String part) {
        text.writeBytes(part.getBytes(StandardCharsets.UTF_8));
    }

    /** As one word of the shell. */
    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(Frame.class.getResourceAsStream("frame.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .reduce("", (all, line) -> all + line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

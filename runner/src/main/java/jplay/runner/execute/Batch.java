package jplay.runner.execute;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/**
 * Several pieces of shell in one request, each in a subshell of its own; takes their outputs apart again by a random
 * mark.
 */
final class Batch {
    private final StringBuilder script = new StringBuilder();
    private final String mark = Long.toHexString(ThreadLocalRandom.current().nextLong() | 1L << 62);
    private int pieces;
    private boolean grouped;

    /** Adds a piece, which runs whatever the one before it came to. */
    void add(String piece) {
        script.append("(\n").append(piece).append("\n)\n_jp_rc=$?; printf '\\n").append(mark).append(" ").append(pieces)
                .append(" %d\\n' $_jp_rc; printf '\\n").append(mark).append("\\n' >&2\n");
        pieces++;
    }

    /** Adds a piece of a group: where it fails, nothing after it in its group runs. */
    void addStep(String piece) {
        add(piece);
        script.append(grouped ? "[ $_jp_rc = 0 ] || break\n" : "[ $_jp_rc = 0 ] || exit 0\n");
    }

    void beginGroup() {
        grouped = true;
        script.append("while :; do\n");
    }

    void endGroup() {
        grouped = false;
        script.append("break; done\n");
    }

    void addRead(jplay.tasks.contract.Read<?> read) {
        add(read.script());
    }

    boolean isEmpty() {
        return pieces == 0;
    }

    /** How many pieces there are; the next one's number. */
    int size() {
        return pieces;
    }

    int length() {
        return script.length();
    }

    String script() {
        return script.toString();
    }

    /** The outputs of the pieces by their numbers; null for those that did not run. */
    List<@Nullable Output> outputs(byte[] stdout, byte[] stderr) {
        byte[] needle = ("\n" + mark).getBytes(StandardCharsets.US_ASCII);
        @Nullable Output[] outputs = new Output[pieces];
        int out = 0;
        int err = 0;
        for (int outEnd = indexOf(stdout, needle, 0); outEnd >= 0; outEnd = indexOf(stdout, needle, out)) {
            int errEnd = indexOf(stderr, needle, err);
            int line = outEnd + needle.length + 1;
            int lineEnd = line;
            while (lineEnd < stdout.length && stdout[lineEnd] != '\n') {
                lineEnd++;
            }
            String[] numbers = new String(stdout, line, lineEnd - line, StandardCharsets.US_ASCII).strip().split(" ", 2);
            byte[] errors = errEnd < 0 ? new byte[0] : Arrays.copyOfRange(stderr, err, errEnd);
            outputs[Integer.parseInt(numbers[0])] =
                    new Output(Integer.parseInt(numbers[1]), Arrays.copyOfRange(stdout, out, outEnd), errors);
            out = Math.min(lineEnd + 1, stdout.length);
            err = errEnd < 0 ? stderr.length : Math.min(errEnd + needle.length + 1, stderr.length);
        }
        return Arrays.asList(outputs);
    }

    /** Shell that writes small content into the file that is named by {@code $JPLAY_UPLOAD}. */
    static String write(Content content) {
        byte[] bytes = content.bytes();
        @Nullable String text = asText(bytes);
        if (text != null) {
            return "(umask 077; printf %s " + Shell.quote(text) + " >\"$JPLAY_UPLOAD\")";
        }
        return "(umask 077; base64 -d >\"$JPLAY_UPLOAD\" <<'JPLAY_END'\n"
                + Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes) + "\nJPLAY_END\n)";
    }

    private static @Nullable String asText(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return null;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static int indexOf(byte[] in, byte[] needle, int from) {
        outer:
        for (int i = from; i <= in.length - needle.length; i++) {
            for (int j = 0; j < needle.length; j++) {
                if (in[i + j] != needle[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}

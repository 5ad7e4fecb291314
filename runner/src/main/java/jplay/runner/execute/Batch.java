package jplay.runner.execute;

import java.io.ByteArrayOutputStream;
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

    /** Adds a piece. With {@code stop}, nothing after it runs where it fails. */
    void add(String piece, boolean stop) {
        script.append("(\n").append(piece).append("\n)\n_jp_rc=$?; printf '\\n").append(mark)
                .append(" %d\\n' $_jp_rc; printf '\\n").append(mark).append("\\n' >&2\n");
        if (stop) {
            script.append("[ $_jp_rc = 0 ] || exit 0\n");
        }
        pieces++;
    }

    void addRead(jplay.tasks.contract.Read<?> read) {
        add(read.script(), false);
    }

    boolean isEmpty() {
        return pieces == 0;
    }

    int length() {
        return script.length();
    }

    String script() {
        return script.toString();
    }

    /** The outputs of the pieces that ran, in order. */
    List<Output> outputs(byte[] stdout, byte[] stderr) {
        byte[] needle = ("\n" + mark).getBytes(StandardCharsets.US_ASCII);
        List<Output> outputs = new ArrayList<>(pieces);
        int out = 0;
        int err = 0;
        for (int i = 0; i < pieces; i++) {
            int outEnd = indexOf(stdout, needle, out);
            int errEnd = indexOf(stderr, needle, err);
            if (outEnd < 0) {
                break;
            }
            int line = outEnd + needle.length + 1;
            int lineEnd = line;
            while (lineEnd < stdout.length && stdout[lineEnd] != '\n') {
                lineEnd++;
            }
            int exit = Integer.parseInt(new String(stdout, line, lineEnd - line, StandardCharsets.US_ASCII).strip());
            byte[] errors = errEnd < 0 ? new byte[0] : Arrays.copyOfRange(stderr, err, errEnd);
            outputs.add(new Output(exit, Arrays.copyOfRange(stdout, out, outEnd), errors));
            out = Math.min(lineEnd + 1, stdout.length);
            err = errEnd < 0 ? stderr.length : Math.min(errEnd + needle.length + 1, stderr.length);
        }
        return outputs;
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

    /** Joins byte arrays; for results that came in several requests. */
    static byte[] join(byte[] a, byte[] b) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(a.length + b.length);
        out.writeBytes(a);
        out.writeBytes(b);
        return out.toByteArray();
    }
}

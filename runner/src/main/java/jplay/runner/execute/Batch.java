package jplay.runner.execute;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.MissingRead;
import org.jspecify.annotations.Nullable;

/**
 * Several pieces of shell in one request, each in a subshell of its own but for the simplest; takes their outputs apart
 * again by a random mark.
 */
final class Batch {
    /** Paths that tools print as they are. */
    private static final Pattern PLAIN = Pattern.compile("[\\w./@%+=:,-]+");

    private final StringBuilder script = new StringBuilder();
    private final String mark = Long.toHexString(ThreadLocalRandom.current().nextLong() | 1L << 62);
    private final Set<String> kept = new LinkedHashSet<>();
    private int pieces;

    /** Adds a piece, which runs whatever the one before it came to. */
    void add(String piece) {
        append("(\n" + piece + "\n)\n");
    }

    private void append(String piece) {
        script.append(piece).append("_jp_rc=$?; printf '\\n").append(mark).append(" ").append(pieces)
                .append(" %d\\n' $_jp_rc; printf '\\n").append(mark).append("\\n' >&2\n");
        pieces++;
    }

    /** Adds effects: where one fails, nothing after it in its group runs. */
    void beginGroup() {
        script.append("while :; do\n");
    }

    void addStep(String piece, Effect effect) {
        addStep(piece, effect, null);
    }

    /** Likewise; a variable of the script gets its exit status. */
    void addStep(String piece, Effect effect, @Nullable String status) {
        add((effect.keeps().isPresent() ? "JPLAY_LATER=1\n" : "") + piece);
        if (status != null) {
            script.append(status).append("=$_jp_rc\n");
        }
        script.append("[ $_jp_rc = 0 ] || break\n");
        effect.keeps().ifPresent(kept::add);
    }

    /** The files of these effects that are to outlast a loss of power. */
    Set<String> kept() {
        return kept;
    }

    /** Adds what has no output. */
    void addQuietly(String piece) {
        script.append(piece);
    }

    void endGroup() {
        script.append("break; done\n");
    }

    /** Adds reads. Those of several files need a process for all of them, not one for each. */
    void addReads(Collection<? extends Read<?>> reads) {
        List<FileRead> files = reads.stream().filter(FileRead.class::isInstance).map(FileRead.class::cast)
                .filter(read -> PLAIN.matcher(read.path()).matches()).toList();
        together("jp_stats", files.stream());
        together("jp_sums sha1", files.stream().filter(read -> "sha1".equals(read.digest())));
        for (Read<?> read : reads) {
            boolean simple = read instanceof FileRead || read instanceof MissingRead;
            append(simple ? read.script() + "\n" : "(\n" + read.script() + "\n)\n");
        }
    }

    private void together(String function, Stream<FileRead> reads) {
        List<String> paths = reads.map(FileRead::path).distinct().toList();
        if (paths.size() > 1) {
            script.append(function).append(' ').append(Shell.quote(paths)).append('\n');
        }
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

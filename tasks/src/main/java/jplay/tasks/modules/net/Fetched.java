package jplay.tasks.modules.net;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.effect.PutFile;
import jplay.tasks.effect.SetAttributes;
import jplay.tasks.modules.support.KeptFile;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * What get_url returns.
 *
 * @param url the address that it came from in the end
 * @param checksumSrc SHA-1 of what was downloaded
 * @param checksumDest SHA-1 of dest
 * @param elapsed seconds that the download took
 */
record Fetched(
        String url,
        String dest,
        @Nullable String checksumSrc,
        @Nullable String checksumDest,
        @Nullable String md5sum,
        @Nullable String mode,
        @Nullable String owner,
        @Nullable String group,
        @Nullable Integer uid,
        @Nullable Integer gid,
        @Nullable Long size,
        @Nullable String state,
        @Nullable Integer statusCode,
        String msg,
        int elapsed,
        @Nullable String backupFile) {
    private static final int LINES = 5;

    /** The files that a plan is about. */
    static List<String> files(Plan plan) {
        return switch (plan) {
            case Plan.InSync(Fetched fetched) -> List.of(fetched.dest());
            case Plan.Change change -> change.effects().stream().flatMap(effect -> switch (effect) {
                case PutFile put -> Stream.of(put.path());
                case Download download -> Stream.of(download.dest());
                case SetAttributes set -> Stream.of(set.path());
                default -> Stream.<String>empty();
            }).toList();
            case Plan.Opaque(Download download, var then, var changes, var rehearsal, var unrun) -> List.of(download.dest());
            default -> List.of();
        };
    }

    static Fetched planned(String url, String dest) {
        return new Fetched(url, dest, null, null, null, null, null, null, null, null, null, null, null, "", 0, null);
    }

    static Fetched of(String url, String dest, FileState file, String msg, int elapsed, @Nullable String md5) {
        return new Fetched(
                url, dest, null, file.sha1(), md5, file.placedMode(), file.owner(), file.group(), id(file.uid()), id(file.gid()),
                file.size(), "file", null, msg, elapsed, null);
    }

    static Fetched put(String url, KeptFile file, Content content, @Nullable String copy) {
        String sum = content.digest("SHA-1");
        return new Fetched(
                url, file.path(), sum, sum, content.digest("MD5"), FileMode.format(file.bits(file.is())), file.owner(),
                file.group(), null, null, content.size(), "file", 200, "OK (" + content.size() + " bytes)", 0, copy);
    }

    /** What {@code jp_get} printed. */
    static Fetched of(String url, String dest, Output output, @Nullable String copy) {
        String[] lines = output.out().split("\n", LINES + 1);
        FileState file = new FileRead(dest, true, "sha1", false)
                .parse(new Output(0, rest(output.stdout()), new byte[0]))
                .orElse(FileState.predicted(FileState.Kind.FILE, 0644));
        @Nullable Integer status = lines[0].isEmpty() || lines[0].equals("000") ? null : (Integer) Integer.parseInt(lines[0]);
        return new Fetched(
                lines[1].isEmpty() ? url : lines[1], dest, file.sha1(), file.sha1(), lines[3], file.placedMode(), file.owner(),
                file.group(), id(file.uid()), id(file.gid()), file.size(), "file", status,
                "OK (" + file.size() + " bytes)", Integer.parseInt(lines[2]), copy);
    }

    static boolean isSame(Output output) {
        return output.out().split("\n", LINES + 1)[LINES - 1].equals("1");
    }

    private static byte[] rest(byte[] bytes) {
        int at = 0;
        for (int lines = 0; at < bytes.length && lines < LINES; at++) {
            lines += bytes[at] == '\n' ? 1 : 0;
        }
        return Arrays.copyOfRange(bytes, at, bytes.length);
    }

    private static @Nullable Integer id(int id) {
        return id < 0 ? null : (Integer) id;
    }
}

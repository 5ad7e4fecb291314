package jplay.tasks.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.Output;
import org.jspecify.annotations.Nullable;

/**
 * How a file is.
 *
 * @param mode permission bits, 0–07777
 * @param owner the user's name, or the number where it has none
 * @param size bytes
 * @param mtime seconds since 1970, likewise atime and ctime
 * @param target what a link says, null for anything else
 * @param realPath the path with all links resolved, where it was followed
 * @param digests the content's digests that were asked for, by name, in lower-case hex
 * @param content the bytes where they were asked for and it is a regular file
 */
public record FileState(
        Kind kind,
        int mode,
        int uid,
        String owner,
        int gid,
        String group,
        long size,
        double mtime,
        double atime,
        double ctime,
        long inode,
        long device,
        int links,
        @Nullable String target,
        @Nullable String realPath,
        Map<String, String> digests,
        @Nullable Content content) {

    /** What it is. */
    public enum Kind { FILE, DIRECTORY, LINK, FIFO, SOCKET, CHARACTER, BLOCK }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    public boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    public boolean isLink() {
        return kind == Kind.LINK;
    }

    /** The SHA-1, where it was asked for and it is a regular file. */
    public @Nullable String sha1() {
        return digests.get("sha1");
    }

    /** The mode as results show it: {@code 0644}. */
    public String modeText() {
        return FileMode.format(mode);
    }

    /**
     * Reads what {@code jp_file} prints: a line of attributes, a line with the link's target, a line with the real
     * path, a line with the digest, then the bytes. Nothing at all where there is no such file.
     */
    static Answer<FileState> parse(Output output, @Nullable String digest, boolean wantContent) {
        if (output.exit() != 0) {
            return Answer.unknown(output.err().strip());
        }
        byte[] bytes = output.stdout();
        if (bytes.length == 0) {
            return Answer.absent();
        }
        int[] ends = new int[4];
        int at = 0;
        for (int i = 0; i < 4; i++) {
            ends[i] = at;
            while (ends[i] < bytes.length && bytes[ends[i]] != '\n') {
                ends[i]++;
            }
            at = Math.min(ends[i] + 1, bytes.length);
        }
        String[] attributes = text(bytes, 0, ends[0]).split("\\|");
        Kind kind = kind(Integer.parseInt(attributes[0], 16));
        String sum = text(bytes, ends[2] + 1, ends[3]);
        boolean hasContent = wantContent && kind == Kind.FILE;
        return Answer.known(new FileState(
                kind,
                Integer.parseInt(attributes[0], 16) & 07777,
                Integer.parseInt(attributes[1]),
                attributes[2].equals("UNKNOWN") ? attributes[1] : attributes[2],
                Integer.parseInt(attributes[3]),
                attributes[4].equals("UNKNOWN") ? attributes[3] : attributes[4],
                Long.parseLong(attributes[5]),
                Double.parseDouble(attributes[6]),
                Double.parseDouble(attributes[7]),
                Double.parseDouble(attributes[8]),
                Long.parseLong(attributes[9]),
                Long.parseLong(attributes[10]),
                Integer.parseInt(attributes[11]),
                kind == Kind.LINK ? text(bytes, ends[0] + 1, ends[1]) : null,
                ends[2] > ends[1] + 1 ? text(bytes, ends[1] + 1, ends[2]) : null,
                digest == null || sum.isEmpty() ? Map.of() : Map.of(digest, sum),
                hasContent ? Content.of(Arrays.copyOfRange(bytes, at, bytes.length)) : null));
    }

    private static String text(byte[] bytes, int from, int to) {
        return from >= to ? "" : new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static Kind kind(int mode) {
        return switch (mode & 0170000) {
            case 0040000 -> Kind.DIRECTORY;
            case 0120000 -> Kind.LINK;
            case 0010000 -> Kind.FIFO;
            case 0140000 -> Kind.SOCKET;
            case 0020000 -> Kind.CHARACTER;
            case 0060000 -> Kind.BLOCK;
            default -> Kind.FILE;
        };
    }
}

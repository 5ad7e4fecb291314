package jplay.tasks.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.NotKnownYet;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
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
        @Nullable Content content)
        implements Pending.Link {

    /** What it is. */
    public enum Kind { FILE, DIRECTORY, LINK, FIFO, SOCKET, CHARACTER, BLOCK }

    /** How something will look that is yet to be made; owner and group are those of whoever makes it. */
    public static FileState predicted(Kind kind, int mode) {
        return new FileState(
                kind, mode, -1, "", -1, "", kind == Kind.DIRECTORY ? 4096 : 0, 0, 0, 0, 0, 0,
                kind == Kind.DIRECTORY ? 2 : 1, null, null, Map.of(), null);
    }

    /** With another mode. */
    public FileState withMode(int bits) {
        return new FileState(
                kind, bits, uid, owner, gid, group, size, mtime, atime, ctime, inode, device, links, target, realPath,
                digests, content);
    }

    /** The same, as another file that is yet to be made. */
    public FileState copied() {
        return new FileState(
                kind, mode, uid, owner, gid, group, size, 0, 0, 0, 0, 0, 1, target, null, digests, content);
    }

    /** With another owner and group; those that are yet to be made may have a number that is known. */
    public FileState withOwner(Pending pending, @Nullable String user, @Nullable String inGroup) {
        FileState named = withOwner(user, inGroup);
        int uid = user != null && pending.get(UserRead.of(user).subject()) instanceof Answer.Known<?>(UserRead.User known) ? known.uid() : named.uid;
        int gid = inGroup != null && pending.get(GroupRead.of(inGroup).subject()) instanceof Answer.Known<?>(GroupRead.Group known)
                ? known.gid() : named.gid;
        return new FileState(
                kind, mode, uid, named.owner, gid, named.group, size, mtime, atime, ctime, inode, device, links, target, realPath,
                digests, content);
    }

    /** Of whoever makes it, where nobody owns it yet. */
    public FileState madeBy(Pending pending) {
        String actor = pending.actor();
        return actor.isEmpty() ? this : withOwner(pending, owner.isEmpty() && uid < 0 ? actor : null, group.isEmpty() && gid < 0 ? actor : null);
    }

    /** With another owner and group, each a name or number, or null for the present one. */
    public FileState withOwner(@Nullable String user, @Nullable String inGroup) {
        return new FileState(
                kind, mode, user == null ? uid : number(user), user == null ? owner : user,
                inGroup == null ? gid : number(inGroup), inGroup == null ? group : inGroup,
                size, mtime, atime, ctime, inode, device, links, target, realPath, digests, content);
    }

    /** With other times, in seconds since 1970. */
    public FileState withTimes(double read, double modified) {
        return new FileState(
                kind, mode, uid, owner, gid, group, size, modified, read, ctime, inode, device, links, target, realPath,
                digests, content);
    }

    /** With another size; of a file whose content is not known. */
    public FileState withSize(long bytes) {
        return new FileState(
                kind, mode, uid, owner, gid, group, bytes, mtime, atime, ctime, inode, device, links, target, realPath,
                digests, content);
    }

    /** With a SHA-1; of a file whose content is not at hand. */
    public FileState withSha1(String sha1) {
        return new FileState(
                kind, mode, uid, owner, gid, group, size, mtime, atime, ctime, inode, device, links, target, realPath,
                Map.of("sha1", sha1), content);
    }

    /** The same, found at the end of links. */
    FileState at(String real) {
        return real.equals(realPath) ? this : new FileState(
                kind, mode, uid, owner, gid, group, size, mtime, atime, ctime, inode, device, links, target, real, digests,
                content);
    }

    /** A regular file with this content. */
    public FileState withContent(Content bytes) {
        if (bytes.isUnknown()) {
            return new FileState(
                    Kind.FILE, mode, uid, owner, gid, group, 0, mtime, atime, ctime, 0, device, links, null, realPath,
                    Map.of(), null);
        }
        return new FileState(
                Kind.FILE, mode, uid, owner, gid, group, bytes.size(), mtime, atime, ctime, inode, device, links, null,
                realPath, Map.of("sha1", bytes.digest("SHA-1")), bytes);
    }

    /** A symbolic link to this. */
    public FileState withTarget(String to) {
        return new FileState(
                Kind.LINK, 0777, uid, owner, gid, group, to.length(), mtime, atime, ctime, inode, device, 1, to, null,
                Map.of(), null);
    }

    /** With this digest, where it is not known but the content is. */
    public FileState digested(String digest) {
        if (content == null || digests.containsKey(digest)) {
            return this;
        }
        String name = digest.startsWith("sha") ? "SHA-" + digest.substring(3) : digest;
        Map<String, String> more = new java.util.HashMap<>(digests);
        more.put(digest, content.digest(name));
        return new FileState(
                kind, mode, uid, owner, gid, group, size, mtime, atime, ctime, inode, device, links, target, realPath,
                more, content);
    }

    /**
     * Whether this user, a name or number, owns it. What a task before will make in check mode has nobody's name on
     * it yet and counts as root's: those who are not root cannot give files away.
     */
    public boolean isOwnedBy(String user) {
        return isOf(user, owner, uid);
    }

    /** Whether it is in this group, a name or number. */
    public boolean isInGroup(String name) {
        return isOf(name, group, gid);
    }

    private static boolean isOf(String wanted, String name, int id) {
        int number = number(wanted);
        boolean nobody = name.isEmpty() && id < 0;
        boolean told = id >= 0 && !name.isEmpty() && !name.equals(String.valueOf(id));
        if (!nobody && !told && !wanted.equals(name) && number != id && (number < 0 ? isNumber(name) || name.isEmpty() : isNumber(wanted) && number(name) < 0 && !name.isEmpty())) {
            throw new NotKnownYet("whether " + wanted + " is " + (name.isEmpty() ? id : name));
        }
        return wanted.equals(name) || number >= 0 && (number == id || nobody && number == 0);
    }

    private static boolean isNumber(String name) {
        return name.matches("\\d{1,9}");
    }

    private static int number(String name) {
        if (name.equals("root")) {
            return 0;
        }
        return name.matches("\\d{1,9}") ? Integer.parseInt(name) : -1;
    }

    /** Whether an effect is yet to make it: then it has no inode. */
    public boolean isForetold() {
        return inode == 0;
    }

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

    /** The mode as modules that place files show it: a zero and then what is needed, {@code 0644} or {@code 02755}. */
    public String placedMode() {
        return String.format("0%03o", mode);
    }

    /** The mode as {@code stat} and {@code find} show it: {@code 0644} or {@code 2755}. */
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
        String target = text(bytes, ends[0] + 1, ends[1]);
        String real = text(bytes, ends[1] + 1, ends[2]);
        String sum = text(bytes, ends[2] + 1, ends[3]);
        FileState state = of(
                attributes,
                target,
                real.isEmpty() ? null : real,
                digest == null || sum.isEmpty() ? Map.of() : Map.of(digest, sum),
                null);
        boolean hasContent = wantContent && state.isFile() && (state.size == 0 || at < bytes.length);
        return Answer.known(hasContent ? state.containing(Content.of(Arrays.copyOfRange(bytes, at, bytes.length))) : state);
    }

    /** From the fields of {@code stat -c '%f|%u|%U|%g|%G|%s|%Y|%X|%Z|%i|%d|%h'}. */
    static FileState of(
            String[] fields,
            @Nullable String target,
            @Nullable String realPath,
            Map<String, String> digests,
            @Nullable Content content) {
        int bits = Integer.parseInt(fields[0], 16);
        Kind kind = kind(bits);
        return new FileState(
                kind,
                bits & 07777,
                (int) Long.parseLong(fields[1]),
                fields[2].equals("UNKNOWN") ? fields[1] : fields[2],
                (int) Long.parseLong(fields[3]),
                fields[4].equals("UNKNOWN") ? fields[3] : fields[4],
                Long.parseLong(fields[5]),
                Double.parseDouble(fields[6]),
                Double.parseDouble(fields[7]),
                Double.parseDouble(fields[8]),
                Long.parseLong(fields[9]),
                Long.parseLong(fields[10]),
                Integer.parseInt(fields[11]),
                kind == Kind.LINK ? target : null,
                realPath,
                digests,
                content);
    }

    private FileState containing(Content bytes) {
        return new FileState(
                kind, mode, uid, owner, gid, group, size, mtime, atime, ctime, inode, device, links, target, realPath,
                digests, bytes);
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

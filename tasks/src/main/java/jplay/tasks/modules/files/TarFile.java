package jplay.tasks.modules.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jplay.tasks.read.Member;
import org.jspecify.annotations.Nullable;

/** Reads what is in a tar, and the checksums of its files: ustar with the extensions of GNU and of POSIX (pax). */
final class TarFile {
    private static final int BLOCK = 512;
    private static final String NONE = "it is no tar archive, or a damaged one";
    private final InputStream in;
    private final byte[] header = new byte[BLOCK];
    private final Map<String, String> pax = new HashMap<>();
    private final Map<String, String> global = new HashMap<>();
    private final List<Member> members = new ArrayList<>();

    private TarFile(InputStream in) {
        this.in = in;
    }

    /** What is in a tar; reads the stream to the tar's end. */
    static List<Member> members(InputStream in) throws IOException {
        TarFile file = new TarFile(in);
        try {
            while (file.next()) {
                // Each header adds a member or says something of the next.
            }
        } catch (NumberFormatException e) {
            throw new IOException(NONE, e);
        }
        return file.members;
    }

    private boolean next() throws IOException {
        int read = in.readNBytes(header, 0, BLOCK);
        if (read == 0 || header[0] == 0) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return false;
        }
        if (read < BLOCK || number(148, 8) != sum()) {
            throw new IOException(NONE);
        }
        long size = pax.containsKey("size") ? Long.parseLong(pax.get("size")) : number(124, 12);
        char type = (char) header[156];
        switch (type) {
            case 'L' -> pax.put("path", data(size));
            case 'K' -> pax.put("linkpath", data(size));
            case 'x' -> records(data(size), pax);
            case 'g' -> records(data(size), global);
            default -> {
                Member member = member(type, size);
                boolean plain = member.kind() == Member.Kind.FILE && type != 'S' && member.size() == size;
                pax.clear();
                members.add(plain ? summed(member, size) : member);
                skip(plain ? (BLOCK - size % BLOCK) % BLOCK : type == '1' || type == '2' || type == '5' ? 0 : padded(size));
            }
        }
        return true;
    }

    private Member member(char type, long size) {
        String prefix = new String(header, 257, 5, StandardCharsets.US_ASCII).equals("ustar") && header[263] == '0' ? text(345, 155) : "";
        String field = prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
        String name = Objects.requireNonNullElse(said("path", field), field);
        Member.Kind kind = switch (type) {
            case '0', '\0', '7', 'S' -> name.endsWith("/") ? Member.Kind.DIRECTORY : Member.Kind.FILE;
            case '1' -> Member.Kind.HARD_LINK;
            case '2' -> Member.Kind.LINK;
            case '5' -> Member.Kind.DIRECTORY;
            default -> Member.Kind.OTHER;
        };
        boolean link = kind == Member.Kind.LINK || kind == Member.Kind.HARD_LINK;
        String mtime = said("mtime", null);
        String plain = name.replaceFirst("^(\\./)+(?=.)", "").replaceFirst("^/+", "").replaceFirst("/+$", "");
        return new Member(
                plain, kind, (int) number(100, 8) & 07777, name(said("uname", text(265, 32))),
                name(said("gname", text(297, 32))), id("uid", 108), id("gid", 116),
                said("GNU.sparse.realsize", null) instanceof String real ? Long.parseLong(real) : size,
                mtime == null ? number(136, 12) : (long) Math.floor(Double.parseDouble(mtime)),
                link ? said("linkpath", text(157, 100)) : null, null);
    }

    private int id(String key, int at) {
        String said = said(key, null);
        return (int) (said == null ? number(at, 8) : Long.parseLong(said));
    }

    private static @Nullable String name(@Nullable String name) {
        return name == null || name.isEmpty() ? null : name;
    }

    @SuppressWarnings("NullAway")
    private @Nullable String said(String key, @Nullable String otherwise) {
        String value = pax.getOrDefault(key, global.get(key));
        return value == null ? otherwise : value;
    }

    private String text(int at, int length) {
        int end = at;
        while (end < at + length && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, StandardCharsets.UTF_8);
    }

    /** Octal digits, or a number in base 256 where the first bit is set. */
    private long number(int at, int length) {
        if ((header[at] & 0x80) != 0) {
            long value = header[at] & 0x3f;
            for (int i = at + 1; i < at + length; i++) {
                value = value << 8 | header[i] & 0xff;
            }
            return value;
        }
        String digits = text(at, length).strip();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    /** The header's checksum counts its own field as blanks. */
    private long sum() {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        return sum;
    }

    private String data(long size) throws IOException {
        byte[] bytes = in.readNBytes((int) size);
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    private void skip(long bytes) throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw new IOException("it ends in the middle", e);
        }
    }

    private Member summed(Member member, long size) throws IOException {
        MessageDigest digest = sha1();
        byte[] buffer = new byte[1 << 16];
        for (long left = size; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("it ends in the middle");
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        return member.summed(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lines of {@code LENGTH KEY=VALUE}, the length in bytes. */
    private static void records(String text, Map<String, String> into) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < bytes.length) {
            int space = at;
            while (space < bytes.length && bytes[space] != ' ') {
                space++;
            }
            int length = Integer.parseInt(new String(bytes, at, space - at, StandardCharsets.US_ASCII));
            String record = new String(bytes, space + 1, Math.min(bytes.length, at + length) - space - 1, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            into.put(record.substring(0, equals), record.substring(equals + 1).replaceFirst("\n$", ""));
            at += length;
        }
    }
}

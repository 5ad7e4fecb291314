package jplay.tasks.read;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/**
 * What is in an archive on the host, or at a URL that the host can reach.
 *
 * @param source absolute path, or URL
 * @param insecure take a URL's certificate as it is
 * @param options of tar
 */
public record ArchiveRead(String source, boolean insecure, List<String> options) implements Read<ArchiveRead.Contents> {
    private static final Pattern TAR = Pattern.compile(
            "([-dlhbcpsC])([-rwxsStT]{9})\\S?\\s+(\\S+?)/(\\S+)\\s+([\\d,]+)\\s+((\\d{4})-(\\d\\d)-(\\d\\d) (\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.\\d+)?)?) (.*)");

    /** The archive's kind ({@code tar}, {@code gz}, {@code bz2}, {@code xz}, {@code zst}, {@code zip}) and members. */
    public record Contents(String kind, List<Member> members) {}

    public ArchiveRead {
        options = List.copyOf(options);
    }

    public boolean isUrl() {
        return source.contains("://");
    }

    @Override
    public String script() {
        return "jp_list " + Shell.quote(isUrl() ? "" : source) + " " + Shell.quote(isUrl() ? source : "")
                + (insecure ? " 1 " : " 0 ") + Shell.quote(options);
    }

    @Override
    public Answer<Contents> parse(Output output) {
        if (output.exit() != 0) {
            return Answer.unknown(output.err().strip());
        }
        List<String> lines = output.out().lines().toList();
        if (lines.isEmpty()) {
            return Answer.unknown("the archive cannot be read: " + output.err().strip());
        }
        if (lines.get(0).equals("zip")) {
            return Answer.known(new Contents("zip", zipped(output)));
        }
        List<Member> members = new ArrayList<>();
        int width = 0;
        for (String line : lines.subList(1, lines.size())) {
            Matcher match = TAR.matcher(line);
            if (match.matches()) {
                // GNU's pads a time to the width of the longest before it: those with fractions are.
                width = Math.max(width, match.group(6).length());
                members.add(tarMember(match, line.substring(Math.min(line.length(), match.start(6) + width + 1))));
            } else if (!line.isBlank()) {
                return Answer.unknown("this host's tar lists its archives like this, which is not understood: " + line);
            }
        }
        return Answer.known(new Contents(lines.get(0), members));
    }

    private static List<Member> zipped(Output output) {
        byte[] out = output.stdout();
        Output tree = new Output(0, Arrays.copyOfRange(out, "zip\n".length(), out.length), output.stderr());
        List<Member> members = new ArrayList<>();
        Listing.parse(tree, "sha1").forEach((path, state) -> {
            Member.Kind kind = state.isDirectory() ? Member.Kind.DIRECTORY : state.isLink() ? Member.Kind.LINK : Member.Kind.FILE;
            if (!path.equals(".")) {
                members.add(new Member(
                        plain(path), kind, state.mode(), null, null, -1, -1, state.size(), -1, state.target(), state.sha1()));
            }
        });
        return members;
    }

    @Override
    public Answer<Contents> overlay(Pending pending, Answer<Contents> real) {
        return isUrl() || pending.get(FilePaths.subject(source)) == null
                ? real
                : Answer.later("what is in " + source + " is known only when it is there");
    }

    private static Member tarMember(Matcher m, String shown) {
        char type = m.group(1).charAt(0);
        String name = shown;
        String target = null;
        for (String arrow : List.of(" -> ", " link to ")) {
            int at = name.indexOf(arrow);
            if (at > 0 && (type == 'l' || type == 'h' || type == '-' && m.group(5).equals("0"))) {
                type = type == '-' ? 'h' : type;
                target = name.substring(at + arrow.length());
                name = name.substring(0, at);
            }
        }
        Member.Kind kind = switch (type) {
            case 'd' -> Member.Kind.DIRECTORY;
            case 'l' -> Member.Kind.LINK;
            case 'h' -> Member.Kind.HARD_LINK;
            case '-', 'C' -> Member.Kind.FILE;
            default -> Member.Kind.OTHER;
        };
        String second = m.group(12) == null ? "00" : m.group(12);
        return new Member(
                plain(name), kind, mode(m.group(2)), m.group(3), m.group(4), number(m.group(3)), number(m.group(4)),
                Long.parseLong(m.group(5).replace(",", "")),
                epoch(m.group(7), m.group(8), m.group(9), m.group(10), m.group(11), second), target, null);
    }

    private static String plain(String name) {
        return name.replaceFirst("^(\\./)+(?=.)", "").replaceFirst("^/+", "").replaceFirst("/+$", "");
    }

    private static int number(String name) {
        return name.matches("\\d{1,9}") ? Integer.parseInt(name) : -1;
    }

    private static long epoch(String year, String month, String day, String hour, String minute, String second) {
        return LocalDateTime.of(
                        Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day), Integer.parseInt(hour),
                        Integer.parseInt(minute), Math.min(59, Integer.parseInt(second)))
                .toEpochSecond(ZoneOffset.UTC);
    }

    /** The bits of {@code rwxr-sr-t}. */
    private static int mode(String letters) {
        int mode = 0;
        for (int i = 0; i < 9; i++) {
            char c = letters.charAt(i);
            mode |= c == '-' || c == 'S' || c == 'T' ? 0 : 0400 >> i;
            if ("sStT".indexOf(c) >= 0) {
                mode |= 04000 >> i / 3;
            }
        }
        return mode;
    }
}

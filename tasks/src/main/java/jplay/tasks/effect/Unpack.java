package jplay.tasks.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import jplay.tasks.read.Member;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks an archive over what is there.
 *
 * @param content the archive, where it comes from the control machine
 * @param source its name; without {@code content}, where it is on the host, or a URL
 * @param insecure take a URL's certificate as it is
 * @param dest a directory that exists
 * @param options of tar or unzip, behind the archive's name
 * @param members what is in it, as far as that is known
 * @param creates what is there afterwards in any case, or null
 */
public record Unpack(
        @Nullable Content content,
        String source,
        boolean insecure,
        String dest,
        List<String> options,
        @Nullable List<Member> members,
        @Nullable String creates)
        implements Effect {

    public Unpack {
        options = List.copyOf(options);
    }

    private String near() {
        return FilePaths.join(dest, FilePaths.name(source));
    }

    @Override
    public Optional<Upload> upload() {
        return Optional.ofNullable(content).map(archive -> new Upload(archive, near()));
    }

    @Override
    public String script() {
        String rest = " " + Shell.quote(dest) + " " + Shell.quote(options);
        if (content == null) {
            return source.contains("://")
                    ? "jp_unpack_url " + Shell.quote(source) + (insecure ? " 1" : " 0") + rest
                    : "jp_unpack " + Shell.quote(source) + rest;
        }
        return "jp_unpack \"$JPLAY_UPLOAD\"" + rest + "\n_jp_rc=$?\nrm -f -- \"$JPLAY_UPLOAD\"\njp_sweep "
                + Shell.quote(near()) + "\nexit $_jp_rc";
    }

    @Override
    public void predict(Pending pending) {
        if (members == null) {
            pending.hide(FilePaths.clean(dest), "it is known only when " + source + " has been unpacked there");
            if (creates != null && creates.startsWith("/")) {
                pending.put(FilePaths.subject(creates), Answer.known(FileState.predicted(FileState.Kind.FILE, 0755)));
            }
            return;
        }
        List<Member> links = new ArrayList<>();
        for (Member member : members) {
            if (member.kind() == Member.Kind.HARD_LINK) {
                links.add(member);
            } else {
                pending.put(FilePaths.subject(FilePaths.join(dest, member.name())), Answer.known(state(member)));
            }
        }
        for (Member link : links) {
            Answer<?> linked = pending.get(FilePaths.subject(FilePaths.join(dest, String.valueOf(link.target()))));
            if (linked != null) {
                pending.put(FilePaths.subject(FilePaths.join(dest, link.name())), linked);
            }
        }
    }

    private static FileState state(Member member) {
        FileState.Kind kind = switch (member.kind()) {
            case DIRECTORY -> FileState.Kind.DIRECTORY;
            case LINK -> FileState.Kind.LINK;
            default -> FileState.Kind.FILE;
        };
        FileState made = FileState.predicted(
                kind, member.mode() >= 0 ? member.mode() : kind == FileState.Kind.DIRECTORY ? 0755 : 0644);
        if (member.target() != null) {
            return made.withTarget(member.target());
        }
        FileState file = made.withOwner(member.owner(), member.group())
                .withTimes(member.mtime(), member.mtime())
                .withSize(member.size());
        return member.sha1() == null ? file : file.withSha1(member.sha1());
    }

    @Override
    public String describe() {
        return "unpack " + source + " into " + dest;
    }
}

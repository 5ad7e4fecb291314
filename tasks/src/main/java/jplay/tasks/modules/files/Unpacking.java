package jplay.tasks.modules.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.effect.SetAttributes;
import jplay.tasks.effect.SetMany;
import jplay.tasks.effect.Unpack;
import jplay.tasks.read.ArchiveRead;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.FilesRead;
import jplay.tasks.read.Member;
import org.jspecify.annotations.Nullable;

/** An archive against what is there: what of it differs, and what is to be done. */
final class Unpacking {
    private final Unarchive.Params params;
    private final String dest;
    private final @Nullable Content content;
    private final String source;
    private final TarOptions options;

    Unpacking(Unarchive.Params params, String dest, @Nullable Content content, String source) {
        this.params = params;
        this.dest = dest;
        this.content = content;
        this.source = source;
        this.options = new TarOptions(params);
    }

    String source() {
        return source;
    }

    List<String> listOptions() {
        return options.list();
    }

    /** Those members that are to be unpacked, under the names that they get. */
    ArchiveRead.Contents chosen(ArchiveRead.Contents listing) {
        return options.chosen(listing, content != null);
    }

    List<FilesRead> reads(ArchiveRead.Contents listing) {
        Set<String> paths = new LinkedHashSet<>();
        boolean sums = false;
        for (Member member : listing.members()) {
            paths.add(path(member.name()));
            if (!params.wish().isEmpty() && member.name().contains("/")) {
                paths.add(path(member.name().substring(0, member.name().indexOf('/'))));
            }
            sums |= member.sha1() != null;
        }
        return FilesRead.of(new ArrayList<>(paths), sums);
    }

    private String path(String name) {
        return FilePaths.clean(FilePaths.join(dest, name));
    }

    /** In check mode, where the archive is yet to be put there: it will be unpacked. */
    Plan unknown(HostState host, FileRead at) {
        FileState is = host.get(at).get();
        ArchiveRead.Contents nothing = new ArchiveRead.Contents("gz", List.of());
        Diff diff = Diff.properties(dest, Map.of(), Map.of("unpacked", source));
        return Plan.Change.of(
                List.of(new Unpack(content, source, !params.validateCerts(), dest, options.extract("gz"), null, params.creates())),
                diff, result(nothing, is));
    }

    Plan plan(ArchiveRead.Contents listing, Map<String, FileState> there, FileState is, boolean root) {
        Map<String, Object> before = new LinkedHashMap<>();
        Map<String, Object> after = new LinkedHashMap<>();
        for (Member member : listing.members()) {
            FileState now = there.get(path(member.name()));
            String difference = difference(member, now, there, root);
            if (!difference.isEmpty()) {
                before.put(member.name(), difference);
                after.put(member.name(), "as in the archive");
            }
        }
        List<Effect> effects = new ArrayList<>();
        if (!before.isEmpty()) {
            effects.add(new Unpack(
                    content, source, !params.validateCerts(), dest, options.extract(listing.kind()), listing.members(), params.creates()));
        }
        List<SetAttributes> wished = wished(listing, there, !before.isEmpty());
        for (SetAttributes one : before.isEmpty() ? wished : List.<SetAttributes>of()) {
            before.put(FilePaths.name(one.path()), "attributes");
            after.put(FilePaths.name(one.path()), "as asked for");
        }
        if (!wished.isEmpty()) {
            effects.add(new SetMany(dest, wished));
        }
        Unarchive.Result result = result(listing, is);
        return effects.isEmpty()
                ? new Plan.InSync(result)
                : new Plan.Change(effects, Diff.properties(dest, before, after), Reads.of(FileRead.of(FilePaths.clean(dest))),
                        applied -> result(listing, applied.state().get(FileRead.of(FilePaths.clean(dest))).orElse(is)));
    }

    /** What differs, or nothing. */
    private String difference(Member member, @Nullable FileState is, Map<String, FileState> there, boolean root) {
        if (member.kind() == Member.Kind.OTHER || member.name().equals(".") || member.name().isEmpty()) {
            return "";
        }
        if (is == null) {
            return "missing";
        }
        return switch (member.kind()) {
            case DIRECTORY -> is.isDirectory() ? attributes(member, is, false) : "not a directory";
            case LINK -> String.valueOf(member.target()).equals(is.target()) ? "" : "another link";
            case HARD_LINK -> {
                FileState linked = there.get(path(String.valueOf(member.target())));
                yield linked == null || linked.inode() == is.inode() ? "" : "not linked to " + member.target();
            }
            default -> file(member, is, root);
        };
    }

    private String file(Member member, FileState is, boolean root) {
        if (is.isLink() && member.mode() < 0 && is.size() == member.size()) {
            return "";
        }
        if (!is.isFile()) {
            return "not a file";
        }
        if (params.keepNewer() && is.mtime() > member.mtime() && member.mtime() >= 0) {
            return "";
        }
        if (is.size() != member.size() || member.sha1() != null && !member.sha1().equals(is.sha1())) {
            return "another content";
        }
        if (member.sha1() == null && member.mtime() >= 0 && options.keepsTime() && member.mtime() != (long) is.mtime()) {
            return "another time";
        }
        return attributes(member, is, root && options.keepsOwner());
    }

    private String attributes(Member member, FileState is, boolean owners) {
        boolean bits = member.mode() < 0
                || params.mode() != null
                || member.mode() == is.mode()
                || (member.mode() & 0777 & ~022) == is.mode() && !owners;
        if (!bits) {
            return "mode " + is.modeText();
        }
        if (owners && params.owner() == null && !isOf(member.owner(), member.uid(), is.owner(), is.uid())) {
            return "owner " + is.owner();
        }
        return owners && params.group() == null && !isOf(member.group(), member.gid(), is.group(), is.gid())
                ? "group " + is.group()
                : "";
    }

    /** A name that the host does not know counts by its number. */
    private static boolean isOf(@Nullable String name, int id, String isName, int isId) {
        return name == null && id < 0 || isName.equals(name) || isId == id || isName.isEmpty();
    }

    private List<SetAttributes> wished(ArchiveRead.Contents listing, Map<String, FileState> there, boolean unpacked) {
        Wish wish = params.wish();
        Map<String, SetAttributes> all = new LinkedHashMap<>();
        if (wish.isEmpty()) {
            return List.of();
        }
        for (Member member : listing.members()) {
            String top = member.name().contains("/") ? member.name().substring(0, member.name().indexOf('/')) : member.name();
            for (String name : List.of(member.name(), top)) {
                FileState is = there.get(path(name));
                if (unpacked) {
                    FileState made = is != null ? is : made(member, name);
                    Integer mode = wish.mode() == null ? null : (Integer) wish.mode(made);
                    all.put(path(name), new SetAttributes(path(name), made, mode, wish.owner(), wish.group()));
                } else if (is != null && !wish.isMet(is)) {
                    all.put(path(name), wish.mend(path(name), is));
                }
            }
        }
        return new ArrayList<>(all.values());
    }

    private static FileState made(Member member, String name) {
        boolean directory = member.kind() == Member.Kind.DIRECTORY || !name.equals(member.name());
        FileState.Kind kind = directory
                ? FileState.Kind.DIRECTORY
                : member.kind() == Member.Kind.LINK ? FileState.Kind.LINK : FileState.Kind.FILE;
        FileState made = FileState.predicted(kind, member.mode() < 0 ? 0644 : member.mode())
                .withSize(member.size())
                .withTimes(member.mtime(), member.mtime());
        if (kind == FileState.Kind.FILE && member.sha1() != null) {
            return made.withSha1(member.sha1());
        }
        return kind == FileState.Kind.LINK ? made.withTarget(String.valueOf(member.target())) : made;
    }

    private Unarchive.Result result(ArchiveRead.Contents listing, FileState is) {
        String handler = switch (listing.kind()) {
            case "zip" -> "ZipArchive";
            case "bz2" -> "TarBzipArchive";
            case "xz" -> "TarXzArchive";
            case "zst" -> "TarZstdArchive";
            case "tar" -> "TarArchive";
            default -> "TgzArchive";
        };
        List<String> files = params.listFiles()
                ? listing.members().stream().map(m -> m.kind() == Member.Kind.DIRECTORY ? m.name() + "/" : m.name()).toList()
                : null;
        return new Unarchive.Result(
                dest, source, handler, files, is.placedMode(), is.owner(), is.group(), Placed.id(is.uid()),
                Placed.id(is.gid()), is.size(), Placed.state(is));
    }
}

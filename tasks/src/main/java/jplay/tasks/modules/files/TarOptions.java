package jplay.tasks.modules.files;

import java.util.ArrayList;
import java.util.List;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.read.ArchiveRead;
import jplay.tasks.read.Member;
import jplay.tasks.text.Glob;

/** What {@code unarchive} tells tar, and what it comes to for the members' names. */
final class TarOptions {
    private final Unarchive.Params params;
    private final List<String> extra;
    private int strip;
    private boolean renames;

    TarOptions(Unarchive.Params params) {
        this.params = params;
        this.extra = params.extraOpts();
        for (int i = 0; i < extra.size(); i++) {
            String option = extra.get(i);
            if (option.startsWith("--strip")) {
                String number = option.contains("=") ? option.substring(option.indexOf('=') + 1) : i + 1 < extra.size() ? extra.get(i + 1) : "";
                if (!number.matches("\\d+")) {
                    throw new ModuleFailure("extra_opts: " + option + " needs a number, as in --strip-components=1");
                }
                strip = Integer.parseInt(number);
            }
            renames |= option.startsWith("--transform") || option.startsWith("--xform");
        }
    }

    boolean keepsTime() {
        return !extra.contains("-m") && !extra.contains("--touch");
    }

    boolean keepsOwner() {
        return !extra.contains("--no-same-owner") && !extra.contains("-o");
    }

    /** For a listing on the host: those that change names; busybox's tar knows none of them. */
    List<String> list() {
        return renames ? extra : List.of();
    }

    /** Behind the archive's name. */
    List<String> extract(String kind) {
        List<String> all = new ArrayList<>(extra);
        if (kind.equals("zip")) {
            if (params.keepNewer()) {
                all.add(0, "-u");
            }
            all.addAll(params.include());
            if (!params.exclude().isEmpty()) {
                all.add("-x");
                all.addAll(params.exclude());
            }
            return all;
        }
        if (params.keepNewer()) {
            all.add("--keep-newer-files");
        }
        params.exclude().forEach(pattern -> all.add("--exclude=" + pattern.replaceFirst("/+$", "")));
        all.addAll(params.include());
        return all;
    }

    ArchiveRead.Contents chosen(ArchiveRead.Contents listing, boolean local) {
        if (renames && local) {
            throw new ModuleFailure("extra_opts: what --transform makes of names is known on the host alone; copy the archive"
                    + " there first and use remote_src");
        }
        List<Glob> excluded = params.exclude().stream().map(TarOptions::glob).toList();
        List<Member> members = new ArrayList<>();
        for (Member member : listing.members()) {
            String name = renames ? member.name() : stripped(member.name());
            if (isIncluded(member.name()) && excluded.stream().noneMatch(p -> isExcluded(member.name(), p)) && !name.isEmpty()) {
                Member named = member.named(name);
                members.add(member.kind() == Member.Kind.HARD_LINK ? retargeted(named) : named);
            }
        }
        return new ArchiveRead.Contents(listing.kind(), members);
    }

    private Member retargeted(Member link) {
        String target = String.valueOf(link.target()).replaceFirst("^(\\./)+", "");
        return new Member(
                link.name(), link.kind(), link.mode(), link.owner(), link.group(), link.uid(), link.gid(), link.size(),
                link.mtime(), renames ? target : stripped(target), null);
    }

    private String stripped(String name) {
        String left = name;
        for (int i = 0; i < strip; i++) {
            int slash = left.indexOf('/');
            if (slash < 0) {
                return "";
            }
            left = left.substring(slash + 1);
        }
        return left;
    }

    private boolean isIncluded(String name) {
        return params.include().isEmpty() || params.include().stream().map(i -> i.replaceFirst("^\\./", "").replaceFirst("/+$", ""))
                .anyMatch(wanted -> name.equals(wanted) || name.startsWith(wanted + "/") || glob(wanted).matches(name));
    }

    /** A pattern holds for any run of a name's parts, and for all below. */
    private static boolean isExcluded(String name, Glob pattern) {
        String[] parts = name.split("/");
        for (int from = 0; from < parts.length; from++) {
            StringBuilder run = new StringBuilder();
            for (int to = from; to < parts.length; to++) {
                run.append(run.isEmpty() ? "" : "/").append(parts[to]);
                if (pattern.matches(run)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Glob glob(String pattern) {
        return Glob.of(pattern.replaceFirst("/+$", ""));
    }
}

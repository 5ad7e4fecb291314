package jplay.runner.roles;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * A role that is wanted.
 *
 * @param src a repository, a tarball, a directory, or a name of Galaxy
 * @param version a tag, branch or commit; null for the newest
 * @param name what it will be called here
 * @param span where it was asked for, or null
 */
public record RoleSource(Kind kind, String src, @Nullable String version, String name, @Nullable SourceSpan span) {
    private static final Pattern GALAXY = Pattern.compile("[\\w-]+\\.[\\w-]+");
    private static final Pattern TARBALL = Pattern.compile(".*\\.(tar(\\.\\w+)?|tgz|tbz2|txz)(\\?.*)?");

    /** What kind of place it comes from. */
    public enum Kind { GIT, TARBALL, DIRECTORY, GALAXY }

    /** Reads {@code SRC[,VERSION[,NAME]]}. */
    public static RoleSource parse(String text, @Nullable SourceSpan span) {
        String[] parts = text.split(",", -1);
        return of(parts[0].strip(), null, parts.length > 1 ? parts[1].strip() : null, parts.length > 2 ? parts[2].strip() : null, span);
    }

    /** Reads a requirements file: a list, or a dict with one under {@code roles}. */
    public static List<RoleSource> requirements(@Nullable Node root, String file) {
        Node list = root instanceof Node.Dict dict ? dict.get("roles") : root;
        List<RoleSource> all = new ArrayList<>();
        if (list instanceof Node.Items items) {
            for (Node item : items.items()) {
                all.add(requirement(item));
            }
            return all;
        }
        if (root instanceof Node.Dict dict && dict.get("collections") != null) {
            return all;
        }
        throw Problem.of("requirements", "a requirements file is a list of roles", root == null ? SourceSpan.file(file) : root.span(),
                "- src: https://example.org/role.git\n  version: v1").exception();
    }

    private static RoleSource requirement(Node item) {
        if (item instanceof Node.Scalar scalar) {
            return parse(scalar.text(), scalar.span());
        }
        if (item instanceof Node.Dict dict) {
            @Nullable String src = text(dict, "src");
            @Nullable String role = text(dict, "role");
            @Nullable String name = text(dict, "name");
            @Nullable String from = src != null ? src : role != null ? role : name;
            if (from != null) {
                return of(from, text(dict, "scm"), text(dict, "version"), src == null && role == null ? null : name, item.span());
            }
        }
        throw Problem.of("requirements", "this names no role", item.span(), "- src: https://example.org/role.git").exception();
    }

    private static @Nullable String text(Node.Dict dict, String key) {
        return dict.get(key) instanceof Node.Scalar scalar && !scalar.text().isEmpty() ? scalar.text() : null;
    }

    private static RoleSource of(String written, @Nullable String scm, @Nullable String version, @Nullable String name, @Nullable SourceSpan span) {
        if (scm != null && !scm.equals("git") || written.startsWith("hg+")) {
            throw Problem.of("requirements", "roles come from git, not from " + (scm == null ? "hg" : scm), span).exception();
        }
        String src = written.startsWith("git+") ? written.substring(4) : written;
        String wanted = version == null || version.isEmpty() ? null : version;
        if (src.isEmpty() || src.startsWith("-") || wanted != null && wanted.startsWith("-")) {
            throw Problem.of("requirements", "'" + written + "' is no place of a role", span).exception();
        }
        Kind kind = kind(src, scm != null || !src.equals(written));
        String called = name == null || name.isEmpty() ? name(src, kind) : name;
        if (called.isEmpty() || called.contains("/") || called.equals(".") || called.equals("..")) {
            throw Problem.of("requirements", "'" + called + "' cannot be a role's name", span).exception();
        }
        return new RoleSource(kind, src, wanted, called, span);
    }

    private static Kind kind(String src, boolean git) {
        if (git) {
            return Kind.GIT;
        }
        if (TARBALL.matcher(src).matches()) {
            return Kind.TARBALL;
        }
        boolean repository = src.endsWith(".git") || src.startsWith("ssh://") || src.startsWith("git://") || src.startsWith("git@")
                || src.startsWith("https://github.com/") || src.startsWith("https://gitlab.com/");
        if (repository) {
            return Kind.GIT;
        }
        return src.contains("://") ? Kind.TARBALL : GALAXY.matcher(src).matches() ? Kind.GALAXY : Kind.DIRECTORY;
    }

    private static String name(String src, Kind kind) {
        if (kind == Kind.GALAXY) {
            return src;
        }
        String plain = src.replaceFirst("/+$", "").replaceFirst("\\?.*$", "");
        String last = plain.substring(Math.max(plain.lastIndexOf('/'), plain.startsWith("git@") ? plain.lastIndexOf(':') : -1) + 1);
        return last.replaceFirst("\\.git$", "").replaceFirst("\\.(tar(\\.\\w+)?|tgz|tbz2|txz)$", "");
    }
}

package jplay.runner.expression;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What expressions need of the world around them; everything here is on the control machine. */
public interface Environment {
    /** The directory that relative paths of tests and path filters start from. */
    default Path directory() {
        return Path.of("").toAbsolutePath();
    }

    /** Where a lookup searches a relative file name; {@code kind} is "files", "templates" or "vars". */
    default List<Path> searchPath(String kind) {
        return List.of(directory().resolve(kind), directory());
    }

    /** The value of a string that may hold templates. */
    @Nullable Object render(String text, Scope scope);

    /**
     * The text that a template file renders to.
     *
     * @param marks Jinja's settings that are not the usual ones, by name
     */
    default String renderFile(Path file, Scope scope, Map<String, ? extends @Nullable Object> marks) {
        throw new ExpressionException("template files cannot be rendered here");
    }

    /** The values that a YAML text holds, one for each document. */
    default List<@Nullable Object> parseYaml(String text) {
        throw new ExpressionException("YAML cannot be read here");
    }

    /** The content of a file as text, with a vault opened. */
    default String readFile(Path file) {
        return LookupFiles.read(file);
    }

    /** The content that a file here will have by now in check mode; null where that is no other than it is, an Unknown where nobody knows. */
    default @Nullable Object foreseen(Path file) {
        return null;
    }

    /** A text in a vault's envelope, under this vault id; a salt makes the same envelope every time. */
    default String seal(String text, String secret, String id, @Nullable String salt) {
        throw new ExpressionException("nothing can be encrypted here");
    }

    /** The text in a vault's envelope. */
    default String unseal(String envelope, String secret) {
        throw new ExpressionException("nothing can be decrypted here");
    }

    /** What an encrypted file holds; null where the file is none. */
    default byte @Nullable [] opened(Path file) {
        return null;
    }

    /** A lookup of the runner's own, or null. */
    default @Nullable Lookup lookup(String name) {
        return null;
    }

    /** An environment that renders no nested templates, for tests and plain evaluation. */
    static Environment plain() {
        return (text, scope) -> text;
    }
}

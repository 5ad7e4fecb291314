package jplay.runner.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Unknown;
import jplay.runner.expression.UnknownException;
import org.jspecify.annotations.Nullable;

/** Renders strings of playbooks and template files; what has been read is kept. */
public final class Templates {
    private final Cache<String, Renderable> strings = Caffeine.newBuilder().maximumSize(20_000).executor(Runnable::run).build();
    private final Cache<FileKey, Renderable> files = Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

    private record FileKey(Path file, String text, TemplateOptions options) {}

    /**
     * The value of a string of a playbook: the string itself if it has no tags, a value with its type if it is one expression,
     * otherwise text. The value is an {@link Unknown} if it depends on one.
     */
    public @Nullable Object render(String text, Scope scope) {
        Object value = renderWritten(text, scope);
        return value instanceof Written written ? written.value() : value;
    }

    /** As {@link #render}, but a text that is read as a list, a dict or a truth comes with its text. */
    public @Nullable Object renderWritten(String text, Scope scope) {
        try {
            return hasTag(text) ? string(text).render(scope) : text;
        } catch (UnknownException e) {
            return e.unknown();
        }
    }

    private Renderable string(String text) {
        Renderable template = strings.getIfPresent(text);
        if (template == null) {
            template = Reading.string(text);
            strings.put(text, template);
        }
        return template;
    }

    /** Reads a string without rendering it; throws what {@link #render} would. */
    public void check(String text) {
        if (hasTag(text)) {
            Renderable unused = string(text);
        }
    }

    /** The text that a template file renders to; {@code text} is its content. */
    public String renderFile(Path file, String text, Scope scope, TemplateOptions options) {
        Object value = renderFileValue(file, text, scope, options);
        if (value instanceof Unknown unknown) {
            throw TemplateException.at(file.toString(), text, 0, "depends on a result that is not known yet: " + unknown.reason(), false);
        }
        return String.valueOf(value);
    }

    /** Reads a template file without rendering it; throws what {@link #renderFile} would. */
    public void checkFile(Path file, String text, TemplateOptions options) {
        Renderable unused = file(file, text, options);
    }

    private Renderable file(Path file, String text, TemplateOptions options) {
        FileKey key = new FileKey(file, text, options);
        Renderable template = files.getIfPresent(key);
        if (template == null) {
            template = Reading.file(file, text, options);
            files.put(key, template);
        }
        return template;
    }

    /** As {@link #renderFile}, but an {@link Unknown} if something in the template is. */
    public Object renderFileValue(Path file, String text, Scope scope, TemplateOptions options) {
        try {
            return java.util.Objects.requireNonNull(file(file, text, options).render(scope));
        } catch (UnknownException e) {
            return e.unknown();
        }
    }

    /** Whether a string has a tag in it at all. */
    public static boolean hasTag(String text) {
        for (int brace = text.indexOf('{'); brace >= 0 && brace + 1 < text.length(); brace = text.indexOf('{', brace + 1)) {
            char next = text.charAt(brace + 1);
            if (next == '{' || next == '%' || next == '#') {
                return true;
            }
        }
        return false;
    }
}

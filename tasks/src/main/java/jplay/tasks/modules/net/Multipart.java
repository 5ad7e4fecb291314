package jplay.tasks.modules.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.ModuleFailure;
import org.jspecify.annotations.Nullable;

/** A form with files, as {@code body_format: form-multipart} sends it. */
final class Multipart {
    private static final String END = "\r\n";

    private Multipart() {}

    /** @param files the file of this name on the control machine */
    static Body.Encoded encode(@Nullable Object body, Function<String, Content> files) {
        if (!(body instanceof Map<?, ?> fields)) {
            throw new ModuleFailure("failed to parse body as form-multipart: write a dict, the fields by their names");
        }
        StringBuilder parts = new StringBuilder();
        // The same for the same form, so that a plan holds.
        String boundary = "jplay-" + Integer.toHexString(fields.hashCode()) + "-" + Integer.toHexString(fields.size());
        fields.forEach((name, value) -> parts.append("--").append(boundary).append(END).append(part(String.valueOf(name), value, files)).append(END));
        return new Body.Encoded(parts + "--" + boundary + "--" + END, "multipart/form-data; boundary=\"" + boundary + "\"");
    }

    private static String part(String name, @Nullable Object value, Function<String, Content> files) {
        if (value instanceof Map<?, ?> given) {
            return part(name, given, files);
        }
        if (!(value instanceof String text)) {
            throw new ModuleFailure("failed to parse body as form-multipart: '" + name + "' is neither text nor a dict with filename or content");
        }
        return head(name, null, "text/plain") + END + text;
    }

    private static String part(String name, Map<?, ?> given, Function<String, Content> files) {
        @Nullable String file = text(given, "filename");
        @Nullable String content = text(given, "content");
        if (file == null && content == null) {
            throw new ModuleFailure("failed to parse body as form-multipart: at least one of filename or content must be provided for '" + name + "'");
        }
        @Nullable String type = text(given, "mime_type");
        @Nullable String guess = file == null ? null : URLConnection.guessContentTypeFromName(file);
        String head = head(name, file, type != null ? type : guess != null ? guess : file == null ? "text/plain" : "application/octet-stream");
        return content != null
                ? head + END + content
                : head + "Content-Transfer-Encoding: base64" + END + END + base64(files.apply(String.valueOf(file)));
    }

    private static String head(String name, @Nullable String file, String type) {
        String base = file == null ? "" : file.substring(file.lastIndexOf('/') + 1);
        return "Content-Disposition: form-data; name=\"" + name + "\"" + (file == null ? "" : "; filename=\"" + base + "\"") + END
                + "Content-Type: " + type.toLowerCase(Locale.ROOT) + END;
    }

    private static String base64(Content content) {
        try (InputStream in = content.open()) {
            return new String(Base64.getMimeEncoder().encode(in.readAllBytes()), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String text(Map<?, ?> given, String key) {
        return given.get(key) == null ? null : String.valueOf(given.get(key));
    }
}

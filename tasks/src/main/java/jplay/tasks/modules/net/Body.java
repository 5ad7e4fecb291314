package jplay.tasks.modules.net;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.text.JsonText;
import org.jspecify.annotations.Nullable;

/** The body of a request as {@code uri} takes it. */
final class Body {
    private Body() {}

    /** The text to send, and the header that says what it is, where the format has one. */
    record Encoded(String text, @Nullable String type) {}

    static @Nullable Encoded encode(@Nullable Object body, String format) {
        if (body == null) {
            return null;
        }
        return switch (format) {
            case "json" -> new Encoded(body instanceof String text ? text : JsonText.of(body), "application/json");
            case "form-urlencoded" -> new Encoded(body instanceof String text ? text : form(body), "application/x-www-form-urlencoded");
            default -> new Encoded(body instanceof String text ? text : JsonText.of(body), null);
        };
    }

    private static String form(Object body) {
        List<String> pairs = new ArrayList<>();
        switch (body) {
            case Map<?, ?> map -> map.forEach((name, value) -> add(pairs, name, value));
            case List<?> list -> list.forEach(one -> {
                if (!(one instanceof List<?> pair) || pair.size() != 2) {
                    throw new ModuleFailure("failed to parse body as form_urlencoded: a list of it holds pairs of name and value, not " + one);
                }
                add(pairs, pair.get(0), pair.get(1));
            });
            default -> throw new ModuleFailure("failed to parse body as form_urlencoded: write a dict, or a list of pairs");
        }
        return String.join("&", pairs);
    }

    private static void add(List<String> pairs, @Nullable Object name, @Nullable Object value) {
        for (Object one : value instanceof List<?> list ? list : java.util.Collections.singletonList(value)) {
            pairs.add(escape(name) + "=" + escape(one));
        }
    }

    private static String escape(@Nullable Object text) {
        return URLEncoder.encode(text == null ? "" : text.toString(), StandardCharsets.UTF_8);
    }
}

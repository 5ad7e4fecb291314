package jplay.tasks.modules.net;

import java.util.LinkedHashMap;
import java.util.Map;

/** Headers as users write them. */
final class Headers {
    private Headers() {}

    static Map<String, String> text(Map<String, Object> headers) {
        Map<String, String> text = new LinkedHashMap<>();
        headers.forEach((name, value) -> text.put(name, value == null ? "" : String.valueOf(value)));
        return text;
    }
}

package jplay.runner.expression;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters that encode, decode and hash. */
final class DataFilters {
    static final String NAMES = "to_json to_nice_json from_json to_yaml to_nice_yaml from_yaml from_yaml_all b64encode b64decode hash md5 "
            + "sha1 checksum password_hash vault unvault";

    private DataFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "to_json" -> (v, a) -> json(v, a, 0, false);
            case "to_nice_json" -> (v, a) -> json(v, a, 4, true);
            case "from_json" -> (v, a) -> JsonReader.read(Values.str(v));
            case "to_yaml" -> (v, a) -> yaml(v, a, 2, null);
            case "to_nice_yaml" -> (v, a) -> yaml(v, a, 4, false);
            case "from_yaml" -> DataFilters::fromYaml;
            case "from_yaml_all" -> (v, a) -> v instanceof String s ? a.scope().environment().parseYaml(s) : v;
            case "b64encode" -> (v, a) -> Base64.getEncoder().encodeToString(Values.str(v).getBytes(charset(a)));
            case "b64decode" -> (v, a) -> decode(Values.str(v), charset(a));
            case "hash" -> (v, a) -> Digests.hex(a.text(0, "hashtype", "sha1"), Values.str(v));
            case "md5" -> (v, a) -> Digests.hex("md5", Values.str(v));
            case "sha1", "checksum" -> (v, a) -> Digests.hex("sha1", Values.str(v));
            case "password_hash" -> (v, a) -> Passwords.hash(Values.str(v), a);
            case "vault" -> (v, a) -> a.scope().environment().seal(
                    Values.str(v), Values.str(a.get(0, "secret")), a.text(2, "vaultid", "filter_default"), salt(a.get(1, "salt")));
            case "unvault" -> (v, a) -> Values.str(v).startsWith("$ANSIBLE_VAULT;")
                    ? a.scope().environment().unseal(Values.str(v), Values.str(a.get(0, "secret"))) : v;
            default -> null;
        };
    }

    private static @Nullable String salt(@Nullable Object given) {
        return given == null ? null : Values.str(given);
    }

    private static String json(@Nullable Object value, Args a, int indent, boolean sorted) {
        boolean ascii = a.flag(-1, "ensure_ascii", true);
        Object width = indent > 0 ? a.get(0, "indent", 4L) : a.get(-1, "indent");
        JsonWriter writer = new JsonWriter(ascii, a.flag(indent > 0 ? 1 : -1, "sort_keys", sorted), indentation(width));
        Object separators = a.get(-1, "separators");
        if (separators != null) {
            writer.separators(Values.str(Values.list(separators).get(0)), Values.str(Values.list(separators).get(1)));
        } else if (indent > 0) {
            writer.separators(",", ": ");
        }
        return writer.write(value);
    }

    private static @Nullable String indentation(@Nullable Object width) {
        return width == null ? null : width instanceof String s ? s : " ".repeat(Math.toIntExact(Numbers.toLong(width, "indent")));
    }

    private static String yaml(@Nullable Object value, Args a, int indent, @Nullable Boolean flow) {
        Object style = a.get(-1, "default_flow_style", flow);
        int width = a.count(-1, "width", 80);
        boolean sorted = a.flag(-1, "sort_keys", true);
        YamlWriter writer = new YamlWriter(a.count(indent == 4 ? 0 : -1, "indent", indent), width, sorted,
                style == null ? null : (Boolean) Values.truth(style));
        String text = writer.write(value);
        return a.flag(-1, "explicit_start", false) ? "---\n" + text : text;
    }

    private static @Nullable Object fromYaml(@Nullable Object value, Args a) {
        if (!(value instanceof String text)) {
            return value;
        }
        List<@Nullable Object> documents = a.scope().environment().parseYaml(text);
        return documents.isEmpty() ? null : documents.get(0);
    }

    private static Charset charset(Args a) {
        if (!a.has(0, "encoding")) {
            return StandardCharsets.UTF_8;
        }
        String name = a.text(0, "encoding");
        // Python writes utf-16-le what Java knows as utf-16le.
        for (String each : List.of(name, name.replace('_', '-'), name.replaceFirst("(?i)[-_]([lb]e)$", "$1").replace('_', '-'))) {
            if (Charset.isSupported(each)) {
                return Charset.forName(each);
            }
        }
        throw new ExpressionException("unknown encoding: " + name);
    }

    private static String decode(String text, Charset charset) {
        String digits = text.replaceAll("[^A-Za-z0-9+/=]", "");
        return new String(Base64.getDecoder().decode(digits), charset);
    }

}

package jplay.runner.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of YAML, with its place. */
public sealed interface Node {

    SourceSpan span();

    /** The value as YAML 1.1 has it: String, Long, BigInteger, Double, Boolean, null, List, Map. Unrendered. */
    @Nullable Object value();

    /**
     * A scalar.
     *
     * @param text as written, unquoted and unfolded
     * @param value by YAML 1.1's rules, of the text alone
     * @param tag an explicit tag of the user's ({@code !vault}, {@code !unsafe}), or ""
     */
    record Scalar(String text, @Nullable Object value, String tag, SourceSpan span) implements Node {
        public static Scalar text(String text, SourceSpan span) {
            return new Scalar(text, text, "", span);
        }

        /** Text that YAML's rules for plain scalars give a type: {@code 5} is a number. */
        public static Scalar plain(String text, SourceSpan span) {
            return new Scalar(text, Scalars.plainValue(text), "", span);
        }

        /** Whether there is something in it to render. */
        public boolean isTemplate() {
            return !unsafe() && isTemplate(text);
        }

        /** Whether there is something to render in a text. */
        public static boolean isTemplate(String text) {
            for (int brace = text.indexOf('{'); brace >= 0 && brace + 1 < text.length(); brace = text.indexOf('{', brace + 1)) {
                char next = text.charAt(brace + 1);
                if (next == '{' || next == '%' || next == '#') {
                    return true;
                }
            }
            return false;
        }

        /** Whether it must never be rendered. */
        public boolean unsafe() {
            return tag.equals("!unsafe");
        }
    }

    /** A list. */
    record Items(List<Node> items, SourceSpan span) implements Node {
        @Override
        public List<@Nullable Object> value() {
            List<@Nullable Object> list = new ArrayList<>(items.size());
            items.forEach(item -> list.add(item.value()));
            return list;
        }
    }

    /** A dict, in the order written. */
    record Dict(List<Entry> entries, SourceSpan span) implements Node {
        @Override
        public Map<@Nullable Object, @Nullable Object> value() {
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            entries.forEach(entry -> map.put(entry.key().value(), entry.value().value()));
            return map;
        }

        /** The value of a key, by the key's text. */
        public @Nullable Node get(String key) {
            Entry entry = entry(key);
            return entry == null ? null : entry.value();
        }

        /** The entry of a key, by the key's text. */
        public @Nullable Entry entry(String key) {
            for (Entry entry : entries) {
                if (entry.key().text().equals(key)) {
                    return entry;
                }
            }
            return null;
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, Node value) {}
}

package jplay.runner.expression;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The widely used filters of community.general and ansible.utils that belong nowhere else. */
final class CommunityFilters {
    static final String NAMES = "json_query counter crc32 dict_kv groupby_as_dict lists_mergeby random_mac unicode_normalize version_sort "
            + "keep_keys remove_keys replace_keys from_ini to_ini from_csv to_time_unit to_milliseconds to_seconds to_minutes to_hours to_days "
            + "to_weeks to_months to_years";

    private CommunityFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "json_query" -> (v, a) -> JmesParser.parse(a.text(0, "expr")).search(v);
            case "counter" -> (v, a) -> count(v);
            case "crc32" -> (v, a) -> crc(Values.str(v));
            case "dict_kv" -> CommunityFilters::pair;
            case "groupby_as_dict" -> CommunityFilters::byAttribute;
            case "lists_mergeby" -> CommunityFilters::mergeBy;
            case "random_mac" -> CommunityFilters::randomMac;
            case "unicode_normalize" -> CommunityFilters::normalize;
            case "version_sort" -> CommunityFilters::sortVersions;
            case "keep_keys" -> KeyFilters::keep;
            case "remove_keys" -> KeyFilters::remove;
            case "replace_keys" -> KeyFilters::replace;
            case "from_ini" -> (v, a) -> IniFilters.read(Values.str(v));
            case "to_ini" -> (v, a) -> IniFilters.write(v);
            case "from_csv" -> CsvFilter::read;
            case "to_time_unit" -> (v, a) -> TimeSpans.in(Values.str(v), a.text(0, "unit", "ms"), a);
            case "to_milliseconds", "to_seconds", "to_minutes", "to_hours", "to_days", "to_weeks", "to_months", "to_years" ->
                (v, a) -> TimeSpans.in(Values.str(v), name.substring(3), a);
            default -> null;
        };
    }

    private static Object count(@Nullable Object value) {
        if (!(value instanceof String) && !(value instanceof List<?>)) {
            throw new ExpressionException("needs a list or text, not " + Values.type(value));
        }
        Map<@Nullable Object, @Nullable Object> counts = new LinkedHashMap<>();
        for (Object item : Values.list(value)) {
            if (item instanceof List<?> || item instanceof Map<?, ?>) {
                throw new ExpressionException("cannot count items that are lists or dicts");
            }
            counts.merge(item, 1L, (x, y) -> Numbers.add(x, y));
        }
        return counts;
    }

    private static String crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    private static Object pair(@Nullable Object value, Args a) {
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        result.put(a.required(0, "key"), value);
        return result;
    }

    private static Object byAttribute(@Nullable Object value, Args a) {
        Object attribute = a.required(0, "attribute");
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        for (Object item : Values.list(value)) {
            Object key = Values.require(Access.key(Values.map(item), attribute));
            if (result.containsKey(key)) {
                throw new ExpressionException("several items have the value " + Values.repr(key) + " of '" + Values.str(attribute) + "'");
            }
            result.put(key, item);
        }
        return result;
    }

    private static Object mergeBy(@Nullable Object value, Args a) {
        boolean byName = a.named().containsKey("index");
        int last = byName ? a.size() : a.size() - 1;
        String index = Values.str(byName ? a.required(-1, "index") : a.required(Math.max(0, last), "index"));
        boolean recursive = a.flag(-1, "recursive", false);
        String lists = a.text(-1, "list_merge", "replace");
        List<@Nullable Object> all = new ArrayList<>(Values.list(value));
        a.positional().subList(0, last).forEach(other -> all.addAll(Values.list(other)));
        Map<@Nullable Object, Map<@Nullable Object, @Nullable Object>> merged = new TreeMap<>(Values::compare);
        for (Object item : all) {
            Map<@Nullable Object, @Nullable Object> map = Values.map(item);
            if (map.containsKey(index)) {
                Object key = map.get(index);
                merged.put(key, Merge.merge(merged.getOrDefault(key, Map.of()), map, recursive, lists));
            }
        }
        return new ArrayList<Object>(merged.values());
    }

    private static String randomMac(@Nullable Object value, Args a) {
        String prefix = Values.str(value).toLowerCase(java.util.Locale.ROOT);
        if (!prefix.matches("[0-9a-f]{2}(:[0-9a-f]{2}){0,4}")) {
            throw new ExpressionException("'" + prefix + "' is no beginning of a hardware address: up to five bytes, as '52:54:00'");
        }
        Object seed = a.get(0, "seed");
        long number = 68_719_476_736L + PythonRandom.seeded(seed).below(1_099_511_627_776L - 68_719_476_736L);
        int missing = 2 * (6 - prefix.split(":").length);
        return prefix + Long.toHexString(number).substring(0, missing).replaceAll("(..)", ":$1");
    }

    private static String normalize(@Nullable Object value, Args a) {
        String form = a.text(0, "form", "NFC");
        if (!List.of("NFC", "NFD", "NFKC", "NFKD").contains(form) || !(value instanceof String text)) {
            throw new ExpressionException(value instanceof String ? "form is 'NFC', 'NFD', 'NFKC' or 'NFKD', not '" + form + "'"
                    : "needs text, not " + Values.type(value));
        }
        return Normalizer.normalize(text, Normalizer.Form.valueOf(form));
    }

    private static Object sortVersions(@Nullable Object value, Args a) {
        List<@Nullable Object> versions = new ArrayList<>(Values.list(value));
        boolean reverse = a.flag(0, "reverse", false);
        versions.sort((x, y) -> (reverse ? -1 : 1) * Versions.compareLoose(Values.str(x), Values.str(y)));
        return versions;
    }
}

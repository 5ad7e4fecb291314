package jplay.runner.expression;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions and values that are there without being defined. */
public final class Globals {
    private static final List<String> LATIN = List.of(("a ac accumsan ad adipiscing aenean aliquam aliquet amet ante arcu at auctor augue "
            + "bibendum blandit commodo condimentum congue consectetuer consequat convallis cras cubilia cum curabitur dapibus diam dictum "
            + "dignissim dolor donec duis egestas eget eleifend elit enim erat eros est et etiam eu facilisi fames felis fermentum").split(" "));

    private Globals() {}

    /** A global, or null. */
    public static @Nullable Object find(String name) {
        return switch (name) {
            case "range" -> (Callable) Globals::range;
            case "dict" -> (Callable) Globals::dict;
            case "lookup" -> (Callable) args -> Lookups.lookup(args, false);
            case "query", "q" -> (Callable) args -> Lookups.lookup(args, true);
            case "now" -> (Callable) Globals::now;
            case "omit" -> Omit.OMIT;
            case "undef" -> (Callable) args -> Undefined.because("undef", args.text(0, "hint", "Mandatory variable has not been overridden"));
            case "namespace" -> (Callable) args -> new Namespace(dict(args));
            case "cycler" -> (Callable) args -> new Cycler(args.positional());
            case "joiner" -> (Callable) Globals::joiner;
            case "lipsum" -> (Callable) Globals::lipsum;
            default -> null;
        };
    }

    private static Object range(Args a) {
        long start = a.size() > 1 ? a.integer(0, "start") : 0;
        long stop = a.integer(a.size() > 1 ? 1 : 0, "stop");
        long step = a.integer(2, "step", 1);
        if (step == 0) {
            throw new ExpressionException("the step must not be 0");
        }
        long size = Math.max(0, (stop - start + step - Long.signum(step)) / step);
        if (size > 10_000_000) {
            throw new ExpressionException("the range is too long: " + size + " numbers");
        }
        List<@Nullable Object> numbers = new ArrayList<>((int) size);
        for (long i = 0; i < size; i++) {
            numbers.add(start + i * step);
        }
        return numbers;
    }

    static Map<@Nullable Object, @Nullable Object> dict(Args a) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        DictMethods.update(map, a);
        return map;
    }

    private static Object now(Args a) {
        ZoneId zone = a.flag(0, "utc", false) ? ZoneOffset.UTC : ZoneId.systemDefault();
        LocalDateTime now = LocalDateTime.now(zone);
        Object format = a.get(1, "fmt");
        return format == null ? now : Dates.format(now, zone, Values.str(format));
    }

    private static Callable joiner(Args a) {
        String separator = a.text(0, "sep", ", ");
        boolean[] used = {false};
        return args -> {
            String text = used[0] ? separator : "";
            used[0] = true;
            return text;
        };
    }

    private static String lipsum(Args a) {
        int paragraphs = a.count(0, "n", 5);
        boolean html = a.flag(1, "html", true);
        int min = a.count(2, "min", 20);
        PythonRandom random = PythonRandom.seeded(null);
        List<String> result = new ArrayList<>();
        for (int i = 0; i < paragraphs; i++) {
            List<String> words = new ArrayList<>();
            long count = min + random.below(Math.max(1, a.count(3, "max", 100) - min));
            for (int w = 0; w < count; w++) {
                words.add(LATIN.get((int) random.below(LATIN.size())));
            }
            String text = Texts.capitalize(String.join(" ", words)) + ".";
            result.add(html ? "<p>" + text + "</p>" : text);
        }
        return String.join(html ? "\n" : "\n\n", result);
    }

    /** Attributes that can be set, also from within a loop. */
    public record Namespace(Map<@Nullable Object, @Nullable Object> values) implements Attributes {
        @Override
        public @Nullable Object attribute(String name) {
            return Access.key(values, name);
        }

        /** Sets an attribute, as {@code {% set ns.name = … %}} does. */
        public void set(String name, @Nullable Object value) {
            values.put(name, value);
        }
    }

    /** Goes round a list of values. */
    private static final class Cycler implements Attributes {
        private final List<@Nullable Object> items;
        private int position;

        Cycler(List<@Nullable Object> items) {
            this.items = items;
        }

        @Override
        public @Nullable Object attribute(String name) {
            return switch (name) {
                case "current" -> items.get(position);
                case "next" -> (Callable) args -> items.get(advance());
                case "reset" -> (Callable) args -> {
                    position = 0;
                    return null;
                };
                default -> Undefined.because(name, "a cycler has no attribute '" + name + "'");
            };
        }

        private int advance() {
            int now = position;
            position = (position + 1) % items.size();
            return now;
        }
    }
}

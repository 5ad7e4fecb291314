package jplay.runner.expression;

import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's methods of the built-in types. */
final class Methods {
    private static final Set<String> NUMBER = Set.of("bit_length", "is_integer", "as_integer_ratio", "conjugate");
    private static final Set<String> DATE = Set.of("strftime", "isoformat", "timestamp", "date", "time", "weekday", "isoweekday",
            "replace", "toordinal");
    private static final Set<String> SPAN = Set.of("total_seconds");

    private Methods() {}

    static Set<String> names(@Nullable Object self) {
        return switch (self) {
            case String s -> TextMethods.NAMES;
            case List<?> l -> ListMethods.NAMES;
            case Map<?, ?> m -> DictMethods.NAMES;
            case Long n -> NUMBER;
            case Double n -> NUMBER;
            case BigInteger n -> NUMBER;
            case LocalDateTime d -> DATE;
            case Duration d -> SPAN;
            case null, default -> Set.of();
        };
    }

    /** A method bound to its object, or null if its type has none of this name. */
    static @Nullable Callable find(@Nullable Object self, String name) {
        if (!names(self).contains(name)) {
            return null;
        }
        return switch (self) {
            case String s -> args -> TextMethods.call(s, name, args);
            case List<?> list -> args -> ListMethods.call(Values.cast(list), name, args);
            case Map<?, ?> map -> args -> DictMethods.call(Values.cast(map), name, args);
            case LocalDateTime date -> args -> date(date, name, args);
            case Duration span -> args -> span.toNanos() / 1e9;
            case null -> null;
            default -> args -> number(self, name);
        };
    }

    private static Object number(Object self, String name) {
        return switch (name) {
            case "bit_length" -> (long) Numbers.big(self).bitLength();
            case "is_integer" -> !(self instanceof Double d) || Numbers.isIntegral(d);
            default -> self;
        };
    }

    private static Object date(LocalDateTime self, String name, Args args) {
        return switch (name) {
            case "strftime" -> Dates.format(self, ZoneId.systemDefault(), args.text(0, "format"));
            case "isoformat" -> Dates.iso(self, args.text(0, "sep", "T"));
            case "timestamp" -> self.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli() / 1e3 + self.getNano() % 1_000_000 / 1e9;
            case "date" -> self.toLocalDate();
            case "time" -> Dates.iso(self, " ").substring(11);
            case "weekday" -> (long) self.getDayOfWeek().getValue() - 1;
            case "isoweekday" -> (long) self.getDayOfWeek().getValue();
            case "toordinal" -> self.toLocalDate().toEpochDay() + 719163;
            default -> replace(self, args);
        };
    }

    private static LocalDateTime replace(LocalDateTime self, Args args) {
        return self.withYear(args.count(0, "year", self.getYear()))
                .withMonth(args.count(1, "month", self.getMonthValue()))
                .withDayOfMonth(args.count(2, "day", self.getDayOfMonth()))
                .withHour(args.count(3, "hour", self.getHour()))
                .withMinute(args.count(4, "minute", self.getMinute()))
                .withSecond(args.count(5, "second", self.getSecond()))
                .withNano(args.count(6, "microsecond", self.getNano() / 1000) * 1000);
    }
}

package jplay.runner.execute;

import java.util.List;
import java.util.Map;
import jplay.runner.expression.Unknown;
import org.jspecify.annotations.Nullable;

/** In check mode: this depends on something that only a real run can tell. */
final class NotKnown extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Unknown unknown;

    NotKnown(Unknown unknown) {
        super(unknown.reason(), null, false, false);
        this.unknown = unknown;
    }

    Unknown unknown() {
        return unknown;
    }

    /** What is unknown in a value, however deep; null where nothing is. */
    static @Nullable Unknown in(@Nullable Object value) {
        return switch (value) {
            case Unknown unknown -> unknown;
            case Map<?, ?> map -> in(List.copyOf(map.values().stream().filter(each -> each != null).toList()));
            case List<?> list -> {
                for (Object item : list) {
                    @Nullable Unknown found = in(item);
                    if (found != null) {
                        yield found;
                    }
                }
                yield null;
            }
            case null, default -> null;
        };
    }
}

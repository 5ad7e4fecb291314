package jplay.runner.source;

import org.jspecify.annotations.Nullable;

/** What a variable holds, and where that came from. */
public sealed interface Value {

    /** Where the value comes from: {@code group_vars/all.yml:3:7}, or words such as "registered by task X". */
    String origin();

    /** The value without rendering. */
    @Nullable Object raw();

    /** YAML that is rendered when it is used. */
    record Written(Node node) implements Value {
        @Override
        public String origin() {
            return node.span().toString();
        }

        @Override
        public @Nullable Object raw() {
            return node.value();
        }
    }

    /** A value that is never rendered again: a fact, a task's result, what set_fact made. */
    record Final(@Nullable Object raw, String origin) implements Value {}

    static Value of(Node node) {
        return new Written(node);
    }

    static Value of(@Nullable Object value, String origin) {
        return new Final(value, origin);
    }
}

package jplay.runner.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with the input.
 *
 * @param code a short stable name: {@code unknown-keyword}
 * @param message what is wrong, in one sentence without the position
 * @param span where, or null where no file is to blame
 * @param help what was probably meant or what to do, or null
 * @param trail how one got there, innermost first: {@code "role worker, from k8s.yml:12:7"}
 */
public record Problem(
        String code, String message, @Nullable SourceSpan span, @Nullable String help, List<String> trail) {

    public static Problem of(String code, String message, @Nullable SourceSpan span) {
        return new Problem(code, message, span, null, List.of());
    }

    public static Problem of(String code, String message, @Nullable SourceSpan span, @Nullable String help) {
        return new Problem(code, message, span, help, List.of());
    }

    public ProblemException exception() {
        return new ProblemException(List.of(this));
    }
}

package jplay.runner.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;

/** Checks the values of keywords as far as they are known before a run: truths, numbers, sizes of batches. */
final class KeywordCheck {
    private static final Set<String> TRUTHS = Set.of(
            "any_errors_fatal", "become", "check_mode", "delegate_facts", "diff", "force_handlers", "gather_facts",
            "ignore_errors", "ignore_unreachable", "no_log", "run_once");
    private static final Set<String> WHOLE = Set.of("port", "retries", "throttle", "timeout", "gather_timeout");
    private static final Set<String> NUMBERS = Set.of("delay", "max_fail_percentage");
    private static final Set<String> WORDS_OF_TRUE = Set.of("true", "yes", "on", "y", "t", "1", "1.0");
    private static final Set<String> WORDS_OF_TRUTH =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "t", "f", "1", "0", "1.0", "0.0");

    private final Consumer<Problem> add;

    KeywordCheck(Consumer<Problem> add) {
        this.add = add;
    }

    static boolean isTrue(String text) {
        return WORDS_OF_TRUE.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    void keywords(Map<String, Node> keywords) {
        keywords.forEach((keyword, node) -> {
            if (TRUTHS.contains(keyword)) {
                check(node, keyword, "true or false", text -> WORDS_OF_TRUTH.contains(text.toLowerCase(Locale.ROOT)));
            } else if (WHOLE.contains(keyword)) {
                check(node, keyword, "a whole number", text -> text.matches("[+-]?\\d{1,9}"));
            } else if (NUMBERS.contains(keyword)) {
                check(node, keyword, "a number", text -> text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)"));
            } else if (keyword.equals("serial")) {
                List<Node> sizes = node instanceof Node.Items items ? items.items() : List.of(node);
                sizes.forEach(size -> check(size, keyword, "a number of hosts or a percentage", text -> text.matches("-?\\d{1,9}|\\d+(\\.\\d+)?%")));
            }
        });
    }

    private void check(Node node, String keyword, String what, java.util.function.Predicate<String> good) {
        if (!(node instanceof Node.Scalar scalar)) {
            String given = node instanceof Node.Items ? "a list" : "a dict";
            add.accept(Problem.of("keyword-value", "'" + keyword + "' must be " + what + ", not " + given, node.span()));
        } else if (scalar.value() != null && !scalar.isTemplate() && !good.test(scalar.text().strip())) {
            add.accept(Problem.of("keyword-value", "'" + keyword + "' must be " + what + ", not '" + scalar.text() + "'", node.span(),
                    what.equals("true or false") ? "an expression stands in braces: \"{{ … }}\"" : null));
        }
    }
}

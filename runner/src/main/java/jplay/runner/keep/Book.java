package jplay.runner.keep;

import java.util.Map;
import java.util.function.Supplier;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;

/** Is told what every task decides, before anything is done about it. Safe for use by several threads. */
public interface Book {
    /** For runs that keep nothing. */
    Book NONE = new Book() {
        @Override
        public void decided(Supplier<Where> where, Plan plan, Supplier<Map<Read<?>, Answer<?>>> seen) {}

        @Override
        public void open(Supplier<Where> where, String reason) {}
    };

    /**
     * A module has decided.
     *
     * @param seen what the host itself said, without what check mode foretells
     * @throws OffPlan where it must not be done
     */
    void decided(Supplier<Where> where, Plan plan, Supplier<Map<Read<?>, Answer<?>>> seen);

    /** In check mode: what a task comes to is known only in a real run. */
    void open(Supplier<Where> where, String reason);

    /** In a real run: whether the plan leaves it open what a task does. */
    default boolean isOpen(Supplier<Where> where) {
        return false;
    }
}

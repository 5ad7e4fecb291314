package jplay.runner.inventory;

import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.Problems;
import jplay.runner.source.Value;

/** A group's variables, of which one is no variable. */
final class GroupPriority {
    private GroupPriority() {}

    static void set(InventoryBuilder into, String group, String name, Node value, Problems problems) {
        if (!name.equals("ansible_group_priority")) {
            into.setVariable(group, name, Value.of(value));
            return;
        }
        try {
            into.setPriority(group, value instanceof Node.Scalar scalar ? Integer.parseInt(scalar.text().strip()) : fail());
        } catch (NumberFormatException e) {
            problems.add(Problem.of("inventory-priority", "ansible_group_priority takes a whole number", value.span(),
                    "1 is what every group has; the highest wins"));
        }
    }

    private static int fail() {
        throw new NumberFormatException();
    }
}

package jplay.runner.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jplay.runner.model.Play;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import org.jspecify.annotations.Nullable;

/** Divides a play's hosts into the batches that {@code serial} asks for. */
final class Serial {
    private Serial() {}

    static List<List<HostRun>> batches(Play play, List<HostRun> hosts, Function<Node, String> text) {
        @Nullable Node serial = play.attributes().own("serial");
        if (serial == null) {
            return List.of(hosts);
        }
        List<Node> sizes = serial instanceof Node.Items items ? items.items() : List.of(serial);
        List<List<HostRun>> batches = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < hosts.size() && !sizes.isEmpty(); i++) {
            Node size = sizes.get(Math.min(i, sizes.size() - 1));
            int count = count(text.apply(size), hosts.size(), size);
            int end = Math.min(hosts.size(), at + count);
            batches.add(hosts.subList(at, end));
            at = end;
        }
        return batches.isEmpty() ? List.of(hosts) : batches;
    }

    private static int count(String text, int hosts, Node where) {
        try {
            if (text.endsWith("%")) {
                double share = Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
                return Math.max(1, (int) (share * hosts));
            }
            int count = Integer.parseInt(text);
            return count <= 0 ? hosts : count;
        } catch (NumberFormatException e) {
            throw Problem.of("serial", "'serial' takes a number of hosts or a percentage, not '" + text + "'", where.span()).exception();
        }
    }
}

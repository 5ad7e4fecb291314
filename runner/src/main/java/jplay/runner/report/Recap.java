package jplay.runner.report;

import java.util.Map;
import jplay.runner.event.Event;

/** The table at the end, in Ansible's columns. */
final class Recap {
    private static final int HOST_COLUMNS = 26;

    private Recap() {}

    /** As Ansible itself prints it: blanks at the ends of lines, and what only a real run can tell is skipped. */
    static String ansible(Map<String, Event.HostStats> stats, boolean colours) {
        StringBuilder out = new StringBuilder();
        stats.forEach((host, s) -> {
            Event.HostStats plain = new Event.HostStats(
                    s.ok(), s.changed(), s.unreachable(), s.failed(), s.skipped() + s.maybe(), s.rescued(), s.ignored(), 0);
            int blanks = Math.max(0, 4 - String.valueOf(s.ignored()).length());
            out.append(line(host, Math.max(HOST_COLUMNS, host.length()), plain, colours)).append(" ".repeat(blanks)).append('\n');
        });
        return out.toString();
    }

    static String of(Map<String, Event.HostStats> stats, boolean colours) {
        int width = stats.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder out = new StringBuilder();
        stats.forEach((host, s) -> out.append(line(host, Math.max(HOST_COLUMNS, width), s, colours)).append('\n'));
        return out.toString();
    }

    private static String line(String host, int width, Event.HostStats s, boolean colours) {
        Colour colour = s.failed() > 0 || s.unreachable() > 0 ? Colour.FAILED : s.changed() > 0 ? Colour.CHANGED : Colour.OK;
        return colour.paint(host, colours) + " ".repeat(width - host.length()) + " : "
                + count("ok", s.ok(), Colour.OK, colours)
                + count("changed", s.changed(), Colour.CHANGED, colours)
                + count("unreachable", s.unreachable(), Colour.UNREACHABLE, colours)
                + count("failed", s.failed(), Colour.FAILED, colours)
                + count("skipped", s.skipped(), Colour.SKIPPED, colours)
                + count("rescued", s.rescued(), Colour.OK, colours)
                + Colour.WARNING.paint("ignored=" + s.ignored(), colours && s.ignored() > 0)
                + (s.maybe() > 0 ? Colour.WARNING.paint("    maybe=" + s.maybe(), colours) : "");
    }

    private static String count(String name, int number, Colour colour, boolean colours) {
        String text = String.format("%s=%-4d", name, number);
        return colour.paint(text, colours && number > 0) + " ";
    }
}

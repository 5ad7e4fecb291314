package jplay.tasks.read;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;

/** When apt's package lists were last brought up to date, and the host's clock; both in seconds since 1970. */
public record AptCacheRead() implements Read<AptCacheRead.Age> {

    /** Seconds since 1970; {@code updated} is 0 where there never was an update. */
    public record Age(long updated, long now) {}

    @Override
    public boolean isLasting() {
        return false;
    }

    @Override
    public String script() {
        return "set -- /var/lib/apt/periodic/update-success-stamp\n[ -e \"$1\" ] || set -- /var/lib/apt/lists\n"
                + "stat -c %Y -- \"$1\" 2>/dev/null || echo 0\ndate +%s";
    }

    @Override
    public Answer<Age> parse(Output output) {
        String[] lines = output.out().strip().split("\n");
        return lines.length == 2
                ? Answer.known(new Age(Long.parseLong(lines[0]), Long.parseLong(lines[1])))
                : Answer.unknown(output.err());
    }
}

package jplay.tasks.contract;

import java.nio.charset.StandardCharsets;

/** What a piece of shell printed, and its exit status. */
public record Output(int exit, byte[] stdout, byte[] stderr) {

    /** Standard output as UTF-8 text, as it came. */
    public String out() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** Standard error as UTF-8 text, as it came. */
    public String err() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    public static Output of(int exit, String stdout, String stderr) {
        return new Output(exit, stdout.getBytes(StandardCharsets.UTF_8), stderr.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Output[exit=" + exit + ", stdout=" + stdout.length + " bytes, stderr=" + stderr.length + " bytes]";
    }
}

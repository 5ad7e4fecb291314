package jplay.runner.inventory;

/** A host name or range that cannot be read; the parsers add the position. */
final class BadName extends Exception {
    private static final long serialVersionUID = 1;
    private final String help;

    BadName(String message, String help) {
        super(message, null, false, false);
        this.help = help;
    }

    String help() {
        return help;
    }
}

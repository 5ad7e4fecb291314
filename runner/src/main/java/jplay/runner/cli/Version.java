package jplay.runner.cli;

/** What {@code --version} says. */
final class Version {
    private Version() {}

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "jplay " + (version == null ? "(development)" : version) + "\n"
                + "  home = " + System.getProperty("jplay.home", "none") + "\n"
                + "  java = " + System.getProperty("java.vendor") + " " + Runtime.version() + " ("
                + System.getProperty("java.home") + ")\n";
    }
}

package jplay.runner.cli;

/** Exit codes, by Ansible's table. */
final class Exit {
    static final int OK = 0;
    static final int ERROR = 1;
    static final int FAILED_HOSTS = 2;
    static final int PARSE_ERROR = 4;
    static final int BAD_OPTIONS = 5;
    static final int INTERRUPTED = 99;
    static final int UNEXPECTED = 250;

    private Exit() {}
}

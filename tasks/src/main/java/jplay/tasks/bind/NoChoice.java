package jplay.tasks.bind;

import java.util.List;

/** A value that is none of a parameter's choices. */
final class NoChoice extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final String given;
    private final transient List<String> choices;

    NoChoice(String given, List<String> choices, String message) {
        super(message);
        this.given = given;
        this.choices = choices;
    }

    String given() {
        return given;
    }

    List<String> choices() {
        return choices;
    }
}

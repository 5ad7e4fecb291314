package jplay.tasks.modules.kube;

import java.io.IOException;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.facts.Json;
import org.jspecify.annotations.Nullable;

/**
 * An object as the cluster has it, and as it would be: the server says so itself, without doing it.
 *
 * @param command shell text that prints both, with a record separator between
 * @param namespace the subject of its namespace, or null
 */
record KubeRead(String command, Subject subject, @Nullable Subject namespace, Map<String, Object> definition) implements Read<KubeRead.Both> {

    /** Either is null where there is none. */
    record Both(@Nullable Map<?, ?> now, @Nullable Map<?, ?> then) {}

    /** What an object will be, by a definition. */
    record Foretold(Map<String, Object> definition, Map<?, ?> object) {}

    @Override
    public boolean isLasting() {
        return false;
    }

    @Override
    public String script() {
        return command;
    }

    @Override
    public Answer<Both> parse(Output output) {
        if (output.exit() != 0) {
            String why = output.err().strip();
            return Answer.unknown(why.isEmpty() ? "kubectl: exit status " + output.exit() : why);
        }
        String[] parts = output.out().split("\036", -1);
        try {
            return Answer.known(new Both(object(parts[0]), parts.length > 1 ? object(parts[1]) : null));
        } catch (IOException e) {
            return Answer.unknown("kubectl prints no JSON: " + e.getMessage());
        }
    }

    private static @Nullable Map<?, ?> object(String text) throws IOException {
        return text.isBlank() ? null : Json.read(text) instanceof Map<?, ?> map ? map : null;
    }

    @Override
    public Answer<Both> overlay(Pending pending, Answer<Both> real) {
        Answer<?> earlier = pending.get(subject);
        if (earlier instanceof Answer.Known<?>(Foretold(Map<String, Object> by, Map<?, ?> object))) {
            return Answer.known(new Both(object, definition.equals(by) ? object : definition));
        }
        if (earlier != null && earlier.isAbsent()) {
            return Answer.known(new Both(null, definition));
        }
        // What goes into a namespace that is yet to be is new.
        boolean fresh = namespace != null && pending.get(namespace) instanceof Answer.Known<?>;
        return !real.isKnown() && fresh ? Answer.known(new Both(null, definition)) : real;
    }
}

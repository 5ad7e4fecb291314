package jplay.runner.cli;

import java.io.Console;
import java.util.Arrays;
import jplay.runner.connection.Secret;
import org.jspecify.annotations.Nullable;

/** Asks the user; passwords without echo. */
public interface Prompt {

    /**
     * A password; never shown.
     *
     * @throws UsageException where nobody is there to be asked
     */
    Secret secret(String question);

    /** A line. */
    String line(String question);

    /** Asks on the terminal. */
    static Prompt terminal() {
        return new Terminal();
    }

    /** A password twice, until both are the same. */
    default Secret newSecret(String question) {
        while (true) {
            Secret first = secret(question);
            if (secret("confirm " + question).equals(first)) {
                return first;
            }
            line("***** the two are not the same; press enter to try again *****");
        }
    }

    /** The controlling terminal. */
    final class Terminal implements Prompt {
        @Override
        public Secret secret(String question) {
            char @Nullable [] typed = console(question).readPassword("%s: ", question);
            if (typed == null) {
                throw new UsageException("no answer to \"" + question + "\"");
            }
            Secret secret = Secret.of(typed);
            Arrays.fill(typed, '\0');
            return secret;
        }

        @Override
        public String line(String question) {
            String typed = console(question).readLine("%s: ", question);
            if (typed == null) {
                throw new UsageException("no answer to \"" + question + "\"");
            }
            return typed;
        }

        private static Console console(String question) {
            Console console = System.console();
            if (console == null) {
                throw new UsageException("\"" + question + "\" cannot be asked: there is no terminal");
            }
            return console;
        }
    }
}

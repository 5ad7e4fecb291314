package jplay.runner.cli;

import java.io.PrintStream;
import java.util.List;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.ProblemPrinter;

/** Where jplay starts. */
public final class Main {
    private final Terminal terminal;
    private final String invokedAs;

    Main(Terminal terminal, String invokedAs) {
        this.terminal = terminal;
        this.invokedAs = invokedAs;
    }

    public static void main(String[] arguments) {
        int exit = new Main(Terminal.system(), System.getProperty("jplay.invoked.as", "jplay")).run(List.of(arguments));
        // The engine's threads may still wait on hosts that do not answer.
        System.exit(exit);
    }

    /** Does what the arguments say, and returns the exit code. Never throws. */
    int run(List<String> arguments) {
        try {
            return dispatch(arguments);
        } catch (UsageException e) {
            terminal.err().println("jplay: " + e.getMessage());
            return Exit.BAD_OPTIONS;
        } catch (ProblemException e) {
            show(e.problems(), terminal.err());
            return Exit.PARSE_ERROR;
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            return new Crash(terminal, arguments).report(e);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    private int dispatch(List<String> arguments) {
        if (arguments.size() == 1 && arguments.get(0).equals("--version")) {
            terminal.out().print(Version.text());
            return Exit.OK;
        }
        Command.Call call = Command.choose(invokedAs, arguments);
        Parsed parsed = Parser.parse(call.command(), call.arguments());
        if (parsed.has("--help")) {
            terminal.out().print(parsed.usage(terminal.columns()));
            return Exit.OK;
        }
        if (parsed.has("--version")) {
            terminal.out().print(Version.text());
            return Exit.OK;
        }
        return switch (call.command()) {
            case DOC -> new DocCommand(terminal).run(parsed);
            default -> throw new UsageException("not yet");
        };
    }

    static void show(List<Problem> problems, PrintStream err) {
        problems.forEach(problem -> err.print(ProblemPrinter.print(problem, "ERROR!")));
        err.flush();
    }
}

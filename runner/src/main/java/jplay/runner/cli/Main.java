package jplay.runner.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.ProblemPrinter;
import org.jspecify.annotations.Nullable;

/** Where jplay starts. */
public final class Main {
    private final Terminal terminal;
    private final String invokedAs;
    private final Path directory;
    private final Prompt prompt;
    private final HostCommands commands;

    Main(Terminal terminal, String invokedAs, Path directory, Supplier<Backend> backends, Prompt prompt) {
        this.terminal = terminal;
        this.invokedAs = invokedAs;
        this.directory = directory;
        this.prompt = prompt;
        this.commands = new HostCommands(terminal, directory, backends, prompt, invokedAs.startsWith("ansible"));
    }

    public static void main(String[] arguments) {
        String name = System.getProperty("jplay.invoked.as", "jplay");
        Path directory = Path.of("").toAbsolutePath();
        List<String> line = List.of(arguments);
        ToIntFunction<Terminal> run = terminal -> new Main(terminal, name, directory, Main::backend, Prompt.terminal()).run(line);
        Terminal terminal = Terminal.system();
        @Nullable CheckMemory memory = CheckMemory.of(line, name, directory, terminal);
        int exit = memory == null ? run.applyAsInt(terminal) : memory.run(terminal, run);
        if (memory != null && exit == Exit.OK) {
            // No host was asked for anything, and to leave by itself is quicker.
            return;
        }
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
            boolean ansible = invokedAs.startsWith("ansible");
            e.problems().forEach(problem -> terminal.err().print(
                    ansible ? ProblemPrinter.messageFirst(problem, "ERROR!") : ProblemPrinter.print(problem, "ERROR!")));
            return Exit.of(e.problems());
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            return new Crash(terminal, arguments, commands.redactor()).report(e);
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
            case ROLES -> new RolesCommand(terminal, directory).run(parsed);
            case VAULT -> new VaultCommand(terminal, directory, prompt, commands.redactor(), System.in).run(parsed);
            case PLAY, DRIFT, REHEARSE, APPLY, ADHOC, VARS, INVENTORY -> commands.run(call.command(), parsed);
        };
    }

    static Backend backend() {
        return new EngineBackend();
    }

    static void show(List<Problem> problems, PrintStream err) {
        problems.forEach(problem -> err.print(ProblemPrinter.print(problem, "ERROR!")));
        err.flush();
    }
}

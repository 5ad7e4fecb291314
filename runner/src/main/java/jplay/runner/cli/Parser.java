package jplay.runner.cli;

import java.util.ArrayList;
import java.util.List;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses command lines; what is wrong with one is said in a line, with the option that was probably meant. */
final class Parser {
    private Parser() {}

    static Parsed parse(Command command, List<String> arguments) {
        CommandLine line = new CommandLine(Specs.of(command));
        line.setUnmatchedArgumentsAllowed(false);
        line.setOverwrittenOptionsAllowed(true);
        line.setExpandAtFiles(false);
        line.setInterpolateVariables(false);
        line.setPosixClusteredShortOptionsAllowed(true);
        try {
            Parsed parsed = new Parsed(line, line.parseArgs(arguments.toArray(String[]::new)));
            if (!parsed.has("--help") && !parsed.has("--version")) {
                command.check(parsed.words());
            }
            return parsed;
        } catch (UsageException e) {
            throw new UsageException(e.getMessage() + help(command));
        } catch (UnmatchedArgumentException e) {
            throw new UsageException(unmatched(line, e.getUnmatched().get(0)) + help(command));
        } catch (MissingParameterException e) {
            throw new UsageException(missing(e) + help(command));
        } catch (ParameterException e) {
            throw new UsageException(String.valueOf(e.getMessage()) + help(command));
        }
    }

    private static String help(Command command) {
        return " (see jplay " + (command == Command.PLAY ? "" : command.word() + " ") + "--help)";
    }

    private static String unmatched(CommandLine line, String word) {
        if (!word.startsWith("-")) {
            return "there is one argument too many: '" + word + "'";
        }
        String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        List<String> known = new ArrayList<>(line.getCommandSpec().optionsMap().keySet());
        @Nullable String close = option.startsWith("--") ? nearest(option, known) : null;
        return "there is no option " + option + (close == null ? "" : "; did you mean " + close + "?");
    }

    private static @Nullable String nearest(String option, List<String> known) {
        List<String> longer = known.stream().filter(k -> option.length() > 4 && k.startsWith(option)).toList();
        return longer.size() == 1 ? longer.get(0) : Names.closest(option, known);
    }

    private static String missing(MissingParameterException e) {
        return e.getMissing().isEmpty() || !e.getMissing().get(0).isOption()
                ? String.valueOf(e.getMessage())
                : "option " + ((CommandLine.Model.OptionSpec) e.getMissing().get(0)).longestName()
                        + " needs a value: " + e.getMissing().get(0).paramLabel();
    }
}

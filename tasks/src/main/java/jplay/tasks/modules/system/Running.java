package jplay.tasks.modules.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.effect.Exec;
import jplay.tasks.effect.ExecReport;
import jplay.tasks.read.GlobRead;
import org.jspecify.annotations.Nullable;

/** What command, shell and script have in common. */
record Running(
        @Nullable Object cmd,
        @Nullable String chdir,
        @Nullable String creates,
        @Nullable String removes,
        boolean strip) {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)})");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "mksh", "zsh");

    Reads reads() {
        List<GlobRead> reads = new ArrayList<>();
        for (String pattern : new @Nullable String[] {creates, removes}) {
            if (pattern != null) {
                reads.add(new GlobRead(pattern, chdir));
            }
        }
        return Reads.of(reads);
    }

    /** In sync where {@code creates} or {@code removes} say that there is nothing to do; otherwise runs it. */
    Plan plan(HostState state, Exec exec) {
        if (creates != null && state.get(new GlobRead(creates, chdir)).isKnown()) {
            return new Plan.InSync(CommandResult.notRun(
                    cmd, "skipped, since " + creates + " exists", "Did not run command since '" + creates + "' exists"));
        }
        if (removes != null && state.get(new GlobRead(removes, chdir)).isAbsent()) {
            return new Plan.InSync(CommandResult.notRun(
                    cmd,
                    "skipped, since " + removes + " does not exist",
                    "Did not run command since '" + removes + "' does not exist"));
        }
        CommandResult unrun = CommandResult.notRun(cmd, "", "Command would have run if not in check mode");
        boolean conditional = creates != null || removes != null;
        return new Plan.Opaque(
                exec.foretelling(path(creates), path(removes)), this::judge, true, null, new Plan.Outcome(conditional, null, unrun));
    }

    /** Where a pattern without wildcards leads. */
    private @Nullable String path(@Nullable String pattern) {
        return pattern == null ? null : new GlobRead(pattern, chdir).path();
    }

    private Plan.Outcome judge(Output output) {
        ExecReport report = ExecReport.of(output);
        String problem = report.problem() == null ? "" : report.problem();
        String msg = switch (problem) {
            case "cd" -> "Unable to change directory before execution: [Errno 2] No such file or directory: b'" + chdir + "'";
            case "missing" -> "[Errno 2] No such file or directory: b'" + program() + "'";
            case "denied" -> "[Errno 13] Permission denied: b'" + program() + "'";
            default -> report.rc() == 0 ? "" : "non-zero return code";
        };
        Integer rc = problem.equals("cd") ? null : problem.equals("missing") ? Integer.valueOf(2) : problem.equals("denied") ? 13 : report.rc();
        String out = strip ? stripEnd(report.stdout()) : report.stdout();
        String err = strip ? stripEnd(report.stderr()) : report.stderr();
        Object command = problem.equals("missing") && cmd instanceof List<?> words ? Shell.quote(words.stream().map(String::valueOf).toList()) : cmd;
        CommandResult result = new CommandResult(
                command, rc, out, err, lines(out), lines(err), report.start(), report.end(), report.delta(), msg);
        return new Plan.Outcome(problem.isEmpty(), msg.isEmpty() ? null : msg, result);
    }

    private String program() {
        return cmd instanceof List<?> words && !words.isEmpty() ? String.valueOf(words.get(0)) : String.valueOf(cmd);
    }

    /** Shell text that runs the words as they are, or with the target's variables and {@code ~} in them replaced. */
    static String words(List<String> words, boolean expand) {
        List<String> quoted = words.stream().map(word -> expand ? expand(word) : Shell.quote(word)).toList();
        return "jp_prog " + quoted.get(0) + "; exec " + String.join(" ", quoted);
    }

    /**
     * Shell text that hands a text to a shell of its own: through its environment, because arguments can be seen by
     * every user of the target.
     */
    static String shell(String text, @Nullable String executable) {
        String shell = executable == null ? "/bin/sh" : executable;
        String name = shell.substring(shell.lastIndexOf('/') + 1);
        String run = "jp_prog " + Shell.quote(shell) + "; ";
        if (!SHELLS.contains(name)) {
            return run + "exec " + Shell.quote(shell) + " -c " + Shell.quote(text);
        }
        return run + "_JPLAY_TEXT=" + Shell.quote(text) + "; export _JPLAY_TEXT; exec " + Shell.quote(shell)
                + " -c 'eval \"unset _JPLAY_TEXT\n$_JPLAY_TEXT\"'";
    }

    private static String expand(String word) {
        Matcher variable = VARIABLE.matcher(word);
        StringBuilder text = new StringBuilder();
        int at = 0;
        Matcher home = Pattern.compile("~([A-Za-z0-9_.-]*)(?=/|$)").matcher(word);
        if (home.lookingAt()) {
            text.append(home.group(1).isEmpty() ? "\"$HOME\"" : home.group());
            at = home.end();
        }
        while (variable.find()) {
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            text.append(quoteIfAny(word.substring(at, variable.start())));
            text.append("\"${").append(name).append("-\\").append(variable.group().replace("}", "\\}")).append("}\"");
            at = variable.end();
        }
        text.append(quoteIfAny(word.substring(at)));
        return text.isEmpty() ? "''" : text.toString();
    }

    private static String quoteIfAny(String text) {
        return text.isEmpty() ? "" : Shell.quote(text);
    }

    static List<String> lines(String text) {
        return text.lines().toList();
    }

    private static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }
}

package jplay.tasks.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/** What apt-get would do for these arguments: it says so itself, without doing it. */
public record AptPlanRead(List<String> arguments) implements Read<AptPlanRead.Steps> {
    private static final Pattern STEP = Pattern.compile("(Inst|Remv|Purg) (\\S+)(?: \\[([^]]+)])?(?: \\((\\S+))?.*");

    /**
     * Its steps.
     *
     * @param installs new versions, by package, of those that are installed or upgraded
     * @param removes old versions, by package
     * @param text what it printed
     */
    public record Steps(Map<String, String> installs, Map<String, String> removes, String text) {
        /** Of a package file that is yet to be there. */
        public static final Steps UNKNOWN = new Steps(Map.of("", ""), Map.of(), "");

        public boolean none() {
            return installs.isEmpty() && removes.isEmpty();
        }
    }

    @Override
    public String script() {
        return "LC_ALL=C apt-get -s -q -o Debug::NoLocking=true " + Shell.quote(arguments);
    }

    @Override
    public Answer<Steps> overlay(Pending pending, Answer<Steps> real) {
        if (pending.get(PackageRead.subject("")) != null) {
            return Answer.later(PackageRead.OPEN);
        }
        return real.map(steps -> {
            Map<String, String> installs = new LinkedHashMap<>(steps.installs());
            Map<String, String> removes = new LinkedHashMap<>(steps.removes());
            installs.keySet().removeIf(name -> pending.get(PackageRead.subject(name)) instanceof Answer.Known<?>);
            removes.keySet().removeIf(name -> pending.get(PackageRead.subject(name)) instanceof Answer.Absent<?>);
            for (String name : arguments.subList(Math.max(arguments.indexOf("remove"), arguments.indexOf("purge")) + 1, arguments.size())) {
                boolean removing = arguments.contains("remove") || arguments.contains("purge");
                if (pending.get(PackageRead.subject(name)) instanceof Answer.Known<?>(String version) && removing) {
                    removes.put(name, version);
                }
            }
            return new Steps(installs, removes, steps.text());
        });
    }

    /** Unknown, with apt's error, where it cannot be done. */
    @Override
    public Answer<Steps> parse(Output output) {
        if (output.exit() != 0) {
            return Answer.unknown(output.err().lines().filter(l -> l.startsWith("E:")).findFirst().orElse(output.err()).strip());
        }
        Map<String, String> installs = new LinkedHashMap<>();
        Map<String, String> removes = new LinkedHashMap<>();
        for (String line : output.out().split("\n")) {
            Matcher step = STEP.matcher(line);
            if (step.matches() && step.group(1).equals("Inst")) {
                installs.put(step.group(2), step.group(4) == null ? "" : step.group(4));
            } else if (step.matches()) {
                removes.put(step.group(2), step.group(3) == null ? "" : step.group(3));
            }
        }
        return Answer.known(new Steps(installs, removes, output.out()));
    }
}

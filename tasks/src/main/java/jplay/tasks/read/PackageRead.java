package jplay.tasks.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/**
 * Packages of dpkg: which of these are installed. One question for all of them.
 *
 * @param names package names, with {@code :arch} where wanted
 */
public record PackageRead(List<String> names) implements Read<PackageRead.Packages> {

    /**
     * What is installed.
     *
     * @param versions of the installed ones, by name
     * @param leftovers those that are removed but for their configuration
     * @param provided virtual packages that installed ones provide
     */
    public record Packages(Map<String, String> versions, Set<String> leftovers, Set<String> provided) {
        public boolean installed(String name) {
            return versions.containsKey(name) || provided.contains(name);
        }
    }

    static final String OPEN = "which packages there are is known only when a package file has been installed";

    /** One package's subject; that of "" stands for one that nobody knows. */
    public static Subject subject(String name) {
        return new Subject("package", name);
    }

    @Override
    public String script() {
        return "jp_dpkg " + Shell.quote(names);
    }

    /** Lines of name, architecture, status, version; then, where one was missing, of what is provided. */
    @Override
    public Answer<Packages> parse(Output output) {
        if (output.exit() != 0) {
            return Answer.unknown(output.err().strip());
        }
        Map<String, String> versions = new HashMap<>();
        Set<String> leftovers = new HashSet<>();
        Set<String> provided = new HashSet<>();
        for (String line : output.out().split("\n")) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 4) {
                boolean installed = fields[2].startsWith("ii") || fields[2].startsWith("hi");
                for (String name : List.of(fields[0], fields[0] + ":" + fields[1])) {
                    if (installed) {
                        versions.put(name, fields[3]);
                    } else if (fields[2].charAt(1) == 'c') {
                        leftovers.add(name);
                    }
                }
            } else if (fields.length == 2 && fields[0].length() > 1 && fields[0].charAt(1) == 'i') {
                for (String virtual : fields[1].split(", *")) {
                    provided.add(virtual.split(" ")[0]);
                }
            }
        }
        return Answer.known(new Packages(versions, leftovers, provided));
    }

    @Override
    public Answer<Packages> overlay(Pending pending, Answer<Packages> live) {
        boolean open = pending.get(subject("")) != null && live instanceof Answer.Known<Packages>(Packages there)
                && names.stream().anyMatch(name -> !there.installed(name) && pending.get(subject(name)) == null);
        return open ? Answer.later(OPEN) : live.map(now -> {
            Map<String, String> versions = new HashMap<>(now.versions());
            Set<String> leftovers = new HashSet<>(now.leftovers());
            for (String name : names) {
                Answer<?> earlier = pending.get(subject(name));
                if (earlier instanceof Answer.Known<?>(String version)) {
                    versions.put(name, version);
                } else if (earlier != null && earlier.isAbsent()) {
                    versions.remove(name);
                    leftovers.remove(name);
                }
            }
            return new Packages(versions, leftovers, now.provided());
        });
    }
}

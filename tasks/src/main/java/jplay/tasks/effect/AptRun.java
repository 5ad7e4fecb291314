package jplay.tasks.effect;

import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.PackageRead;
import jplay.tasks.read.UnitRead;
import org.jspecify.annotations.Nullable;

/**
 * Runs apt-get, waiting for another one to finish.
 *
 * @param arguments its arguments
 * @param lockTimeout seconds to wait for its lock
 * @param policy what policy-rc.d says while it runs, so that services are not started; null leaves that alone
 * @param counts whether a task that does this is changed (an update of the package lists alone is not)
 * @param installs versions, by package, that will be there
 * @param removes packages that will not
 */
public record AptRun(
        List<String> arguments,
        int lockTimeout,
        @Nullable Integer policy,
        boolean counts,
        Map<String, String> installs,
        Set<String> removes)
        implements Effect {

    /** Brings the package lists up to date, trying again where the network fails. */
    public static AptRun update(int lockTimeout, boolean counts, int retries) {
        return new AptRun(List.of("-o", "Acquire::Retries=" + retries, "update"), lockTimeout, null, counts, Map.of(), Set.of());
    }

    @Override
    public String script() {
        String run = "jp_apt " + lockTimeout + " " + Shell.quote(arguments);
        boolean updates = arguments.contains("update");
        return policy != null ? "jp_policy_rc " + policy + " " + run : updates ? run + " && jp_apt_stamp" : run;
    }

    @Override
    public boolean changes() {
        return counts;
    }

    @Override
    public void predict(Pending pending) {
        installs.forEach((name, version) -> pending.put(PackageRead.subject(name), Answer.known(version)));
        removes.forEach(name -> pending.put(PackageRead.subject(name), Answer.absent()));
        installs.keySet().forEach(name -> pending.put(new Read.Subject("dpkg-selection", name), Answer.known(Output.of(0, name + " install\n", ""))));
        removes.forEach(name -> pending.put(new Read.Subject("dpkg-selection", name), Answer.later("what is left of " + name)));
        if (!installs.isEmpty()) {
            pending.put(UnitRead.PACKAGES, Answer.known("apt"));
        }
    }

    @Override
    public boolean isCertain() {
        return !installs.containsKey("");
    }

    @Override
    public String describe() {
        return "apt-get " + String.join(" ", arguments.stream().filter(a -> !a.contains("::") && !a.equals("-o")).toList());
    }
}

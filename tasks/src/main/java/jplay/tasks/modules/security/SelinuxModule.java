package jplay.tasks.modules.security;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.effect.PutFile;
import jplay.tasks.modules.support.Inputs;
import jplay.tasks.read.CommandRead;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** SELinux as a whole. */
@Module(
        name = "selinux",
        collection = "ansible.posix",
        summary = "Sets SELinux' policy and whether it enforces it, now and at boot.",
        example = """
                - name: Enforce the policy
                  ansible.posix.selinux:
                    policy: targeted
                    state: enforcing
                """)
@AutoService(TaskModule.class)
public final class SelinuxModule implements TaskModule<SelinuxModule.Params> {
    private static final CommandRead RUNNING = CommandRead.of(
            "getenforce 2>/dev/null || echo Disabled; sestatus 2>/dev/null | sed -n 's/^Loaded policy name: *//p'", "selinux", "");
    private static final CommandRead KERNEL = CommandRead.of(
            "command -v grubby >/dev/null || { echo 'update_kernel_param needs grubby on the host' >&2; exit 127; }\ngrubby --info=ALL | sed -n 's/^args=//p'",
            "selinux", "kernel");

    /** What it does. */
    public enum State { ENFORCING, PERMISSIVE, DISABLED }

    /** Parameters. */
    public record Params(
            @Param(value = "What it does.", required = true) State state,
            @Param("The policy; needed where it is not disabled.") @Nullable String policy,
            @Param("Set the kernel's parameter, too.") boolean updateKernelParam,
            @Param(value = "Its configuration.", def = "/etc/selinux/config", aliases = {"conf", "file"}) String configfile) {
        public Params {
            if (state != State.DISABLED && policy == null) {
                throw new IllegalArgumentException("Policy is required if state is not 'disabled'");
            }
        }
    }

    /** What is registered. */
    public record Result(
            @Param("What was changed.") String msg,
            @Param("The configuration.") String configfile,
            @Param("The policy.") String policy,
            @Param("What it does.") String state,
            @Param("Whether the host has to be started anew for it.") boolean rebootRequired) {}

    @Override
    public Reads reads(Params p) {
        return p.updateKernelParam() ? Reads.of(RUNNING, KERNEL) : Reads.of(RUNNING);
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Inputs inputs = new Inputs(host, p.configfile());
        Plan.More more = inputs.more();
        if (more != null) {
            return more;
        }
        FileState is = inputs.file(p.configfile());
        if (is == null || is.content() == null) {
            return Plan.Failed.of("Unable to find file " + p.configfile() + "; install SELinux and its policy first");
        }
        String old = is.content().text();
        List<String> running = RUNNING.text(host).lines().toList();
        String now = running.get(0).strip().toLowerCase(Locale.ROOT);
        String wanted = p.state().name().toLowerCase(Locale.ROOT);
        String policy = p.policy() == null ? value(old, "SELINUXTYPE") : p.policy();
        String loaded = running.size() > 1 ? running.get(1) : policy;
        List<Effect> effects = new ArrayList<>();
        List<String> said = new ArrayList<>();
        boolean reboot = !now.equals(wanted) && (now.equals("disabled") || wanted.equals("disabled"));
        if (!policy.equals(loaded)) {
            said.add("Running SELinux policy changed from '" + loaded + "' to '" + policy + "'");
        }
        String text = set(set(old, "SELINUXTYPE", policy), "SELINUX", wanted);
        note(said, old, "SELINUXTYPE", policy, "SELinux policy configuration in '" + p.configfile() + "'");
        if (!now.equals("disabled") && !now.equals(wanted)) {
            String mode = wanted.equals("enforcing") ? "1" : "0";
            String then = wanted.equals("disabled") ? "permissive" : wanted;
            if (!then.equals(now)) {
                said.add("SELinux state changed from '" + now + "' to '" + then + "'");
                effects.add(HostCommand.of("setenforce " + mode, "set SELinux to " + then).makes(RUNNING, then + "\n" + loaded + "\n"));
            }
        }
        note(said, old, "SELINUX", wanted, "Config SELinux state");
        if (!text.equals(old)) {
            effects.add(new PutFile(is.realPath() == null ? p.configfile() : is.realPath(), Content.of(text), is.mode(), null, null, null, null, is, false));
        }
        if (p.updateKernelParam()) {
            kernel(KERNEL.text(host), wanted, effects, said);
        }
        Result result = new Result(String.join(", ", said), p.configfile(), policy, wanted, reboot);
        return effects.isEmpty() ? new Plan.InSync(result) : Plan.Change.of(effects, Diff.text(p.configfile(), old, text), result);
    }

    private static void kernel(String kernels, String wanted, List<Effect> effects, List<String> said) {
        long off = kernels.lines().filter(line -> line.contains("selinux=0")).count();
        boolean disabled = wanted.equals("disabled");
        if (off != (disabled ? kernels.lines().count() : 0)) {
            String option = disabled ? "--args=selinux=0" : "--remove-args=selinux=0";
            said.add("Kernel SELinux state changed from '" + (disabled ? "enabled' to 'disabled'" : "disabled' to 'enabled'"));
            effects.add(HostCommand.of("grubby --update-kernel=ALL " + option, "set the kernel's parameter")
                    .makes(KERNEL, kernels.lines().map(line -> disabled ? "selinux=0\n" : "ro\n").reduce("", String::concat)));
        }
    }

    private static void note(List<String> said, String text, String key, String value, String what) {
        if (!value(text, key).equals(value)) {
            said.add(what + " changed from '" + value(text, key) + "' to '" + value + "'");
        }
    }

    private static String value(String text, String key) {
        Matcher line = Pattern.compile("(?m)^" + key + "=(.*)$").matcher(text);
        return line.find() ? line.group(1).strip() : "";
    }

    private static String set(String text, String key, String value) {
        Matcher line = Pattern.compile("(?m)^" + key + "=.*$").matcher(text);
        return line.find() ? line.replaceFirst(Matcher.quoteReplacement(key + "=" + value)) : text + (text.endsWith("\n") ? "" : "\n") + key + "=" + value + "\n";
    }
}

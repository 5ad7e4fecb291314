package jplay.tasks.effect;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.SysctlRead;
import org.jspecify.annotations.Nullable;

/**
 * Sets a parameter of the kernel, directly or by loading a file of them.
 *
 * @param value null leaves the kernel's value as it is: the file is loaded for the others in it
 * @param file the file to load, or null to set this one alone
 */
public record SysctlSet(String name, @Nullable String value, @Nullable String file, boolean ignoreErrors) implements Effect {

    @Override
    public String script() {
        String ignore = ignoreErrors ? "1 " : "0 ";
        return file != null
                ? "jp_sysctl_load " + ignore + Shell.quote(file)
                : "jp_sysctl_set " + ignore + Shell.quote(SysctlRead.path(name)) + " " + Shell.quote(value == null ? "" : value);
    }

    @Override
    public void predict(Pending pending) {
        if (value != null) {
            pending.put(new SysctlRead(name).subject(), Answer.known(SysctlRead.normal(value)));
        }
    }

    @Override
    public String describe() {
        return file != null ? "reload sysctl from " + file : "set " + name;
    }
}

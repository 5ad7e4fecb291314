package jplay.tasks.effect;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.KernelModuleRead;

/**
 * Loads a module of the kernel, or unloads it.
 *
 * @param parameters as words after the name
 */
public record ModuleLoad(String name, String parameters, boolean load) implements Effect {

    @Override
    public String script() {
        return load
                ? "modprobe " + Shell.quote(name) + (parameters.isBlank() ? "" : " " + Shell.quote(java.util.List.of(parameters.strip().split("\\s+"))))
                : "modprobe -r " + Shell.quote(name);
    }

    @Override
    public void predict(Pending pending) {
        pending.put(new KernelModuleRead(name).subject(), load ? Answer.known("loaded") : Answer.absent());
    }

    @Override
    public String describe() {
        return (load ? "load " : "unload ") + "kernel module " + name;
    }
}

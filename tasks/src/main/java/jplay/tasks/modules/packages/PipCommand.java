package jplay.tasks.modules.packages;

import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.CommandRead;
import org.jspecify.annotations.Nullable;

/** pip's command lines. */
record PipCommand(PipModule.Params p) {

    private @Nullable String environment() {
        String env = p.virtualenv();
        return env == null || p.chdir() == null || env.startsWith("/") ? env : p.chdir() + "/" + env;
    }

    /** Sets _jp_pip, or fails. */
    private String find() {
        String env = environment();
        if (env != null) {
            String bin = Shell.quote(env + "/bin");
            return "_jp_pip=" + bin + "/pip3\n[ -x \"$_jp_pip\" ] || _jp_pip=" + bin + "/pip\n"
                    + "[ -x \"$_jp_pip\" ] || { echo " + Shell.quote("Unable to find pip in the virtualenv, " + env + ", under any of these names: pip3, pip.")
                    + " >&2; exit 4; }\nPATH=" + bin + ":$PATH\nexport PATH\n";
        }
        String name = p.executable() == null ? "pip3" : p.executable();
        return "_jp_pip=" + Shell.quote(name) + "\ncommand -v \"$_jp_pip\" >/dev/null || { echo "
                + Shell.quote("Unable to find any of " + name + " to use.  pip needs to be installed.") + " >&2; exit 127; }\n";
    }

    private String where() {
        return p.chdir() == null ? "cd /tmp || exit\n" : "cd -- " + Shell.quote(p.chdir()) + " || exit\n";
    }

    /** Exit status 3 where the environment is yet to be made. */
    CommandRead list() {
        String env = environment();
        String there = env == null ? "" : "[ -e " + Shell.quote(env + "/bin/activate") + " ] || exit 3\n";
        return new CommandRead(where() + there + find() + "\"$_jp_pip\" list --format=freeze 2>/dev/null || \"$_jp_pip\" freeze",
                new Read.Subject("pip", env == null ? String.valueOf(p.executable()) : env));
    }

    private String words() {
        String verb = switch (p.state()) {
            case PRESENT -> "install";
            case ABSENT -> "uninstall -y";
            case LATEST -> "install -U";
            case FORCEREINSTALL -> "install -U --force-reinstall";
        };
        String extra = p.extraArgs() == null ? "" : " " + p.extraArgs();
        boolean editable = p.editable() && !(" " + extra + " ").contains(" -e ");
        String what = p.requirements() != null ? "-r " + Shell.quote(p.requirements()) : Shell.quote(p.packages());
        return verb + extra + (editable ? " -e" : "") + (what.isEmpty() ? "" : " " + what);
    }

    String shown() {
        return "pip3 " + words();
    }

    /** The packages, what pip says, and the packages again, with record separators between. */
    String run(boolean fresh) {
        StringBuilder script = new StringBuilder("LC_ALL=C.UTF-8\nexport LC_ALL\n").append(p.umask() == null ? "" : "umask " + p.umask() + "\n").append(where());
        String env = environment();
        if (fresh && env != null) {
            String command = p.virtualenvCommand();
            boolean module = command.contains("-m venv") || command.endsWith("pyvenv");
            script.append("command -v ").append(Shell.quote(command.split(" ")[0])).append(" >/dev/null || { echo ")
                    .append(Shell.quote("Failed to find required executable \"" + command + "\"; install it, or say virtualenv_command: python3 -m venv"))
                    .append(" >&2; exit 127; }\n").append(command).append(p.virtualenvSitePackages() ? " --system-site-packages" : "");
            if (!module) {
                script.append(" -p").append(Shell.quote(p.virtualenvPython() == null ? "python3" : p.virtualenvPython()));
            }
            script.append(' ').append(Shell.quote(env)).append(" >&2 || exit\n");
        }
        script.append(find());
        if (p.name().isEmpty() && p.requirements() == null) {
            return script.toString();
        }
        return script.append("\"$_jp_pip\" freeze 2>/dev/null\nprintf '\\036'\n\"$_jp_pip\" ").append(words())
                .append("\n_jp_rc=$?\nprintf '\\036'\n\"$_jp_pip\" freeze 2>/dev/null\nexit $_jp_rc").toString();
    }
}

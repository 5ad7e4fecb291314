package jplay.tasks.modules.packages;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.read.CommandRead;
import org.jspecify.annotations.Nullable;

/** Python's packages. */
@Module(
        name = "pip",
        summary = "Installs and removes Python's packages with the host's pip.",
        needs = "pip3",
        example = """
                - name: Install an application in an environment of its own
                  ansible.builtin.pip:
                    name: bottle>=0.12
                    virtualenv: /srv/app/venv
                    virtualenv_command: python3 -m venv
                """)
@AutoService(TaskModule.class)
public final class PipModule implements TaskModule<PipModule.Params> {
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)(?:\\[[^]]*])?\\s*(.*)");

    /** How packages are to be. */
    public enum State { PRESENT, ABSENT, LATEST, FORCEREINSTALL }

    /** Parameters. */
    public record Params(
            @Param("The packages: names, with versions as name==1.0 or name>=1,<2, or addresses.") List<String> name,
            @Param("The version of the one package.") @Nullable String version,
            @Param("A file on the host that lists packages.") @Nullable String requirements,
            @Param("A virtual environment, made where it is not there.") @Nullable String virtualenv,
            @Param("Whether it sees the system's packages.") boolean virtualenvSitePackages,
            @Param(value = "What makes it.", def = "virtualenv") String virtualenvCommand,
            @Param("The Python in it.") @Nullable String virtualenvPython,
            @Param(value = "How packages are to be.", def = "present") State state,
            @Param("More options for pip.") @Nullable String extraArgs,
            @Param("Install from a directory that may be edited.") boolean editable,
            @Param("Where pip runs.") @Nullable String chdir,
            @Param("The program, where it is not pip3; not with virtualenv.") @Nullable String executable,
            @Param("The umask, in octal.") @Nullable String umask) {
        public Params {
            if (name.isEmpty() && requirements == null && virtualenv == null) {
                throw new IllegalArgumentException("one of the following is required: name, requirements, virtualenv");
            }
            if (!name.isEmpty() && requirements != null) {
                throw new IllegalArgumentException("parameters are mutually exclusive: name|requirements");
            }
            if (executable != null && virtualenv != null) {
                throw new IllegalArgumentException("parameters are mutually exclusive: executable|virtualenv");
            }
            if (state == State.LATEST && version != null) {
                throw new IllegalArgumentException("version is incompatible with state=latest");
            }
            if (version != null && name.size() > 1) {
                throw new IllegalArgumentException("'version' argument is ambiguous when installing multiple package distributions."
                        + " Please specify version restrictions next to each package in 'name' argument.");
            }
            if (umask != null && !umask.matches("0?[0-7]{1,4}")) {
                throw new IllegalArgumentException("umask must be an octal integer");
            }
            if (virtualenvPython != null && virtualenvCommand.contains("venv") && !virtualenvCommand.contains("virtualenv")) {
                throw new IllegalArgumentException("virtualenv_python should not be used when using the venv module or pyvenv as virtualenv_command");
            }
        }

        /** With the version, where one is given. */
        List<String> packages() {
            List<String> all = new ArrayList<>();
            for (String each : name) {
                boolean part = !all.isEmpty() && each.strip().matches("[<>=!~].*");
                if (part) {
                    all.set(all.size() - 1, all.get(all.size() - 1) + "," + each.strip());
                } else {
                    all.add(each.strip() + (version == null ? "" : version.matches("[<>=!~].*") ? version : "==" + version));
                }
            }
            return all;
        }
    }

    @Override
    public Reads reads(Params p) {
        return Reads.of(new PipCommand(p).list());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        PipCommand pip = new PipCommand(p);
        CommandRead list = pip.list();
        Output said = host.get(list).get();
        boolean fresh = p.virtualenv() != null && said.exit() == 3;
        if (said.exit() != 0 && !fresh) {
            return Plan.Failed.of(said.err().strip());
        }
        Map<String, String> there = new LinkedHashMap<>();
        said.out().lines().map(line -> line.split("==", 2)).filter(pair -> pair.length == 2).forEach(pair -> there.put(canonical(pair[0]), pair[1].strip()));
        boolean known = p.state() == State.PRESENT || p.state() == State.ABSENT;
        boolean changes = fresh || !known || p.requirements() != null || p.extraArgs() != null || p.editable()
                || p.packages().stream().anyMatch(each -> changes(each, there, p.state()));
        if (!changes) {
            return new Plan.InSync(result(p, List.of(), "", ""));
        }
        String shown = pip.shown();
        HostCommand run = HostCommand.of(pip.run(fresh), shown);
        return new Plan.Opaque(run, output -> judge(p, fresh, shown, output), true);
    }

    /** Whether it would change by what is wanted; not where only pip can tell. */
    private static boolean changes(String wanted, Map<String, String> there, State state) {
        Matcher name = NAME.matcher(wanted);
        if (wanted.contains("/") || wanted.contains("@") || !name.matches()) {
            return true;
        }
        String version = there.get(canonical(name.group(1)));
        boolean met = version != null && PipVersion.meets(version, name.group(2).strip());
        return state == State.PRESENT ? !met : met;
    }

    private static String canonical(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    /** The packages before and after stand around what pip said. */
    private static Plan.Outcome judge(Params p, boolean fresh, String command, Output output) {
        String[] parts = output.out().split("\036", -1);
        String out = parts.length > 1 ? parts[1] : output.out();
        boolean gone = p.state() == State.ABSENT && (out + output.err()).contains("not installed");
        Map<String, Object> result = result(p, List.of(command.split(" ")), out, output.err());
        if (output.exit() != 0 && !gone) {
            return new Plan.Outcome(false, (out.isEmpty() ? "" : "stdout: " + out) + (output.err().isEmpty() ? "" : "\n:stderr: " + output.err()), result);
        }
        boolean lists = p.requirements() != null || p.name().stream().anyMatch(each -> each.matches("(svn|git|hg|bzr)\\+.*"));
        boolean changed = p.state() == State.ABSENT ? out.contains("Successfully uninstalled")
                : lists && parts.length > 2 ? !parts[0].equals(parts[2]) : out.contains("Successfully installed");
        return new Plan.Outcome(changed || fresh, null, result);
    }

    private static Map<String, Object> result(Params p, List<String> command, String out, String err) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("cmd", command);
        result.put("name", p.name().isEmpty() ? null : p.name());
        result.put("version", p.version());
        result.put("state", p.state().name().toLowerCase(Locale.ROOT));
        result.put("requirements", p.requirements());
        result.put("virtualenv", p.virtualenv());
        result.put("stdout", out);
        result.put("stderr", err);
        result.put("stdout_lines", out.lines().toList());
        result.put("stderr_lines", err.lines().toList());
        return result;
    }
}

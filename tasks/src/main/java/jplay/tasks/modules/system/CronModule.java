package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Locale;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.CrontabPut;
import jplay.tasks.effect.Remove;
import jplay.tasks.read.CrontabRead;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** Keeps entries of crontabs. */
@Module(
        name = "cron",
        summary = "Keeps a job or a variable in a user's crontab or in a file of /etc/cron.d.",
        needs = "crontab",
        example = """
                - name: Check directories at 5 and 2
                  ansible.builtin.cron:
                    name: check dirs
                    minute: "0"
                    hour: "5,2"
                    job: ls -alh > /dev/null
                """)
@AutoService(TaskModule.class)
public final class CronModule implements TaskModule<CronModule.Params> {

    /** Whether it is there. */
    public enum State { PRESENT, ABSENT }

    /** A time with a name. */
    public enum Special { ANNUALLY, DAILY, HOURLY, MONTHLY, REBOOT, WEEKLY, YEARLY }

    /** Parameters. */
    public record Params(
            @Param(value = "What the entry is found by: a comment before the job, or the variable's name.", required = true) String name,
            @Param(value = "The command, or the variable's value.", aliases = "value") @Nullable String job,
            @Param(value = "Minutes.", def = "*") String minute,
            @Param(value = "Hours.", def = "*") String hour,
            @Param(value = "Days of the month.", def = "*", aliases = "dom") String day,
            @Param(value = "Months.", def = "*") String month,
            @Param(value = "Days of the week.", def = "*", aliases = "dow") String weekday,
            @Param("A time with a name, in place of the five.") @Nullable Special specialTime,
            @Param(value = "Whether it is there.", def = "present") State state,
            @Param("Whose crontab; with cron_file, who runs the job.") @Nullable String user,
            @Param("A file in /etc/cron.d, or an absolute path, in place of a user's crontab.") @Nullable String cronFile,
            @Param(value = "It is a variable, not a job.", def = "false") boolean env,
            @Param("Put the variable after this one.") @Nullable String insertafter,
            @Param("Put the variable before this one.") @Nullable String insertbefore,
            @Param(value = "Comment the job out.", def = "false") boolean disabled,
            @Param(value = "Keep a copy of what was there.", def = "false") boolean backup) {
        public Params {
            boolean timed = List.of(minute, hour, day, month, weekday).stream().anyMatch(field -> !field.equals("*"));
            if (specialTime != null && timed) {
                throw new IllegalArgumentException("You must specify time and date fields or special time.");
            }
            if (state == State.PRESENT && cronFile != null && user == null && !env) {
                throw new IllegalArgumentException("To use cron_file=... parameter you must specify user=... as well");
            }
            if (state == State.PRESENT && job == null) {
                throw new IllegalArgumentException("You must specify 'job' to install a new cron job or variable");
            }
            if ((insertafter != null || insertbefore != null) && !env) {
                throw new IllegalArgumentException("Insertafter and insertbefore parameters are valid only with env=yes");
            }
        }

        @Nullable String path() {
            return cronFile == null || cronFile.startsWith("/") ? cronFile : "/etc/cron.d/" + cronFile;
        }

        String line() {
            String time = specialTime != null
                    ? "@" + specialTime.name().toLowerCase(Locale.ROOT)
                    : String.join(" ", minute, hour, day, month, weekday);
            String command = job == null ? "" : job.replaceAll("^[\r\n]+|[\r\n]+$", "");
            return (disabled ? "#" : "") + time + (cronFile != null ? " " + user : "") + " " + command;
        }
    }

    /** What is registered. */
    public record Result(
            @Param("The names of all jobs there.") @Nullable List<String> jobs,
            @Param("The names of all variables there.") @Nullable List<String> envs,
            @Param("The file, where one was given.") @Nullable String cronFile,
            @Param("As asked for, where the file went with its last job.") @Nullable State state,
            @Param("The copy of what was there, where one was kept.") @Nullable String backupFile) {}

    @Override
    public Reads reads(Params params) {
        String path = params.path();
        return path != null ? Reads.of(FileRead.withContent(path).following()) : Reads.of(crontab(params));
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        String path = params.path();
        Answer<FileState> file = path == null ? Answer.absent() : state.get(FileRead.withContent(path).following());
        String old = path == null ? state.get(crontab(params)).get() : Texts.text(file);
        Crontab tab = new Crontab(old, params);
        String text = tab.edit();
        String backup = null;
        if (params.backup() && !text.equals(old)) {
            backup = Texts.backup(path == null ? "/var/tmp/crontab" : path);
        }
        Result result = new Result(tab.jobs(), tab.variables(), params.cronFile(), null, backup);
        if (text.equals(old)) {
            return new Plan.InSync(result);
        }
        if (path != null && text.isBlank() && params.state() == State.ABSENT && !params.env()) {
            return Plan.Change.of(List.of(new Remove(path)), Diff.text(path, old, ""),
                    new Result(null, null, params.cronFile(), State.ABSENT, null));
        }
        Effect effect = path == null
                ? new CrontabPut(crontab(params).user(), text, backup)
                : Texts.put(path, file, text, 0644, file.isKnown() ? backup : null);
        return Plan.Change.of(List.of(effect), Diff.text(path == null ? "crontab" : path, old, text), result);
    }

    private static CrontabRead crontab(Params params) {
        return new CrontabRead(params.user() == null ? "" : params.user());
    }
}

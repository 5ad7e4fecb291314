package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.Answer;
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
import jplay.tasks.read.CommandRead;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;

/** Locales that the host knows. */
@Module(
        name = "locale_gen",
        collection = "community.general",
        summary = "Generates a locale by /etc/locale.gen, or removes it.",
        needs = "locale-gen",
        example = """
                - name: Speak Swiss German
                  community.general.locale_gen:
                    name: de_CH.UTF-8
                """)
@AutoService(TaskModule.class)
public final class LocaleGen implements TaskModule<LocaleGen.Params> {
    private static final CommandRead LOCALES = CommandRead.of("jp_locales", "locales", "");
    private static final FileRead FILE = FileRead.withContent("/etc/locale.gen").following();

    /** Whether it is there. */
    public enum State { PRESENT, ABSENT }

    /** Parameters. */
    public record Params(
            @Param(value = "The locale, or several, as locale.gen has it: de_CH.UTF-8.", required = true) List<String> name,
            @Param(value = "Whether it is there.", def = "present") State state) {}

    /** What is registered. */
    public record Result(@Param("The locale.") List<String> name) {}

    @Override
    public Reads reads(Params p) {
        return Reads.of(LOCALES, FILE);
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        String[] parts = LOCALES.text(host).split("\036", -1);
        List<String> there = new ArrayList<>(parts[0].lines().map(LocaleGen::plain).toList());
        boolean wanted = p.state() == State.PRESENT;
        List<String> open = p.name().stream().filter(name -> there.contains(plain(name)) != wanted).toList();
        Result result = new Result(p.name());
        if (open.isEmpty()) {
            return new Plan.InSync(result);
        }
        Answer<FileState> is = host.get(FILE);
        String text = Texts.text(is);
        for (String name : open) {
            Pattern line = Pattern.compile("(?m)^#?[ \\t]*(" + Pattern.quote(name) + ")([ \\t]+\\S+)?[ \\t]*$");
            Matcher match = line.matcher(text);
            Matcher could = Pattern.compile("(?m)^" + Pattern.quote(name) + " +(\\S+)").matcher(parts.length > 2 ? parts[2] : "");
            if (match.find()) {
                String charset = match.group(2) == null ? "" : match.group(2);
                text = match.replaceFirst(Matcher.quoteReplacement((wanted ? "" : "# ") + name + charset));
            } else if (wanted && could.find()) {
                text += name + " " + could.group(1) + "\n";
            } else if (wanted) {
                return Plan.Failed.of("The locale you've entered is not available on your system: " + name);
            }
        }
        List<Effect> effects = new ArrayList<>();
        int mode = is instanceof Answer.Known<FileState>(FileState file) ? file.mode() : 0644;
        effects.add(new PutFile(FILE.path(), Content.of(text), mode, null, null, null, null));
        there.removeAll(open.stream().map(LocaleGen::plain).toList());
        if (wanted) {
            open.forEach(name -> there.add(plain(name)));
        }
        // locale-gen keeps what is no longer asked for.
        String remove = wanted ? "" : "rm -f /usr/lib/locale/locale-archive\n";
        effects.add(HostCommand.of(remove + "locale-gen", "generate locales").makes(LOCALES, String.join("\n", there) + "\036" + text + "\036"));
        return Plan.Change.of(effects, Diff.text(FILE.path(), Texts.text(is), text), result);
    }

    /** The locale as {@code locale -a} writes it: de_CH.utf8. */
    private static String plain(String name) {
        String locale = name.strip();
        int dot = locale.indexOf('.');
        return dot < 0 ? locale : locale.substring(0, dot) + locale.substring(dot).toLowerCase(Locale.ROOT).replace("-", "");
    }
}

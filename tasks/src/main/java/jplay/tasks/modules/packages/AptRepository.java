package jplay.tasks.modules.packages;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.AptRun;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.effect.PutFile;
import jplay.tasks.effect.Remove;
import jplay.tasks.effect.SetAttributes;
import jplay.tasks.facts.Json;
import jplay.tasks.read.CommandRead;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.LinesRead;
import org.jspecify.annotations.Nullable;

/** Where apt gets packages from. */
@Module(
        name = "apt_repository",
        summary = "Adds a line to apt's sources, or removes it, and brings the package lists up to date.",
        needs = "apt-get",
        example = """
                - name: Take packages of the vendor
                  ansible.builtin.apt_repository:
                    repo: deb [signed-by=/etc/apt/keyrings/vendor.asc] https://repo.example.org/debian stable main
                    filename: vendor
                """)
@AutoService(TaskModule.class)
public final class AptRepository implements TaskModule<AptRepository.Params> {
    private static final LinesRead SOURCES = new LinesRead(List.of("/etc/apt/sources.list", "/etc/apt/sources.list.d/*.list"));
    private static final CommandRead CODENAME =
            CommandRead.of(". /etc/os-release && printf %s \"$VERSION_CODENAME\"", "codename", "");

    /** Whether it is there. */
    public enum State { PRESENT, ABSENT }

    /** Parameters. */
    public record Params(
            @Param(value = "The line, as in sources.list, or ppa:OWNER/NAME.", required = true) String repo,
            @Param(value = "Whether it is there.", def = "present") State state,
            @Param("The file's mode; 0644 for a new one.") @Nullable FileMode mode,
            @Param(value = "Bring the package lists up to date after a change.", def = "true", aliases = "update-cache") boolean updateCache,
            @Param(value = "How often a failing download of the lists is tried again.", def = "5") int updateCacheRetries,
            @Param(value = "Means nothing here: apt itself chooses the time between these.", def = "12") int updateCacheRetryMaxDelay,
            @Param(value = "Whether the certificate of Launchpad is checked, which is asked for a PPA's key.", def = "true")
                    boolean validateCerts,
            @Param("The file's name in /etc/apt/sources.list.d, without .list; made of the address if not given.") @Nullable String filename,
            @Param("The release's name, for a PPA; the host's own if not given.") @Nullable String codename,
            @Param(value = "Means nothing here: no Python is needed.", def = "true") boolean installPythonApt) {

        boolean isPpa() {
            return repo.startsWith("ppa:");
        }
    }

    /** What is registered. */
    public record Result(
            @Param("The line, as given.") String repo,
            @Param("As given.") String state,
            @Param("Files that were made.") List<String> sourcesAdded,
            @Param("Files that were removed.") List<String> sourcesRemoved) {}

    @Override
    public Reads reads(Params p) {
        Reads reads = Reads.of(SOURCES);
        return p.isPpa() && p.codename() == null ? reads.and(CODENAME) : reads;
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        String line = p.isPpa() ? ppa(p, host) : p.repo();
        AptSources sources = new AptSources(host.get(SOURCES).get());
        String source = AptSources.source(line);
        if (p.state() == State.ABSENT) {
            sources.remove(source);
        } else {
            String name = p.filename() != null ? p.filename() + ".list" : AptSources.fileName(p.isPpa() ? p.repo() + "_" + release(p, host) : source);
            sources.add(source, name.startsWith("/") ? name : "/etc/apt/sources.list.d/" + name);
        }
        return finish(p, host, sources, p.state() == State.PRESENT && p.isPpa() ? key(p, control) : null);
    }

    private static Plan finish(Params p, HostState host, AptSources sources, @Nullable HostCommand key) {
        Map<String, String> before = host.get(SOURCES).get();
        Map<String, String> after = sources.changed();
        List<FileRead> files = new ArrayList<>();
        after.keySet().forEach(path -> files.add(FileRead.of(path).following()));
        if (p.mode() != null) {
            sources.files().forEach(path -> files.add(FileRead.of(path).following()));
        }
        List<FileRead> open = files.stream().distinct().filter(read -> !host.has(read)).toList();
        if (!open.isEmpty()) {
            return new Plan.More(Reads.of(open));
        }
        List<Effect> effects = new ArrayList<>();
        Diff diff = Diff.NONE;
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (Map.Entry<String, String> file : after.entrySet()) {
            String old = before.getOrDefault(file.getKey(), "");
            Answer<FileState> is = host.get(FileRead.of(file.getKey()).following());
            diff = diff.and(new Diff.Text(file.getKey(), old, file.getKey(), file.getValue()));
            if (file.getValue().isEmpty()) {
                effects.add(new Remove(file.getKey()));
                removed.add(file.getKey());
            } else {
                effects.add(put(p, file.getKey(), file.getValue(), is));
                if (!is.isKnown()) {
                    added.add(file.getKey());
                }
            }
        }
        Result result = new Result(p.repo(), p.state().name().toLowerCase(Locale.ROOT), added, removed);
        if (effects.isEmpty()) {
            return modes(p, host, sources, result);
        }
        if (key != null) {
            effects.add(0, key);
        }
        if (p.updateCache()) {
            effects.add(AptRun.update(60, true, p.updateCacheRetries()));
        }
        return Plan.Change.of(effects, diff, result);
    }

    /** Nothing but modes may be wrong. */
    private static Plan modes(Params p, HostState host, AptSources sources, Result result) {
        List<Effect> effects = new ArrayList<>();
        FileMode mode = p.mode();
        for (String path : sources.files()) {
            if (mode != null && host.get(FileRead.of(path).following()) instanceof Answer.Known<FileState>(FileState is)
                    && is.mode() != mode.apply(is.mode(), false)) {
                effects.add(new SetAttributes(path, is, mode.apply(is.mode(), false), null, null));
            }
        }
        return effects.isEmpty() ? new Plan.InSync(result) : Plan.Change.of(effects, Diff.NONE, result);
    }

    private static PutFile put(Params p, String path, String text, Answer<FileState> is) {
        FileState now = is instanceof Answer.Known<FileState>(FileState state) ? state : null;
        int bits = now == null ? 0644 : now.mode();
        return new PutFile(
                path, Content.of(text), p.mode() == null ? bits : p.mode().apply(bits, false), null, null, null, null, now, false);
    }

    private static String release(Params p, HostState host) {
        return p.codename() != null ? p.codename() : CODENAME.text(host);
    }

    private static String ppa(Params p, HostState host) {
        return "deb http://ppa.launchpad.net/" + owner(p) + "/ubuntu " + release(p, host) + " main";
    }

    private static String owner(Params p) {
        String name = p.repo().substring(4).strip();
        return name.contains("/") ? name : name + "/ppa";
    }

    /** Launchpad tells which key signs; the key server has it. */
    private static HostCommand key(Params p, Control control) {
        String[] names = owner(p).split("/", 2);
        String url = "https://launchpad.net/api/1.0/~" + names[0] + "/+archive/" + names[1];
        try {
            Content answer = control.http().fetch(url, Map.of("Accept", "application/json"), Duration.ofSeconds(30), p.validateCerts());
            Object json = Json.read(answer.text());
            String key = json instanceof Map<?, ?> map ? String.valueOf(map.get("signing_key_fingerprint")) : "";
            if (!key.matches("[0-9A-Fa-f]{8,}")) {
                throw new ModuleFailure("failed to fetch PPA information: " + url + " names no key");
            }
            return HostCommand.of(
                    "apt-key export " + key + " 2>/dev/null | grep -q BEGIN || apt-key adv --recv-keys --no-tty --keyserver hkp://keyserver.ubuntu.com:80 "
                            + key,
                    "get the key " + key);
        } catch (IOException e) {
            throw new ModuleFailure("failed to fetch PPA information: " + url + ": " + e.getMessage());
        }
    }
}

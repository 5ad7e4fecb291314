package jplay.tasks.modules.keys;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import jplay.tasks.effect.MakeDirectory;
import jplay.tasks.effect.PutFile;
import jplay.tasks.modules.support.Inputs;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import jplay.tasks.read.MissingRead;
import org.jspecify.annotations.Nullable;

/** Keys of other hosts. */
@Module(
        name = "known_hosts",
        summary = "Sees to it that a host's key is in a known_hosts file, or that none of it is.",
        example = """
                - name: Know the server of the sources
                  ansible.builtin.known_hosts:
                    name: git.example.org
                    key: git.example.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJlFDUnnmb5ZsrPXNbtlS3ApZJ5BOe+W1IE0xLgXzLqF
                """)
@AutoService(TaskModule.class)
public final class KnownHostsModule implements TaskModule<KnownHostsModule.Params> {

    /** Whether it is there. */
    public enum State { PRESENT, ABSENT }

    /** The parameters. */
    public record Params(
            @Param(value = "The host, as [name]:port where the port is another.", required = true, aliases = "host") String name,
            @Param("A line of known_hosts: the host, the kind, the key.") @Nullable String key,
            @Param(value = "The file.", def = "~/.ssh/known_hosts") String path,
            @Param("Write the host's name as a hash.") boolean hashHost,
            @Param(value = "Whether it is there.", def = "present") State state) {
        public Params {
            if (state == State.PRESENT && key == null) {
                throw new IllegalArgumentException("state is present but key is missing");
            }
            if (name.contains(",")) {
                throw new IllegalArgumentException(
                        "Comma separated list of names is not supported. Please pass a single name to lookup in the known_hosts file.");
            }
        }
    }

    /** What it returns. */
    public record Result(String name, @Nullable String key, String path, boolean hashHost, String state, Map<String, String> diff) {}

    @Override
    public Reads reads(Params p) {
        return Reads.NONE;
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Inputs inputs = new Inputs(host, p.path());
        Plan.More more = inputs.more();
        if (more != null) {
            return more;
        }
        String path = inputs.absolute(p.path());
        MissingRead missing = new MissingRead(path);
        if (!host.has(missing)) {
            return new Plan.More(Reads.of(missing));
        }
        FileState is = inputs.file(p.path());
        String old = is == null || is.content() == null ? "" : is.content().text();
        String text = new KnownHosts(old, p).apply();
        Result result = new Result(p.name(), p.key(), path, p.hashHost(), p.state().name().toLowerCase(Locale.ROOT),
                Map.of("before_header", path, "before", old, "after_header", path, "after", text));
        if (text.equals(old)) {
            return new Plan.InSync(result);
        }
        List<Effect> effects = new ArrayList<>();
        if (host.get(missing).get().contains(FilePaths.parent(path))) {
            effects.add(new MakeDirectory(FilePaths.parent(path), 0700, null, null));
        }
        String target = is != null && is.realPath() != null ? is.realPath() : path;
        effects.add(new PutFile(target, Content.of(text), is == null ? 0644 : is.mode(), null, null, null, null, is, false));
        return Plan.Change.of(effects, Diff.text(path, old, text), result);
    }
}

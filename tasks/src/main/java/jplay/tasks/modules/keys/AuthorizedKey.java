package jplay.tasks.modules.keys;

import com.google.auto.service.AutoService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import jplay.tasks.effect.MakeDirectory;
import jplay.tasks.effect.PutFile;
import jplay.tasks.effect.SetAttributes;
import jplay.tasks.modules.support.Inputs;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.UserRead;
import org.jspecify.annotations.Nullable;

/** Keys that may log in. */
@Module(
        name = "authorized_key",
        collection = "ansible.posix",
        summary = "Sees to it that SSH keys may log in as a user, or may not.",
        example = """
                - name: Let the control machine in
                  ansible.posix.authorized_key:
                    user: deploy
                    key: "{{ lookup('file', '~/.ssh/id_ed25519.pub') }}"
                """)
@AutoService(TaskModule.class)
public final class AuthorizedKey implements TaskModule<AuthorizedKey.Params> {

    /** Whether they may. */
    public enum State { PRESENT, ABSENT }

    /** The parameters. */
    public record Params(
            @Param(value = "As whom.", required = true) String user,
            @Param(value = "The public keys, one a line, or a URL of them, which the control machine fetches.", required = true) String key,
            @Param("The file, where it is not ~/.ssh/authorized_keys of the user.") @Nullable String path,
            @Param(value = "Make the file's directory and give it to the user, with mode 0700.", def = "true") boolean manageDir,
            @Param(value = "Whether they may.", def = "present") State state,
            @Param("Options before the keys, with commas between; in place of those that the keys have.") @Nullable String keyOptions,
            @Param("Remove all other keys.") boolean exclusive,
            @Param(value = "Whether the certificate of a URL's server is checked.", def = "true") boolean validateCerts,
            @Param("The comment, in place of those that the keys have.") @Nullable String comment,
            @Param("Write through a symbolic link, and do not replace it.") boolean follow) {}

    /** What it returns. */
    public record Result(
            String user,
            String key,
            @Nullable String path,
            @Param("The file.") String keyfile,
            boolean manageDir,
            String state,
            @Nullable String keyOptions,
            boolean exclusive,
            boolean validateCerts,
            @Nullable String comment,
            boolean follow) {}

    @Override
    public Reads reads(Params p) {
        return Reads.of(UserRead.of(p.user()));
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Answer<UserRead.User> who = host.get(UserRead.of(p.user()));
        if (!(who instanceof Answer.Known<UserRead.User>(UserRead.User user))) {
            return Plan.Failed.of("Failed to lookup user " + p.user() + ": there is no such user");
        }
        String given = p.path() == null ? user.home() + "/.ssh/authorized_keys" : p.path();
        Inputs inputs = new Inputs(host, given);
        Plan.More more = inputs.more();
        if (more != null) {
            return more;
        }
        String path = inputs.absolute(given);
        FileRead directory = FileRead.of(FilePaths.parent(path)).following();
        if (!host.has(directory)) {
            return new Plan.More(Reads.of(directory));
        }
        String text = keys(p, control);
        FileState is = inputs.file(given);
        String old = is == null || is.content() == null ? "" : is.content().text();
        String wanted = new AuthorizedKeys(old).apply(p, text);
        Result result = new Result(
                p.user(), p.key(), p.path(), path, p.manageDir(), p.state().name().toLowerCase(java.util.Locale.ROOT), p.keyOptions(),
                p.exclusive(), p.validateCerts(), p.comment(), p.follow());
        if (wanted.equals(old)) {
            return new Plan.InSync(result);
        }
        List<Effect> effects = new ArrayList<>(directory(p, user, directory, host.get(directory)));
        String target = p.follow() && is != null && is.realPath() != null ? is.realPath() : path;
        String owner = String.valueOf(user.uid() < 0 ? user.name() : user.uid());
        String group = user.gid() < 0 ? user.name() : String.valueOf(user.gid());
        effects.add(new PutFile(target, Content.of(wanted), 0600, owner, group, null, null, is, false));
        return Plan.Change.of(effects, Diff.text(path, old, wanted), result);
    }

    private static List<Effect> directory(Params p, UserRead.User user, FileRead read, Answer<FileState> is) {
        String owner = String.valueOf(user.uid() < 0 ? user.name() : user.uid());
        String group = user.gid() < 0 ? user.name() : String.valueOf(user.gid());
        if (!(is instanceof Answer.Known<FileState>(FileState now))) {
            return List.of(p.manageDir() ? new MakeDirectory(read.path(), 0700, owner, group) : MakeDirectory.of(read.path()));
        }
        boolean right = now.mode() == 0700 && now.isOwnedBy(owner) && now.isInGroup(group);
        return !p.manageDir() || right ? List.of() : List.of(new SetAttributes(read.path(), now, 0700, owner, group));
    }

    private static String keys(Params p, Control control) {
        if (!p.key().startsWith("http://") && !p.key().startsWith("https://")) {
            return p.key();
        }
        byte[] bytes = control.http().fetch(p.key(), Map.of(), Duration.ofSeconds(10), p.validateCerts()).bytes();
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

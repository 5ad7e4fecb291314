package jplay.tasks.modules.keys;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jplay.tasks.contract.Answer;
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
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.effect.Remove;
import jplay.tasks.effect.SetAttributes;
import jplay.tasks.modules.support.Inputs;
import jplay.tasks.read.CommandRead;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** Pairs of keys for SSH. */
@Module(
        name = "openssh_keypair",
        collection = "community.crypto",
        summary = "Makes a pair of keys for SSH by ssh-keygen, and keeps it while it is of the wanted kind.",
        needs = "ssh-keygen",
        example = """
                - name: Make the key of the backup
                  community.crypto.openssh_keypair:
                    path: /root/.ssh/backup
                    type: ed25519
                """)
@AutoService(TaskModule.class)
public final class OpensshKeypair implements TaskModule<OpensshKeypair.Params> {

    /** Whether it is there. */
    public enum State { PRESENT, ABSENT }

    /** When a pair that is there is made anew. */
    public enum Regenerate { NEVER, FAIL, PARTIAL_IDEMPOTENCE, FULL_IDEMPOTENCE, ALWAYS }

    /** Parameters. */
    public record Params(
            @Param(value = "The private key's file; the public one is beside it, with .pub.", required = true) String path,
            @Param(value = "Whether it is there.", def = "present") State state,
            @Param(value = "The kind of key.", def = "rsa", choices = {"rsa", "dsa", "rsa1", "ecdsa", "ed25519"}) String type,
            @Param("Bits: 4096 for rsa, 256 for ecdsa, if not given.") @Nullable Integer size,
            @Param("The comment.") @Nullable String comment,
            @Param(value = "Encrypts the private key.", secret = true) @Nullable String passphrase,
            @Param("Make a new pair in any case.") boolean force,
            @Param(value = "When a pair that is there is made anew: full_idempotence also where it cannot be read.", def = "partial_idempotence")
                    Regenerate regenerate,
            @Param(value = "How the private key's file has it.", def = "auto", choices = {"auto", "pkcs1", "pkcs8", "ssh"}) String privateKeyFormat,
            @Param(value = "Means nothing here: ssh-keygen is always used.", def = "auto", choices = {"auto", "cryptography", "opensshbin"}) String backend,
            @Param("The private key's mode.") @Nullable FileMode mode,
            @Param("The files' owner.") @Nullable String owner,
            @Param("The files' group.") @Nullable String group) {
        public Params {
            if (type.equals("rsa1")) {
                throw new IllegalArgumentException("type: rsa1 keys are not made any more; use rsa");
            }
            if (type.equals("ecdsa") && size != null && !List.of(256, 384, 521).contains(size)) {
                throw new IllegalArgumentException("size: an ecdsa key has 256, 384 or 521 bits");
            }
        }

        int bits() {
            return switch (type) {
                case "rsa" -> size == null ? 4096 : size;
                case "ecdsa" -> size == null ? 256 : size;
                case "dsa" -> 1024;
                default -> 256;
            };
        }

        /** Lines: bits, fingerprint and comment of the private key, and its public half. */
        CommandRead read(String at) {
            return CommandRead.of(
                    "command -v ssh-keygen >/dev/null || { echo 'this needs ssh-keygen on the host' >&2; exit 127; }\njp_sshkey "
                            + Shell.quote(at) + " " + Shell.quote(passphrase == null ? "" : passphrase),
                    "sshkey", at);
        }

        String form() {
            return switch (privateKeyFormat) {
                case "pkcs1" -> "PEM";
                case "pkcs8" -> "PKCS8";
                default -> "RFC4716";
            };
        }
    }

    /** What is registered. */
    public record Result(
            @Param("Bits.") @Nullable Integer size,
            @Param("The kind.") String type,
            @Param("The private key's file.") String filename,
            @Param("The public key's digest.") @Nullable String fingerprint,
            @Param("The public key.") @Nullable String publicKey,
            @Param("The comment.") @Nullable String comment) {}

    /** As ssh-keygen tells of a pair. */
    private record Pair(int bits, String fingerprint, String type, String publicKey, String comment, boolean complete) {
        static @Nullable Pair parse(String text) {
            List<String> lines = text.lines().toList();
            String[] words = lines.isEmpty() ? new String[0] : lines.get(0).split(" ");
            if (words.length < 3 || lines.size() < 2) {
                return null;
            }
            String type = words[words.length - 1].replaceAll("[()]", "").toLowerCase(Locale.ROOT);
            String[] key = lines.get(1).split(" ", 3);
            String half = lines.size() > 2 ? lines.get(2) : "";
            String[] file = half.split(" ", 3);
            boolean same = file.length > 1 && key.length > 1 && file[1].equals(key[1]);
            return new Pair(Integer.parseInt(words[0]), words[1], type, key[0] + " " + (key.length > 1 ? key[1] : ""), file.length > 2 ? file[2] : "", same);
        }
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Inputs inputs = new Inputs(host, p.path(), p.path() + ".pub").withoutContent();
        Plan.More more = inputs.more();
        if (more != null) {
            return more;
        }
        String path = inputs.absolute(p.path());
        FileState is = inputs.file(p.path());
        FileState half = inputs.file(p.path() + ".pub");
        if (p.state() == State.ABSENT) {
            List<Effect> gone = new ArrayList<>();
            if (is != null) {
                gone.add(new Remove(path));
            }
            if (half != null) {
                gone.add(new Remove(path + ".pub"));
            }
            Result result = new Result(null, p.type(), path, null, null, null);
            return gone.isEmpty() ? new Plan.InSync(result) : Plan.Change.of(gone, Diff.properties(path, Map.of("state", "present"), Map.of("state", "absent")), result);
        }
        if (is != null && is.isDirectory()) {
            return Plan.Failed.of(path + " is a directory. Please specify a path for the new file.");
        }
        CommandRead read = p.read(path);
        if (is == null) {
            return make(p, path, read);
        }
        if (!host.has(read)) {
            return new Plan.More(Reads.of(read));
        }
        Pair pair = Pair.parse(host.get(read).get().exit() == 0 ? host.get(read).get().out() : "");
        boolean makes = p.force() || p.regenerate() == Regenerate.ALWAYS || p.regenerate() != Regenerate.NEVER && isWrong(p, path, pair);
        return makes ? make(p, path, read) : keep(p, path, pair, is, read);
    }

    /** Fails where it may not be made anew. */
    private static boolean isWrong(Params p, String path, @Nullable Pair pair) {
        boolean fits = pair != null && pair.type().equals(p.type()) && pair.bits() == p.bits();
        if (fits || p.regenerate() == Regenerate.FULL_IDEMPOTENCE) {
            return !fits;
        }
        if (pair == null) {
            throw new ModuleFailure("Unable to read the key. The key is protected with a passphrase, or broken. Will not proceed."
                    + " To force regeneration, call the module with `regenerate` set to `full_idempotence` or `always`, or with `force: true`.");
        }
        if (p.regenerate() == Regenerate.FAIL) {
            throw new ModuleFailure("Key has wrong type and/or size: " + path + " is " + pair.type() + " of " + pair.bits()
                    + " bits. Will not proceed. To force regeneration, set `regenerate` to `partial_idempotence`, `full_idempotence` or `always`.");
        }
        return true;
    }

    private static Plan make(Params p, String path, CommandRead read) {
        List<String> words = List.of(path, p.type(), String.valueOf(p.bits()), p.comment() == null ? "" : p.comment(), p.form(),
                p.passphrase() == null ? "" : p.passphrase());
        HostCommand make = HostCommand.of("jp_sshkey_make " + Shell.quote(words) + attributes(p, path), "make the key " + path)
                .makes(FilePaths.subject(path), Answer.known(FileState.predicted(FileState.Kind.FILE, 0600)))
                .makes(FilePaths.subject(path + ".pub"), Answer.known(FileState.predicted(FileState.Kind.FILE, 0644)))
                .makes(read, p.bits() + " SHA256:? " + p.comment() + " (" + p.type().toUpperCase(Locale.ROOT) + ")\nssh-" + p.type() + " ? x\nssh-" + p.type() + " ? " + p.comment() + "\n");
        Diff diff = Diff.properties(path, Map.of(), Map.of("type", p.type(), "size", p.bits()));
        return new Plan.Change(List.of(make), diff, Reads.of(read), applied -> {
            Pair made = applied.outputs().isEmpty() ? null : Pair.parse(read.text(applied.state()));
            return result(p, path, made);
        });
    }

    private static String attributes(Params p, String path) {
        String files = Shell.quote(List.of(path, path + ".pub"));
        String own = p.owner() == null && p.group() == null ? ""
                : " && chown -- " + Shell.quote((p.owner() == null ? "" : p.owner()) + (p.group() == null ? "" : ":" + p.group())) + " " + files;
        return own + (p.mode() == null ? "" : " && chmod -- " + Integer.toOctalString(p.mode().apply(0600, false)) + " " + Shell.quote(path));
    }

    private static Plan keep(Params p, String path, @Nullable Pair pair, FileState is, CommandRead read) {
        List<Effect> effects = new ArrayList<>();
        boolean comment = pair != null && p.comment() != null && !p.comment().equals(pair.comment());
        if (pair != null && (!pair.complete() || comment)) {
            String text = p.comment() != null ? p.comment() : pair.comment();
            effects.add(HostCommand.of("jp_sshkey_comment " + Shell.quote(List.of(path, text, p.passphrase() == null ? "" : p.passphrase())), "write " + path + ".pub")
                    .makes(read, pair.bits() + " " + pair.fingerprint() + " " + text + " (" + p.type().toUpperCase(Locale.ROOT) + ")\n" + pair.publicKey() + "\n"
                            + pair.publicKey() + " " + text + "\n"));
        }
        Integer bits = p.mode() == null ? null : p.mode().apply(is.mode(), false);
        boolean own = p.owner() != null && !is.isOwnedBy(p.owner()) || p.group() != null && !is.isInGroup(p.group());
        if (own || bits != null && bits != is.mode()) {
            effects.add(new SetAttributes(path, is, bits, p.owner(), p.group()));
        }
        Pair then = pair == null ? null : new Pair(pair.bits(), pair.fingerprint(), pair.type(), pair.publicKey(), comment ? String.valueOf(p.comment()) : pair.comment(), true);
        Result result = result(p, path, then);
        return effects.isEmpty() ? new Plan.InSync(result) : Plan.Change.of(effects, Diff.NONE, result);
    }

    private static Result result(Params p, String path, @Nullable Pair pair) {
        return pair == null
                ? new Result(p.bits(), p.type(), path, null, null, p.comment())
                : new Result(pair.bits(), pair.type(), path, pair.fingerprint(), pair.publicKey(), pair.comment());
    }
}

package jplay.tasks.modules.pki;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.Map;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.Inputs;
import jplay.tasks.modules.support.KeptFile;
import org.jspecify.annotations.Nullable;

/** Makes private keys. */
@Module(
        name = "openssl_privatekey",
        collection = "community.crypto",
        summary = "Makes a private key, and keeps it while it is of the wanted kind.",
        example = """
                - name: Make the CA's key
                  openssl_privatekey:
                    path: /etc/pki/ca.key
                    type: ECC
                    curve: secp256r1
                """)
@AutoService(TaskModule.class)
public final class OpensslPrivatekey implements TaskModule<OpensslPrivatekey.Params> {
    private static final String MEND = "; set regenerate to full_idempotence or always to have a new one made";

    /** The parameters. */
    public record Params(
            @Param(value = "The key's file.", required = true) String path,
            @Param(value = "Whether the key is to be there.", choices = {"present", "absent"}, def = "present") String state,
            @Param(value = "The kind of key.", choices = {"RSA", "ECC", "Ed25519", "Ed448", "X25519", "X448"}, def = "RSA") String type,
            @Param(value = "Bits of an RSA key.", def = "4096") int size,
            @Param(value = "The curve of an ECC key.", choices = {"secp256r1", "secp384r1", "secp521r1"}) @Nullable String curve,
            @Param(value = "Encrypts the key.", secret = true) @Nullable String passphrase,
            @Param(value = "How it is encrypted; auto is AES with 256 bits.", choices = "auto", def = "auto") String cipher,
            @Param(value = "Make a new key in any case.", def = "false") boolean force,
            @Param(value = "When a key that is there is made anew: full_idempotence when it is of another kind or cannot be read, partial_idempotence when it is of another kind; never and fail leave it, and fail says so.",
                    choices = {"never", "fail", "partial_idempotence", "full_idempotence", "always"}, def = "full_idempotence") String regenerate,
            @Param(value = "How the file has it. auto is pkcs1 (SEC 1 for ECC) where there is such a form, auto_ignore that for new keys alone.",
                    choices = {"pkcs1", "pkcs8", "auto", "auto_ignore"}, def = "auto_ignore") String format,
            @Param(value = "What happens where the file has another form.", choices = {"regenerate", "convert"}, def = "regenerate") String formatMismatch,
            @Param("Return the key as privatekey.") boolean returnContent,
            @Param("Keep the old file, beside it, with the time in its name.") boolean backup,
            @Param(value = "The file's mode.", def = "0600") FileMode mode,
            @Param("The file's owner.") @Nullable String owner,
            @Param("The file's group.") @Nullable String group) {
        public Params {
            if ("ECC".equals(type) && curve == null && "present".equals(state)) {
                throw new IllegalArgumentException("type ECC needs a curve; add curve: secp256r1");
            }
            if ("RSA".equals(type) && size != 0 && size < 1024) {
                throw new IllegalArgumentException("size: an RSA key has at least 1024 bits; 2048 is safe until 2030");
            }
        }

        KeyKind kind() {
            return KeyKind.ofWord(type);
        }

        String form() {
            return format.equals("auto") || format.equals("auto_ignore")
                    ? kind().hasTraditionalForm() ? "pkcs1" : "pkcs8"
                    : format;
        }
    }

    /**
     * What is registered.
     *
     * @param filename the key's file
     * @param fingerprint digests of the public key, by algorithm
     * @param privatekey the key itself, where return_content is on
     */
    public record Result(
            String filename,
            String type,
            @Nullable Integer size,
            @Nullable String curve,
            @Nullable Map<String, String> fingerprint,
            @Nullable String privatekey,
            @Nullable String backupFile) {}

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Inputs inputs = new Inputs(host, p.path);
        Plan more = inputs.more();
        if (more != null) {
            return more;
        }
        KeptFile file = new KeptFile(inputs.absolute(p.path), inputs.file(p.path), p.mode, 0600, p.owner, p.group, p.backup);
        if (p.state.equals("absent")) {
            return file.remove(removed(p, null), copy -> removed(p, copy));
        }
        Key present = file.is() == null || p.force || p.regenerate.equals("always") ? null : present(p, file);
        if (present == null) {
            Key made = KeyReader.generate(p.kind(), p.size, p.curve);
            return write(p, file, made);
        }
        boolean convert = !formFits(p, present) && p.formatMismatch.equals("convert");
        return convert ? write(p, file, present) : file.keep(result(p, present, file.text(), null));
    }

    /** The key that stays, or null where a new one has to be made. */
    private static @Nullable Key present(Params p, KeptFile file) {
        Key key;
        try {
            key = KeyReader.read(String.valueOf(file.text()), p.passphrase);
        } catch (ModuleFailure e) {
            if (p.regenerate.equals("full_idempotence")) {
                return null;
            }
            throw new ModuleFailure("Unable to read the key " + p.path + ": " + e.getMessage() + MEND);
        }
        boolean kind = key.kind() == p.kind()
                && (key.kind() != KeyKind.RSA || key.bits() == p.size)
                && (key.kind() != KeyKind.ECC || String.valueOf(p.curve).equals(key.curve()));
        boolean form = p.formatMismatch.equals("convert") || formFits(p, key);
        if (p.regenerate.equals("never") || kind && form) {
            return key;
        }
        if (p.regenerate.equals("fail")) {
            throw new ModuleFailure(kind ? "The key " + p.path + " has the wrong format; set format_mismatch: convert to have it rewritten"
                    : "The key " + p.path + " has the wrong type or size: it is " + words(key) + MEND);
        }
        return null;
    }

    private static boolean formFits(Params p, Key key) {
        return p.format.equals("auto_ignore") || p.form().equals(key.form());
    }

    private static Plan write(Params p, KeptFile file, Key key) {
        String text = key.pem(p.form(), p.passphrase);
        Diff diff = Diff.properties(file.path(), before(p, file), describe(key));
        return file.write(Content.byChance(Content.of(text)), diff, copy -> result(p, key, text, copy));
    }

    private static Map<String, Object> before(Params p, KeptFile file) {
        try {
            return file.text() == null ? Map.of() : describe(KeyReader.read(String.valueOf(file.text()), p.passphrase));
        } catch (ModuleFailure e) {
            return Map.of("can_parse_key", false);
        }
    }

    private static Map<String, Object> describe(Key key) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", words(key));
        map.put("fingerprint", Asn1.colons(Asn1.digest("SHA-256", Asn1.der(key.spki()))));
        return map;
    }

    private static String words(Key key) {
        String curve = key.curve();
        return key.kind().word() + " " + (curve == null ? key.bits() + " bits" : curve);
    }

    private static Result removed(Params p, @Nullable String copy) {
        return new Result(p.path, p.type, null, null, null, null, copy);
    }

    private static Result result(Params p, Key key, @Nullable String text, @Nullable String copy) {
        return new Result(
                p.path, key.kind().word(), key.bits(), key.curve(), Asn1.fingerprints(Asn1.der(key.spki())),
                p.returnContent ? text : null, copy);
    }
}

package jplay.tasks.modules.packages;

import com.google.auto.service.AutoService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.modules.support.Inputs;
import jplay.tasks.read.CommandRead;
import org.jspecify.annotations.Nullable;

/** Keys that apt trusts. */
@Module(
        name = "apt_key",
        summary = "Adds a key to those that apt trusts, or removes it, with apt-key.",
        needs = {"apt-key", "gpg"},
        example = """
                - name: Trust the vendor
                  ansible.builtin.apt_key:
                    url: https://repo.example.org/key.asc
                    keyring: /etc/apt/trusted.gpg.d/vendor.gpg
                """)
@AutoService(TaskModule.class)
public final class AptKey implements TaskModule<AptKey.Params> {
    private static final Pattern LISTED = Pattern.compile("(?:pub|sub)\\s+[^/\\s]+/([0-9A-F]+)\\b(?!.*expired).*");

    /** Whether it is trusted. */
    public enum State { PRESENT, ABSENT }

    /** Parameters. */
    public record Params(
            @Param("The key's number: 8, 16 or more hexadecimal digits; that of the given key if not given.") @Nullable String id,
            @Param("The key.") @Nullable String data,
            @Param("The file of the key, on the host.") @Nullable String file,
            @Param("The keyring to change, in place of apt's own.") @Nullable String keyring,
            @Param("Where the key is; the control machine fetches it.") @Nullable String url,
            @Param("The key server to ask.") @Nullable String keyserver,
            @Param(value = "Whether it is trusted.", def = "present") State state,
            @Param(value = "Whether the certificate of the URL's server is checked.", def = "true") boolean validateCerts) {
        public Params {
            if (Stream.of(data, file, url, keyserver).filter(each -> each != null).count() > 1) {
                throw new IllegalArgumentException("parameters are mutually exclusive: data|file|keyserver|url");
            }
            if (keyserver != null && id == null) {
                throw new IllegalArgumentException("Missing key_id, required with keyserver: give id");
            }
            if (id != null && !id.matches("(?i)(0x)?([0-9a-f]{8}|[0-9a-f]{16,})")) {
                throw new IllegalArgumentException("Invalid key_id '" + id + "': it has 8, 16 or more hexadecimal digits");
            }
            if (id == null && data == null && file == null && url == null) {
                throw new IllegalArgumentException("one of the following is required: id, data, file, url");
            }
        }

        String command() {
            return "apt-key" + (keyring == null ? "" : " --keyring " + Shell.quote(keyring));
        }

        CommandRead list() {
            return CommandRead.of(
                    "command -v apt-key >/dev/null || { echo 'apt_key needs apt-key on the host, and gpg; newer releases have neither: "
                            + "put the key into a file and name it with signed-by' >&2; exit 127; }\n"
                            + command() + " adv --list-public-keys --keyid-format=long 2>/dev/null || { command -v gpg >/dev/null || "
                            + "echo 'apt_key needs gpg on the host: install gnupg' >&2; exit 2; }",
                    "apt-keys", keyring == null ? "" : keyring);
        }
    }

    /** What is registered. */
    public record Result(
            @Param("The key's number, as given or found.") String id,
            @Param("Its last 8 digits.") String shortId,
            @Param("Its last 16.") String fp,
            @Param("All of it.") String keyId,
            @Param("The keys before.") List<String> before,
            @Param("The keys afterwards.") @Nullable List<String> after) {}

    @Override
    public Reads reads(Params p) {
        return Reads.of(p.list());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Inputs inputs = new Inputs(host, p.file());
        Plan.More more = inputs.more();
        if (more != null) {
            return more;
        }
        byte[] key = key(p, inputs, control, p.id() == null);
        String id = p.id() != null ? p.id() : OpenPgp.keyId(key);
        String full = id.toUpperCase(Locale.ROOT).replaceFirst("^0X", "");
        String short_ = full.substring(full.length() - 8);
        String print = full.length() > 16 ? full.substring(full.length() - 16) : full;
        List<String> before = keys(p.list().text(host), full.length() == 8);
        boolean there = before.contains(full.length() == 8 ? short_ : print);
        boolean wanted = p.state() == State.PRESENT;
        Result result = new Result(id, short_, print, full, before, null);
        if (there == wanted) {
            return new Plan.InSync(result);
        }
        List<String> after = new ArrayList<>(before);
        Effect effect;
        if (wanted) {
            after.add(print);
            effect = add(p, key.length > 0 ? key : key(p, inputs, control, true), full);
        } else {
            after.remove(print);
            effect = HostCommand.of(p.command() + " del " + short_ + " 2>&1", "remove the key " + short_);
        }
        HostCommand change = ((HostCommand) effect).makes(p.list(), listing(after));
        Result done = new Result(id, short_, print, full, before, after);
        return Plan.Change.of(List.of(change), Diff.properties("keys", Map.of("keys", before), Map.of("keys", after)), done);
    }

    private static HostCommand add(Params p, byte[] key, String id) {
        if (p.keyserver() != null) {
            String proxy = "for _jp_proxy in \"$HTTPS_PROXY\" \"$https_proxy\" \"$HTTP_PROXY\" \"$http_proxy\"; do [ -z \"$_jp_proxy\" ] || break; done\n";
            return HostCommand.of(
                    proxy + p.command() + " adv --no-tty --keyserver " + Shell.quote(p.keyserver())
                            + " ${_jp_proxy:+--keyserver-options http-proxy=\"$_jp_proxy\"} --recv " + id + " 2>&1",
                    "get the key " + id + " from " + p.keyserver());
        }
        if (key.length == 0) {
            throw new ModuleFailure("the key " + id + " is not trusted yet: give data, file, url or keyserver, where it is");
        }
        return HostCommand.of(p.command() + " add \"$JPLAY_UPLOAD\" 2>&1; _jp_rc=$?; rm -f \"$JPLAY_UPLOAD\"; exit $_jp_rc", "trust the key " + id)
                .with(new Effect.Upload(Content.of(key), "/tmp/key"));
    }

    /** The key, where it is at hand; nothing where it is fetched and not needed yet. */
    private static byte[] key(Params p, Inputs inputs, Control control, boolean fetch) {
        if (p.data() != null) {
            return Content.of(p.data()).bytes();
        }
        if (p.file() != null) {
            return inputs.bytes(p.file(), "the key");
        }
        return p.url() != null && fetch ? control.http().fetch(p.url(), Map.of(), Duration.ofSeconds(10), p.validateCerts()).bytes() : new byte[0];
    }

    private static List<String> keys(String listing, boolean shortly) {
        List<String> keys = new ArrayList<>();
        listing.lines().forEach(line -> {
            Matcher match = LISTED.matcher(line);
            if (match.matches()) {
                String key = match.group(1);
                keys.add(shortly ? key.substring(Math.max(0, key.length() - 8)) : key);
            }
        });
        return keys;
    }

    private static String listing(List<String> keys) {
        StringBuilder text = new StringBuilder();
        keys.forEach(key -> text.append("pub   rsa4096/").append(key).append('\n'));
        return text.toString();
    }
}

package jplay.tasks.modules.packages;

import com.google.auto.service.AutoService;
import java.time.Duration;
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
import jplay.tasks.effect.HostCommand;
import jplay.tasks.modules.support.Inputs;
import jplay.tasks.read.CommandRead;
import org.jspecify.annotations.Nullable;

/** Keys that rpm trusts. */
@Module(
        name = "rpm_key",
        summary = "Adds a key to those that rpm trusts, or removes it.",
        needs = "rpm",
        example = """
                - name: Trust the vendor
                  ansible.builtin.rpm_key:
                    key: https://repo.example.org/RPM-GPG-KEY
                """)
@AutoService(TaskModule.class)
public final class RpmKey implements TaskModule<RpmKey.Params> {
    private static final CommandRead KEYS = CommandRead.of(
            "command -v rpm >/dev/null || { echo 'this host has no rpm' >&2; exit 127; }\nrpm -q gpg-pubkey --qf '%{VERSION}-%{RELEASE}\\n' || :",
            "rpm-keys", "");

    /** Whether it is trusted. */
    public enum State { PRESENT, ABSENT }

    /** Parameters. */
    public record Params(
            @Param(value = "A URL, which the control machine fetches, a path on the host, or, with absent, the key's number.", required = true) String key,
            @Param(value = "Whether it is trusted.", def = "present") State state,
            @Param(value = "Whether the certificate of the URL's server is checked.", def = "true") boolean validateCerts,
            @Param("The fingerprint that the key must have.") @Nullable String fingerprint) {

        boolean isId() {
            return key.matches("(?i)(0x)?[0-9a-f]{8,40}");
        }
    }

    /** What is registered. */
    public record Result() {}

    @Override
    public Reads reads(Params p) {
        return Reads.of(KEYS);
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Inputs inputs = new Inputs(host, p.isId() || p.key().contains("://") ? null : p.key());
        Plan.More more = inputs.more();
        if (more != null) {
            return more;
        }
        if (p.isId() && p.state() == State.PRESENT) {
            return Plan.Failed.of("key: '" + p.key() + "' is a key's number; name a URL or a file of the key to trust it");
        }
        byte[] key = p.isId() ? new byte[0] : p.key().contains("://")
                ? control.http().fetch(p.key(), Map.of(), Duration.ofSeconds(10), p.validateCerts()).bytes() : inputs.bytes(p.key(), "the key");
        String print = p.isId() ? p.key().toLowerCase(Locale.ROOT).replaceFirst("^0x", "") : OpenPgp.fingerprint(key).toLowerCase(Locale.ROOT);
        String wanted = p.fingerprint() == null ? print : p.fingerprint().replace(" ", "").toLowerCase(Locale.ROOT);
        if (!p.isId() && !wanted.equals(print)) {
            return Plan.Failed.of("The specified fingerprint, '" + p.fingerprint() + "', does not match the key fingerprint '" + print.toUpperCase(Locale.ROOT) + "'");
        }
        String id = print.substring(print.length() - 8);
        String listed = KEYS.text(host);
        boolean there = listed.lines().anyMatch(line -> line.startsWith(id + "-"));
        if (there == (p.state() == State.PRESENT)) {
            return new Plan.InSync(new Result());
        }
        HostCommand change = there
                ? HostCommand.of("rpm --erase --allmatches gpg-pubkey-" + id, "remove the key " + id)
                        .makes(KEYS, listed.lines().filter(line -> !line.startsWith(id + "-")).reduce("", (a, b) -> a + b + "\n"))
                : HostCommand.of("rpm --import \"$JPLAY_UPLOAD\"; _jp_rc=$?; rm -f \"$JPLAY_UPLOAD\"; exit $_jp_rc", "trust the key " + id)
                        .makes(KEYS, listed + id + "-00000000\n").with(new Effect.Upload(Content.of(key), "/tmp/key"));
        return Plan.Change.of(List.of(change), Diff.NONE, new Result());
    }
}

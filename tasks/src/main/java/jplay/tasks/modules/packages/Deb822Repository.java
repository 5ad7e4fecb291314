package jplay.tasks.modules.packages;

import com.google.auto.service.AutoService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.MakeDirectory;
import jplay.tasks.effect.PutFile;
import jplay.tasks.effect.Remove;
import jplay.tasks.effect.SetAttributes;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** Where apt gets packages from, in the newer form. */
@Module(
        name = "deb822_repository",
        summary = "Keeps a file of apt's sources in the form of deb822.",
        example = """
                - name: Take packages of the vendor
                  ansible.builtin.deb822_repository:
                    name: vendor
                    types: deb
                    uris: https://repo.example.org/debian
                    suites: stable
                    components: main
                    signed_by: https://repo.example.org/key.asc
                """)
@AutoService(TaskModule.class)
public final class Deb822Repository implements TaskModule<Deb822Repository.Params> {
    private static final String KEYS = "/etc/apt/keyrings";

    /** Whether it is there. */
    public enum State { PRESENT, ABSENT }

    /** Parameters. */
    public record Params(
            @Param(value = "Its name, of which the file's is made.", required = true) String name,
            @Param(value = "Whether it is there.", def = "present") State state,
            @Param(value = "deb, deb-src, or both.", def = "deb") List<String> types,
            @Param("Addresses.") List<String> uris,
            @Param("Suites, or paths that end in a slash.") List<String> suites,
            @Param("Components of the suites.") List<String> components,
            @Param("The key: a URL, a path on the host, a fingerprint, or the key itself.") @Nullable String signedBy,
            @Param("Architectures.") List<String> architectures,
            @Param("Languages.") List<String> languages,
            @Param("What is downloaded.") List<String> targets,
            @Param("Whether it counts.") @Nullable Boolean enabled,
            @Param("Whether it is trusted without a signature.") @Nullable Boolean trusted,
            @Param("Go on where it stops being signed.") @Nullable Boolean allowDowngradeToInsecure,
            @Param("Take it without a signature.") @Nullable Boolean allowInsecure,
            @Param("Take it with a weak signature.") @Nullable Boolean allowWeak,
            @Param("Fetch files by their hash.") @Nullable Boolean byHash,
            @Param("Look at its date.") @Nullable Boolean checkDate,
            @Param("Look at how long it is valid.") @Nullable Boolean checkValidUntil,
            @Param("Seconds its date may be ahead.") @Nullable Integer dateMaxFuture,
            @Param("The path of its InRelease file.") @Nullable String inreleasePath,
            @Param("Fetch differences.") @Nullable Boolean pdiffs,
            @Param(value = "The files' mode.", def = "0644") FileMode mode,
            @Param(value = "Means nothing here: no Python is needed.", def = "false") boolean installPythonDebian) {

        String slug() {
            return name.toLowerCase(Locale.ROOT).replaceAll("[_ ]", "-").replaceAll("[^a-z0-9-]+", "");
        }

        String dest() {
            return "/etc/apt/sources.list.d/" + slug() + ".sources";
        }

        boolean fetches() {
            return signedBy != null && signedBy.contains("://");
        }
    }

    /** What is registered. */
    public record Result(
            @Param("The file's text.") @Nullable String repo,
            @Param("The file.") String dest,
            @Param("The key's file, where it was fetched.") @Nullable String keyFilename) {}

    @Override
    public Reads reads(Params p) {
        Reads reads = Reads.of(file(p.dest()));
        return p.fetches() || p.state() == State.ABSENT ? reads.and(file(key(p, "asc")), file(key(p, "gpg")), FileRead.of(KEYS)) : reads;
    }

    private static FileRead file(String path) {
        return FileRead.withContent(path);
    }

    private static String key(Params p, String kind) {
        return KEYS + "/" + p.slug() + "." + kind;
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        if (p.state() == State.ABSENT) {
            List<Effect> effects = new ArrayList<>();
            for (String path : List.of(key(p, "asc"), key(p, "gpg"), p.dest())) {
                if (host.get(file(path)).isKnown()) {
                    effects.add(new Remove(path));
                }
            }
            Result gone = new Result(null, p.dest(), null);
            return effects.isEmpty() ? new Plan.InSync(gone) : Plan.Change.of(effects, Diff.properties(p.dest(), Map.of("state", "file"), Map.of("state", "absent")), gone);
        }
        List<Effect> effects = new ArrayList<>();
        String signed = p.signedBy();
        String keyFile = null;
        if (p.fetches()) {
            Content key = control.http().fetch(String.valueOf(signed), Map.of(), Duration.ofSeconds(30));
            keyFile = key(p, OpenPgp.isArmored(key.bytes()) ? "asc" : "gpg");
            signed = keyFile;
            if (!host.get(FileRead.of(KEYS)).isKnown()) {
                effects.add(new MakeDirectory(KEYS, 0755, null, null));
            }
            keep(p, keyFile, key, host.get(file(keyFile)), effects);
        }
        String text = text(p, signed);
        Answer<FileState> is = host.get(file(p.dest()));
        String old = is instanceof Answer.Known<FileState>(FileState state) ? Diff.content(state.content()) : "";
        keep(p, p.dest(), Content.of(text), is, effects);
        Result result = new Result(text, p.dest(), keyFile);
        return effects.isEmpty() ? new Plan.InSync(result) : Plan.Change.of(effects, Diff.text(p.dest(), old, text), result);
    }

    private static void keep(Params p, String path, Content content, Answer<FileState> is, List<Effect> effects) {
        int bits = p.mode().apply(0644, false);
        if (!(is instanceof Answer.Known<FileState>(FileState now))
                || !content.digest("SHA-1").equals(now.digested("sha1").digests().get("sha1"))) {
            effects.add(PutFile.of(path, content, bits));
        } else if (now.mode() != bits) {
            effects.add(new SetAttributes(FilePaths.clean(path), now, bits, null, null));
        }
    }

    private static String text(Params p, @Nullable String signed) {
        Map<String, @Nullable Object> fields = new TreeMap<>();
        fields.put("allow_downgrade_to_insecure", p.allowDowngradeToInsecure());
        fields.put("allow_insecure", p.allowInsecure());
        fields.put("allow_weak", p.allowWeak());
        fields.put("architectures", p.architectures());
        fields.put("by_hash", p.byHash());
        fields.put("check_date", p.checkDate());
        fields.put("check_valid_until", p.checkValidUntil());
        fields.put("components", p.components());
        fields.put("date_max_future", p.dateMaxFuture());
        fields.put("enabled", p.enabled());
        fields.put("inrelease_path", p.inreleasePath());
        fields.put("languages", p.languages());
        fields.put("name", p.name());
        fields.put("pdiffs", p.pdiffs());
        fields.put("signed_by", signed);
        fields.put("suites", p.suites());
        fields.put("targets", p.targets());
        fields.put("trusted", p.trusted());
        fields.put("types", p.types());
        fields.put("uris", p.uris());
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> {
            String shown = shown(value);
            if (!shown.isEmpty()) {
                text.append(title(name)).append(": ").append(shown).append('\n');
            }
        });
        return text.toString();
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Boolean yes -> yes ? "yes" : "no";
            case List<?> list -> String.join(" ", list.stream().map(String::valueOf).toList());
            case String text when text.strip().contains("\n") -> "\n" + String.join("\n",
                    text.strip().lines().map(line -> line.isBlank() ? " ." : " " + line).toList());
            default -> String.valueOf(value);
        };
    }

    private static String title(String name) {
        if (name.equals("name")) {
            return "X-Repolib-Name";
        }
        StringBuilder title = new StringBuilder();
        for (String word : name.split("_")) {
            title.append(title.isEmpty() ? "" : "-").append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return title.toString();
    }
}

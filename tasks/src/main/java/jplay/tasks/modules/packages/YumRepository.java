package jplay.tasks.modules.packages;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.FileExtras;
import jplay.tasks.modules.support.Inputs;
import jplay.tasks.modules.support.KeptFile;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** Where dnf gets packages from. */
@Module(
        name = "yum_repository",
        summary = "Keeps a repository in a file of /etc/yum.repos.d.",
        example = """
                - name: Extra packages
                  ansible.builtin.yum_repository:
                    name: epel
                    description: EPEL
                    baseurl: https://download.fedoraproject.org/pub/epel/$releasever/$basearch/
                """)
@AutoService(TaskModule.class)
public final class YumRepository implements TaskModule<YumRepository.Params> {

    /** Whether it is there. */
    public enum State { PRESENT, ABSENT }

    /** Parameters. */
    public record Params(
            @Param(value = "Its id: the section of the file.", required = true) String name,
            @Param("Its name for people.") @Nullable String description,
            @Param(value = "Whether it is there.", def = "present") State state,
            @Param("The file's name, without .repo; as name if not given.") @Nullable String file,
            @Param(value = "Where the files are.", def = "/etc/yum.repos.d") String reposdir,
            @Param("Addresses.") List<String> baseurl,
            @Param("The address of a metalink file.") @Nullable String metalink,
            @Param("The address of a list of mirrors.") @Nullable String mirrorlist,
            @Param("Whether it is used.") @Nullable Boolean enabled,
            @Param("Whether packages must be signed.") @Nullable Boolean gpgcheck,
            @Param("Addresses of the keys.") List<String> gpgkey,
            @Param("The address of the key that signs keys.") @Nullable String gpgcakey,
            @Param("Whether the list of packages must be signed.") @Nullable Boolean repoGpgcheck,
            @Param(name = "async", value = "Download several at once.") @Nullable Boolean parallel,
            @Param("Bytes a second at most.") @Nullable String bandwidth,
            @Param("How dear it is, beside others.") @Nullable String cost,
            @Param("Up to which percentage of the metadata's size deltas are used.") @Nullable String deltarpmMetadataPercentage,
            @Param("Up to which percentage of a package's size deltas are used.") @Nullable String deltarpmPercentage,
            @Param("Whether groups are used.") @Nullable Boolean enablegroups,
            @Param("Packages to leave out.") List<String> exclude,
            @Param(value = "Which mirror is next.", choices = {"roundrobin", "priority"}) @Nullable String failovermethod,
            @Param(value = "What may be kept on the way.", choices = {"all", "packages", "none"}) @Nullable String httpCaching,
            @Param("A file to include.") @Nullable String include,
            @Param("Packages to take alone.") List<String> includepkgs,
            @Param(value = "Which addresses.", choices = {"4", "6", "IPv4", "IPv6", "whatever"}) @Nullable String ipResolve,
            @Param("Keep connections open.") @Nullable Boolean keepalive,
            @Param(value = "Keep packages.", choices = {"0", "1"}) @Nullable String keepcache,
            @Param("Seconds until the metadata is old.") @Nullable String metadataExpire,
            @Param(value = "Which commands mind that.", choices = {"never", "read-only:past", "read-only:present", "read-only:future"})
                    @Nullable String metadataExpireFilter,
            @Param("Seconds until the list of mirrors is old.") @Nullable String mirrorlistExpire,
            @Param("Its packages are not hidden by modules.") @Nullable Boolean moduleHotfixes,
            @Param("The user.") @Nullable String username,
            @Param(value = "The user's password.", secret = true) @Nullable String password,
            @Param("Its rank, for a plugin.") @Nullable String priority,
            @Param("Its packages are not replaced by others'.") @Nullable Boolean protect,
            @Param("A proxy, or _none_.") @Nullable String proxy,
            @Param("The proxy's user.") @Nullable String proxyUsername,
            @Param(value = "The proxy's password.", secret = true) @Nullable String proxyPassword,
            @Param("How often to try again.") @Nullable String retries,
            @Param("Whether it is in S3.") @Nullable Boolean s3Enabled,
            @Param("Go on without it where it cannot be reached.") @Nullable Boolean skipIfUnavailable,
            @Param("Mind the permissions of certificates.") @Nullable Boolean sslCheckCertPermissions,
            @Param(value = "The authorities' certificates.", aliases = "ca_cert") @Nullable String sslcacert,
            @Param(value = "The certificate to show.", aliases = "client_cert") @Nullable String sslclientcert,
            @Param(value = "Its key.", aliases = "client_key") @Nullable String sslclientkey,
            @Param(value = "Check certificates.", aliases = "validate_certs") @Nullable Boolean sslverify,
            @Param("How much of the bandwidth.") @Nullable String throttle,
            @Param("Seconds to wait.") @Nullable String timeout,
            @Param("Variables that name it.") @Nullable String uiRepoidVars,
            @Param("The file's mode.") @Nullable FileMode mode,
            @Param("The file's owner.") @Nullable String owner,
            @Param("The file's group.") @Nullable String group,
            @Param("Write into a file that cannot be replaced whole.") boolean unsafeWrites,
            @Param(value = "", flat = true) FileExtras extras) {
        public Params {
            if (state == State.PRESENT && baseurl.isEmpty() && metalink == null && mirrorlist == null) {
                throw new IllegalArgumentException("Parameter 'baseurl', 'metalink' or 'mirrorlist' is required.");
            }
            if (state == State.PRESENT && description == null) {
                throw new IllegalArgumentException("Parameter 'description' is required.");
            }
        }

        String path() {
            return reposdir + "/" + (file == null ? name : file) + ".repo";
        }

        /** The options of the section. */
        Map<String, String> options() {
            Map<String, @Nullable Object> all = new TreeMap<>();
            all.put("name", description);
            all.put("baseurl", baseurl);
            all.put("metalink", metalink);
            all.put("mirrorlist", mirrorlist);
            all.put("enabled", enabled);
            all.put("gpgcheck", gpgcheck);
            all.put("gpgkey", gpgkey);
            all.put("gpgcakey", gpgcakey);
            all.put("repo_gpgcheck", repoGpgcheck);
            all.put("async", parallel);
            all.put("bandwidth", bandwidth);
            all.put("cost", cost);
            all.put("deltarpm_metadata_percentage", deltarpmMetadataPercentage);
            all.put("deltarpm_percentage", deltarpmPercentage);
            all.put("enablegroups", enablegroups);
            all.put("exclude", exclude.isEmpty() ? null : String.join(" ", exclude));
            all.put("failovermethod", failovermethod);
            all.put("http_caching", httpCaching);
            all.put("include", include);
            all.put("includepkgs", includepkgs.isEmpty() ? null : String.join(" ", includepkgs));
            all.put("ip_resolve", ipResolve);
            all.put("keepalive", keepalive);
            all.put("keepcache", keepcache);
            all.put("metadata_expire", metadataExpire);
            all.put("metadata_expire_filter", metadataExpireFilter);
            all.put("mirrorlist_expire", mirrorlistExpire);
            all.put("module_hotfixes", moduleHotfixes);
            all.put("username", username);
            all.put("password", password);
            all.put("priority", priority);
            all.put("protect", protect);
            all.put("proxy", proxy);
            all.put("proxy_username", proxyUsername);
            all.put("proxy_password", proxyPassword);
            all.put("retries", retries);
            all.put("s3_enabled", s3Enabled);
            all.put("skip_if_unavailable", skipIfUnavailable);
            all.put("ssl_check_cert_permissions", sslCheckCertPermissions);
            all.put("sslcacert", sslcacert);
            all.put("sslclientcert", sslclientcert);
            all.put("sslclientkey", sslclientkey);
            all.put("sslverify", sslverify);
            all.put("throttle", throttle);
            all.put("timeout", timeout);
            all.put("ui_repoid_vars", uiRepoidVars);
            Map<String, String> shown = new TreeMap<>();
            all.forEach((key, value) -> {
                String text = switch (value) {
                    case null -> "";
                    case Boolean yes -> yes ? "1" : "0";
                    case List<?> list -> String.join("\n ", list.stream().map(String::valueOf).toList());
                    default -> value.toString();
                };
                if (!text.isEmpty()) {
                    shown.put(key, text);
                }
            });
            return shown;
        }
    }

    /** What is registered. */
    public record Result(@Param("The repository.") String repo, @Param("As asked for.") String state) {}

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        return p.extras().on(host, decide(p, host), p.path());
    }

    private static Plan decide(Params p, HostState host) {
        Inputs inputs = new Inputs(host, p.path());
        Plan.More more = inputs.more();
        if (more != null) {
            return more;
        }
        FileState is = inputs.file(p.path());
        String old = is == null || is.content() == null ? "" : is.content().text();
        Sections sections = Sections.parse(old);
        if (p.state() == State.PRESENT) {
            sections.put(p.name(), p.options());
        } else {
            sections.remove(p.name());
        }
        Result result = new Result(p.name(), p.state().name().toLowerCase(java.util.Locale.ROOT));
        KeptFile kept = new KeptFile(p.path(), is, p.mode(), 0644, p.owner(), p.group(), false, p.unsafeWrites());
        String text = sections.text();
        if (sections.same()) {
            return is == null ? new Plan.InSync(result) : kept.keep(result);
        }
        // Where a password is in it, nothing of it is shown.
        boolean secret = p.password() != null || p.proxyPassword() != null || old.contains("password");
        return text.isEmpty()
                ? kept.remove(result, copy -> result)
                : kept.write(Content.of(text), secret ? Diff.NONE : Diff.text(p.path(), old, text), copy -> result);
    }

    /** Sections of an INI file, each with its options in order. */
    private record Sections(Map<String, Map<String, String>> before, Map<String, Map<String, String>> all) {
        static Sections parse(String text) {
            Map<String, Map<String, String>> all = new TreeMap<>();
            Map<String, String> section = new TreeMap<>();
            String last = "";
            for (String line : text.lines().toList()) {
                if (line.startsWith("[") && line.contains("]")) {
                    section = all.computeIfAbsent(line.substring(1, line.indexOf(']')), k -> new TreeMap<>());
                } else if ((line.startsWith(" ") || line.startsWith("\t")) && !line.isBlank() && !last.isEmpty()) {
                    section.merge(last, "\n " + line.strip(), String::concat);
                } else if (line.contains("=") && !line.startsWith("#") && !line.startsWith(";")) {
                    last = line.substring(0, line.indexOf('=')).strip();
                    section.put(last, line.substring(line.indexOf('=') + 1).strip());
                }
            }
            Map<String, Map<String, String>> before = new TreeMap<>();
            all.forEach((name, options) -> before.put(name, Map.copyOf(options)));
            return new Sections(before, all);
        }

        void put(String name, Map<String, String> options) {
            all.put(name, options);
        }

        void remove(String name) {
            all.remove(name);
        }

        boolean same() {
            return all.equals(before);
        }

        String text() {
            List<String> lines = new ArrayList<>();
            all.forEach((name, options) -> {
                lines.add("[" + name + "]");
                options.forEach((key, value) -> lines.add(key + " = " + value));
                lines.add("");
            });
            return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        }
    }
}

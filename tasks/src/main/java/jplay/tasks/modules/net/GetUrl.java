package jplay.tasks.modules.net;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.FileExtras;
import org.jspecify.annotations.Nullable;

/** Downloads files. */
@Module(
        name = "get_url",
        summary = "Downloads a file by curl or wget on the host; without these, the control machine fetches it once for all hosts.",
        example = """
                - name: Download etcd
                  get_url:
                    url: https://github.com/etcd-io/etcd/releases/download/v3.5.9/etcd-v3.5.9-linux-amd64.tar.gz
                    dest: /var/cache/etcd-v3.5.9.tar.gz
                    checksum: sha256:https://github.com/etcd-io/etcd/releases/download/v3.5.9/SHA256SUMS
                    mode: "0644"
                """)
@AutoService(TaskModule.class)
public final class GetUrl implements TaskModule<GetUrl.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "What to download: http, https, and with curl also ftp and file.", required = true) String url,
            @Param(value = "Where it goes; into a directory under the name that the server gives it.", required = true) String dest,
            @Param("What it must be: sha256:HEX, or sha256:URL of a file of checksums. Where dest has it already, nothing is downloaded.") @Nullable String checksum,
            @Param(value = "Without a checksum: download even where dest is there, and replace it when the content is another.", aliases = "thirsty") boolean force,
            @Param("Keep what was there before, beside it, with the time in its name.") boolean backup,
            @Param("Headers of the request.") Map<String, Object> headers,
            @Param("Headers of these that do not follow a redirect; needs curl.") List<String> unredirectedHeaders,
            @Param(value = "Seconds to wait for the connection, and for each next piece.", def = "10") int timeout,
            @Param(value = "The user, for servers that ask.", aliases = "username") @Nullable String urlUsername,
            @Param(value = "The user's password.", aliases = "password", secret = true) @Nullable String urlPassword,
            @Param("Send user and password before the server asks.") boolean forceBasicAuth,
            @Param(value = "Whether the server's certificate is checked.", def = "true") boolean validateCerts,
            @Param(value = "Whether the host's proxy settings count.", def = "true") boolean useProxy,
            @Param(value = "What the request says it comes from.", def = "ansible-httpget") String httpAgent,
            @Param(value = "Decompress what the server compressed on its way (with curl).", def = "true") boolean decompress,
            @Param("A certificate for the server that asks for one, on the host; needs curl.") @Nullable String clientCert,
            @Param("Its key, where it is in a file of its own.") @Nullable String clientKey,
            @Param("The directory on the host to download to at first; without, that of dest.") @Nullable String tmpDest,
            @Param("The file's mode.") @Nullable FileMode mode,
            @Param("The file's owner.") @Nullable String owner,
            @Param("The file's group.") @Nullable String group,
            @Param("Write into a file that cannot be replaced whole, such as a bind mount.") boolean unsafeWrites,
            @Param("The ciphers to offer, as curl calls them; needs curl.") List<String> ciphers,
            @Param("Prove who asks by Kerberos (with curl).") boolean useGssapi,
            @Param(value = "Take user and password of ~/.netrc where none are given (with curl).", def = "true") boolean useNetrc,
            @Param(value = "", flat = true) FileExtras extras) {
        public Params {
            Checksum.parse(checksum);
            if (timeout < 0) {
                throw new IllegalArgumentException("timeout: " + timeout + " is less than nothing");
            }
        }

        /** For the file itself, or the file of checksums: what stands before an @ in the one is not for the other. */
        Request request(String address) {
            return Request.of(
                    address.strip(), Headers.text(headers), unredirectedHeaders, urlUsername, urlPassword, forceBasicAuth, validateCerts,
                    Math.max(1, timeout), useProxy, httpAgent, decompress, clientCert, clientKey,
                    Request.security(ciphers, useGssapi), useNetrc).checked();
        }
    }

    @Override
    public Plan plan(Params params, HostState host, Control control) {
        Plan plan = new Fetching(params, params.request(params.url), host, control).plan();
        return params.extras().on(host, plan, Fetched.files(plan));
    }
}

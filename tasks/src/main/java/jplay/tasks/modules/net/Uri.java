package jplay.tasks.modules.net;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.FileExtras;
import jplay.tasks.modules.support.Inputs;
import jplay.tasks.modules.support.KeptFile;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** Speaks to web services. */
@Module(
        name = "uri",
        summary = "Makes an HTTP request from the host, by curl; a plain GET by wget where there is no curl.",
        needs = "curl",
        example = """
                - name: Wait for the API server
                  uri:
                    url: https://127.0.0.1:6443/healthz
                    validate_certs: false
                    return_content: true
                  register: health
                  until: health.content == 'ok'
                  retries: 10
                """)
@AutoService(TaskModule.class)
public final class Uri implements TaskModule<Uri.Params> {
    private static final int NEW_FILE = 0644;

    /** The parameters. */
    public record Params(
            @Param(value = "Where the request goes.", required = true) String url,
            @Param(value = "The method: GET, POST, PUT …", def = "GET") String method,
            @Param("What is sent: text, or with body_format a value.") @Nullable Object body,
            @Param(value = "How it is sent; says so in Content-Type.", choices = {"raw", "json", "form-urlencoded", "form-multipart"}, def = "raw") String bodyFormat,
            @Param("A file that is sent as the body.") @Nullable String src,
            @Param("That file is on the host, not on the control machine.") boolean remoteSrc,
            @Param("Headers of the request.") Map<String, Object> headers,
            @Param("Headers of these that do not follow a redirect.") List<String> unredirectedHeaders,
            @Param(value = "The statuses that mean success.", def = "200") List<String> statusCode,
            @Param("Return the answer's body as content.") boolean returnContent,
            @Param("A file on the host that the answer's body is written to; the task is changed when that changes it.") @Nullable String dest,
            @Param("Do nothing where this is on the host.") @Nullable String creates,
            @Param("Do nothing where this is not on the host.") @Nullable String removes,
            @Param(value = "Which redirects are followed: all, none, or those of GET and HEAD.", choices = {"all", "yes", "no", "none", "safe", "urllib2"}, def = "safe") String followRedirects,
            @Param(value = "Seconds to wait for the connection, and for each next piece.", def = "30") int timeout,
            @Param(value = "The user, for servers that ask.", aliases = "user") @Nullable String urlUsername,
            @Param(value = "The user's password.", aliases = "password", secret = true) @Nullable String urlPassword,
            @Param("Send user and password before the server asks.") boolean forceBasicAuth,
            @Param(value = "Whether the server's certificate is checked.", def = "true") boolean validateCerts,
            @Param("The file of CA certificates that it is checked by, on the host.") @Nullable String caPath,
            @Param("A certificate for the server that asks for one, on the host.") @Nullable String clientCert,
            @Param("Its key, where it is in a file of its own.") @Nullable String clientKey,
            @Param("The Unix socket to speak through.") @Nullable String unixSocket,
            @Param(value = "Whether the host's proxy settings count.", def = "true") boolean useProxy,
            @Param(value = "What the request says it comes from.", def = "ansible-httpget") String httpAgent,
            @Param(value = "Decompress what the server compressed on its way.", def = "true") boolean decompress,
            @Param("Ask for a fresh answer, not one out of a cache on the way.") boolean force,
            @Param("The mode of dest.") @Nullable FileMode mode,
            @Param("The owner of dest.") @Nullable String owner,
            @Param("The group of dest.") @Nullable String group,
            @Param("Write into a file that cannot be replaced whole, such as a bind mount.") boolean unsafeWrites,
            @Param("The ciphers to offer, as curl calls them.") List<String> ciphers,
            @Param("Prove who asks by Kerberos.") boolean useGssapi,
            @Param(value = "Take user and password of ~/.netrc where none are given.", def = "true") boolean useNetrc,
            @Param(value = "", flat = true) FileExtras extras) {
        public Params {
            for (String code : statusCode) {
                if (!code.matches("-?\\d{1,3}")) {
                    throw new IllegalArgumentException("status_code: '" + code + "' is no status; write a number, as 200");
                }
            }
            if (!method.matches("[A-Za-z]+")) {
                throw new IllegalArgumentException("Parameter 'method' needs to be a single word in uppercase, like GET or POST.");
            }
            if (body != null && src != null) {
                throw new IllegalArgumentException("body and src exclude each other");
            }
        }
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Inputs inputs = new Inputs(host, p.dest, p.creates, p.removes).withoutContent();
        Plan more = inputs.more(new HttpToolRead());
        if (more != null) {
            return more;
        }
        if (p.creates != null && inputs.file(p.creates) != null) {
            return new Plan.InSync(Map.of("stdout", "skipped, since '" + p.creates + "' exists"));
        }
        if (p.removes != null && inputs.file(p.removes) == null) {
            return new Plan.InSync(Map.of("stdout", "skipped, since '" + p.removes + "' does not exist"));
        }
        Body.Encoded body = p.bodyFormat.equals("form-multipart")
                ? Multipart.encode(p.body, file -> control.open(control.find(file, "files")))
                : Body.encode(p.body, p.bodyFormat);
        Request request = request(p, body);
        check(p, request, host.get(new HttpToolRead()).orElse("none"));
        KeptFile dest = dest(p, inputs, request);
        @Nullable Content upload = p.src != null && !p.remoteSrc ? Content.of(control.find(p.src, "files")) : null;
        Call call = new Call(request, follows(p), upload, p.remoteSrc ? p.src : null, dest, p.statusCode, p.unsafeWrites);
        @Nullable Boolean changes = dest == null ? Boolean.FALSE : dest.is() == null ? Boolean.TRUE : null;
        Plan plan = new Plan.Opaque(call, output -> new Response(output, request.url()).outcome(p.statusCode, p.returnContent, dest), changes);
        return dest == null ? plan : p.extras().on(host, plan, dest.target());
    }

    private static boolean follows(Params p) {
        String method = p.method.toUpperCase(Locale.ROOT);
        return switch (p.followRedirects) {
            case "all", "yes" -> true;
            case "no", "none" -> false;
            default -> method.equals("GET") || method.equals("HEAD");
        };
    }

    private static Request request(Params p, Body.@Nullable Encoded body) {
        Map<String, String> headers = Headers.text(p.headers);
        boolean typed = headers.keySet().stream().anyMatch("content-type"::equalsIgnoreCase);
        if (body != null && body.type() != null && !typed) {
            headers.put("Content-Type", body.type());
        }
        if (p.force) {
            headers.put("Cache-Control", "no-cache");
        }
        return Request.of(
                p.url.strip(), headers, p.unredirectedHeaders, p.urlUsername, p.urlPassword, p.forceBasicAuth, p.validateCerts,
                Math.max(1, p.timeout), p.useProxy, p.httpAgent, p.decompress, p.clientCert, p.clientKey, options(p, body), p.useNetrc).checked();
    }

    private static List<String> options(Params p, Body.@Nullable Encoded body) {
        List<String> options = new ArrayList<>(Request.security(p.ciphers, p.useGssapi));
        String method = p.method.toUpperCase(Locale.ROOT);
        boolean sends = body != null || p.src != null;
        if (body != null) {
            options.add(Request.option("data-raw", body.text()));
        }
        if (method.equals("HEAD")) {
            options.add("head");
        } else if (!method.equals(sends ? "POST" : "GET")) {
            options.add(Request.option("request", method));
        }
        if (p.caPath != null) {
            options.add(Request.option("cacert", p.caPath));
        }
        if (p.unixSocket != null) {
            options.add(Request.option("unix-socket", p.unixSocket));
        }
        return options;
    }

    private static void check(Params p, Request request, String tool) {
        boolean wget = tool.equals("wget") && request.fitsWget() && p.src == null;
        if (!tool.equals("curl") && !wget) {
            throw new ModuleFailure("uri needs curl on the host, which has "
                    + (tool.equals("wget") ? "only wget, and that does plain GETs alone" : "neither curl nor wget")
                    + "; install it first: package: name=curl state=present");
        }
    }

    private static @Nullable KeptFile dest(Params p, Inputs inputs, Request request) {
        if (p.dest == null) {
            return null;
        }
        String path = inputs.absolute(p.dest);
        @Nullable FileState is = inputs.file(p.dest);
        if (is != null && is.isDirectory()) {
            return new KeptFile(FilePaths.join(path, request.fileName()), null, p.mode, NEW_FILE, p.owner, p.group, false);
        }
        return new KeptFile(path, is, p.mode, NEW_FILE, p.owner, p.group, false);
    }
}

package jplay.tasks.modules.net;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request, and how curl, wget or the control machine are told of it.
 *
 * @param url without user and password
 * @param unredirected the names of headers that must not follow a redirect
 * @param options further lines of curl's configuration
 * @param netrc whether ~/.netrc counts
 */
record Request(
        String url,
        Map<String, String> headers,
        List<String> unredirected,
        @Nullable String user,
        @Nullable String password,
        boolean forceBasic,
        boolean validate,
        int timeout,
        boolean proxy,
        String agent,
        boolean decompress,
        @Nullable String clientCert,
        @Nullable String clientKey,
        List<String> options,
        boolean netrc) {

    /** Takes user and password out of the URL: what is in it is shown, and is an argument of wget. */
    static Request of(
            String url, Map<String, String> headers, List<String> unredirected, @Nullable String user, @Nullable String password,
            boolean forceBasic, boolean validate, int timeout, boolean proxy, String agent, boolean decompress,
            @Nullable String clientCert, @Nullable String clientKey, List<String> options, boolean netrc) {
        int start = url.indexOf("://") + 3;
        int slash = url.indexOf('/', start);
        int at = url.lastIndexOf('@', slash < 0 ? url.length() : slash);
        boolean inUrl = start > 2 && at >= start;
        String[] pair = inUrl ? url.substring(start, at).split(":", 2) : new String[0];
        return new Request(
                inUrl ? url.substring(0, start) + url.substring(at + 1) : url, headers, unredirected,
                user == null && pair.length > 0 ? plain(pair[0]) : user,
                password == null && pair.length > 1 ? plain(pair[1]) : password,
                forceBasic, validate, timeout, proxy, agent, decompress, clientCert, clientKey, options, netrc);
    }

    private static String plain(String encoded) {
        return java.net.URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Whether wget can do it: what it is told are arguments, which every user of the host can read. */
    boolean fitsWget() {
        return headers.isEmpty() && user == null && password == null && clientCert == null && options.isEmpty()
                && (url.startsWith("http://") || url.startsWith("https://"));
    }

    /** Whether the control machine can do it in place of the host. */
    boolean fitsControl() {
        return validate && clientCert == null && options.isEmpty() && (url.startsWith("http://") || url.startsWith("https://"));
    }

    /** The name of the file that the address ends in. */
    String fileName() {
        return fileName(url);
    }

    static String fileName(String url) {
        String path = url.replaceFirst("[?#].*", "").replaceFirst("^[a-zA-Z]+://[^/]*", "");
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? "index.html" : name;
    }

    /** The variables that the functions of {@code net.sh} look at. */
    String variables() {
        return variables(true);
    }

    String variables(boolean follow) {
        boolean parted = follow && unredirected.stream().anyMatch(name -> headers.keySet().stream().anyMatch(name::equalsIgnoreCase));
        return "jp_config=" + Shell.quote(config(url, parted ? Leg.FIRST : follow ? Leg.ALL : Leg.STAY))
                + " jp_config_near=" + Shell.quote(parted ? config(null, Leg.NEAR) : "")
                + " jp_config_far=" + Shell.quote(parted ? config(null, Leg.FAR) : "")
                + " jp_origin=" + Shell.quote(url.replaceFirst("(://[^/?#]*).*", "$1"))
                + " jp_url=" + Shell.quote(fitsWget() ? url : "")
                + " jp_agent=" + Shell.quote(agent)
                + " jp_timeout=" + timeout
                + " jp_insecure=" + (validate ? "" : "1")
                + " jp_noproxy=" + (proxy ? "" : "1")
                + " jp_follow=" + (follow ? "1" : "") + "\n";
    }

    /** For the control machine: headers, with the credentials among them. */
    Map<String, String> allHeaders() {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putIfAbsent("User-Agent", agent);
        if (user != null) {
            String pair = user + ":" + (password == null ? "" : password);
            all.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return all;
    }

    /** Part of a request's way: all of it, the first step, or what follows on the same host or on another. */
    private enum Leg { ALL, STAY, FIRST, NEAR, FAR }

    private boolean goesAlong(String header, Leg leg) {
        boolean credential = header.equalsIgnoreCase("Authorization") || header.equalsIgnoreCase("Cookie");
        return switch (leg) {
            case ALL, STAY, FIRST -> true;
            case NEAR -> unredirected.stream().noneMatch(header::equalsIgnoreCase);
            case FAR -> !credential && unredirected.stream().noneMatch(header::equalsIgnoreCase);
        };
    }

    private String config(@Nullable String address, Leg leg) {
        StringBuilder config = new StringBuilder("silent\nshow-error\ngloboff\n");
        line(config, "url", address);
        config.append(leg != Leg.FIRST && leg != Leg.STAY ? "location\n" : "");
        line(config, "user-agent", agent);
        line(config, "connect-timeout", String.valueOf(timeout));
        line(config, "speed-time", String.valueOf(timeout));
        line(config, "speed-limit", "1");
        headers.forEach((name, value) -> {
            if (goesAlong(name, leg)) {
                line(config, "header", value.isEmpty() ? name + ";" : name + ": " + value);
            }
        });
        if (user != null && leg != Leg.FAR) {
            line(config, "user", user + ":" + (password == null ? "" : password));
            config.append(forceBasic ? "basic\n" : "anyauth\n");
        }
        config.append(netrc && user == null ? "netrc-optional\n" : "");
        if (decompress) {
            config.append("compressed\n");
            if (headers.keySet().stream().noneMatch("accept-encoding"::equalsIgnoreCase)) {
                line(config, "header", "Accept-Encoding: identity");
            }
        }
        config.append(validate ? "" : "insecure\n");
        line(config, "noproxy", proxy ? null : "*");
        line(config, "cert", clientCert);
        line(config, "key", clientKey);
        options.forEach(option -> config.append(option).append('\n'));
        return config.toString();
    }

    /** What is said of a connection's security, in lines of curl's configuration. */
    static List<String> security(List<String> ciphers, boolean kerberos) {
        List<String> lines = new ArrayList<>();
        if (!ciphers.isEmpty()) {
            lines.add(option("ciphers", String.join(":", ciphers)));
        }
        if (kerberos) {
            lines.add("negotiate");
            lines.add(option("user", ":"));
        }
        return lines;
    }

    /** A line of curl's configuration. */
    static String option(String name, String value) {
        return name + " = \"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + "\"";
    }

    private static void line(StringBuilder config, String name, @Nullable String value) {
        if (value != null) {
            config.append(option(name, value)).append('\n');
        }
    }

    /** Fails early on what is no address. */
    Request checked() {
        try {
            URI uri = URI.create(url.replaceAll("[\\[\\]{}|^ ]", "_"));
            if (uri.getScheme() != null) {
                return this;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new ModuleFailure("'" + url + "' is no URL; it begins with http:// or https://");
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "Request[" + url + "]";
    }
}

package jplay.tasks.modules.net;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.facts.Json;
import jplay.tasks.modules.support.KeptFile;
import org.jspecify.annotations.Nullable;

/** What {@code jp_uri} printed: seven lines, the headers, the body. */
final class Response {
    private static final int LINES = 7;
    private static final Pattern STATUS = Pattern.compile("\\s*HTTP/\\S+\\s+(\\d{3})\\s*(.*)");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([\\w.-]+)");
    private final Output output;
    private final String url;
    private final String[] lines;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final byte[] body;
    private String reason = "";

    Response(Output output, String url) {
        this.output = output;
        this.url = url;
        byte[] bytes = output.stdout();
        int at = 0;
        for (int count = 0; at < bytes.length && count < LINES; at++) {
            count += bytes[at] == '\n' ? 1 : 0;
        }
        this.lines = Arrays.copyOf(new String(bytes, 0, at, StandardCharsets.UTF_8).split("\n", LINES + 1), LINES);
        int end = output.exit() != 0 || at == 0 ? bytes.length : at + Integer.parseInt(lines[6]);
        new String(bytes, at, end - at, StandardCharsets.UTF_8).lines().forEach(this::header);
        this.body = Arrays.copyOfRange(bytes, end, bytes.length);
    }

    /** Those of the last answer: a redirect has its own before. */
    private void header(String line) {
        Matcher status = STATUS.matcher(line);
        int colon = line.indexOf(": ");
        if (status.matches()) {
            headers.clear();
            cookies.clear();
            reason = status.group(2).strip();
        } else if (colon > 0 && !line.startsWith("curl: ") && !line.startsWith("@@")) {
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT).replace('-', '_');
            String value = line.substring(colon + 2).strip();
            headers.merge(name, value, (a, b) -> a + ", " + b);
            int equals = value.indexOf('=');
            if (name.equals("set_cookie") && equals > 0) {
                cookies.put(value.substring(0, equals), value.substring(equals + 1).replaceFirst(";.*", ""));
            }
        }
    }

    Plan.Outcome outcome(List<String> wanted, boolean returnContent, @Nullable KeptFile dest) {
        if (output.exit() != 0) {
            return new Plan.Outcome(false, output.err().strip(), Map.of("url", url));
        }
        boolean answered = lines[1].matches("[1-9]\\d\\d");
        int status = answered ? Integer.parseInt(lines[1]) : -1;
        boolean fits = wanted.contains(String.valueOf(status));
        String message = answered
                ? status < 400 ? (reason.isEmpty() ? "OK" : reason) + " (" + headers.getOrDefault("content_length", "unknown") + " bytes)"
                        : "HTTP Error " + status + ": " + reason
                : "Request failed: " + (lines[5].isEmpty() ? "exit status " + lines[0] : lines[5]);
        Map<String, @Nullable Object> result = new LinkedHashMap<>(headers);
        result.put("url", lines[2].isEmpty() ? url : lines[2]);
        result.put("status", status);
        result.put("redirected", !lines[2].isEmpty() && !same(lines[2], url));
        result.put("elapsed", Integer.parseInt(lines[3]));
        result.put("cookies", cookies);
        result.put("cookies_string", String.join("; ", cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).toList()));
        result.put("msg", message);
        content(result, returnContent);
        if (dest != null) {
            result.put("path", dest.path());
        }
        return new Plan.Outcome(lines[4].equals("1"), fits ? null : "Status code was " + status + " and not " + wanted + ": " + message, result);
    }

    private void content(Map<String, @Nullable Object> result, boolean wanted) {
        String type = headers.getOrDefault("content_type", "");
        Matcher charset = CHARSET.matcher(type);
        boolean known = charset.find() && Charset.isSupported(charset.group(1));
        String text = new String(body, known ? Charset.forName(charset.group(1)) : StandardCharsets.UTF_8);
        if (wanted) {
            result.put("content", text);
        }
        String kind = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (kind.endsWith("/json") || kind.endsWith("+json") || kind.endsWith("/javascript")) {
            try {
                result.put("json", Json.read(text));
            } catch (IOException e) {
                // It says that it is JSON and is not; content has it as it is.
            }
        }
    }

    private static boolean same(String a, String b) {
        return a.replaceFirst("/$", "").equals(b.replaceFirst("/$", ""));
    }
}

package jplay.runner.expression;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters for HTML and URLs. */
final class MarkupFilters {
    static final String NAMES = "e escape forceescape striptags tojson xmlattr urlencode urldecode urlsplit urlize";

    private static final Pattern URL = Pattern.compile("(?:([A-Za-z][\\w+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)[^\\s<>\"']*[^\\s<>\"'.,;:!?)]");

    private MarkupFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "e", "escape", "forceescape" -> (v, a) -> escape(Values.str(v));
            case "striptags" -> (v, a) -> stripTags(Values.str(v));
            case "tojson" -> MarkupFilters::toJson;
            case "xmlattr" -> MarkupFilters::attributes;
            case "urlencode" -> (v, a) -> urlEncode(v);
            case "urldecode" -> (v, a) -> URLDecoder.decode(Values.str(v), StandardCharsets.UTF_8);
            case "urlsplit" -> (v, a) -> split(Values.str(v), a.text(0, "query", ""));
            case "urlize" -> (v, a) -> urlize(Values.str(v));
            default -> null;
        };
    }

    static String escape(String s) {
        return s.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;").replace("'", "&#39;").replace("\"", "&#34;");
    }

    private static String stripTags(String s) {
        String text = s.replaceAll("(?s)<!--.*?-->", "").replaceAll("(?s)<[^>]*>", "");
        String plain = String.join(" ", text.strip().split("\\s+"));
        return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&#34;", "\"")
                .replace("&nbsp;", "\u00a0").replace("&amp;", "&");
    }

    private static String toJson(@Nullable Object value, Args a) {
        Object indent = a.get(0, "indent");
        String by = indent == null ? null : " ".repeat(Math.toIntExact(Numbers.toLong(indent, "indent")));
        return new JsonWriter(true, true, by).write(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
                .replace("'", "\\u0027");
    }

    private static String attributes(@Nullable Object value, Args a) {
        List<String> parts = new ArrayList<>();
        Values.map(value).forEach((k, v) -> {
            if (v != null && !(v instanceof Undefined)) {
                parts.add(escape(Values.str(k)) + "=\"" + escape(Values.str(v)) + "\"");
            }
        });
        return (a.flag(0, "autospace", true) && !parts.isEmpty() ? " " : "") + String.join(" ", parts);
    }

    private static String urlEncode(@Nullable Object value) {
        if (!(value instanceof Map<?, ?>) && !(value instanceof List<?>)) {
            return quote(Values.str(value), "/");
        }
        List<String> parts = new ArrayList<>();
        for (Object pair : value instanceof Map<?, ?> map ? DictMethods.items(map) : Values.list(value)) {
            List<@Nullable Object> entry = Values.list(pair);
            parts.add(queryPart(entry.get(0)) + "=" + queryPart(entry.get(1)));
        }
        return String.join("&", parts);
    }

    private static String queryPart(@Nullable Object value) {
        return quote(Values.str(value), "").replace("%20", "+");
    }

    static String quote(String s, String safe) {
        StringBuilder out = new StringBuilder();
        for (byte b : s.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "_.-~".indexOf(c) >= 0 || safe.indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return out.toString();
    }

    private static @Nullable Object split(String url, String wanted) {
        Matcher m = URL.matcher(url);
        if (!m.matches()) {
            throw new ExpressionException("'" + url + "' is no URL");
        }
        Map<@Nullable Object, @Nullable Object> parts = new LinkedHashMap<>();
        String authority = text(m.group(2));
        String user = authority.contains("@") ? authority.substring(0, authority.lastIndexOf('@')) : null;
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        Matcher port = Pattern.compile(":(\\d*)$").matcher(host);
        boolean hasPort = port.find();
        String name = (hasPort ? host.substring(0, port.start()) : host).replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        parts.put("fragment", text(m.group(5)));
        parts.put("hostname", name.isEmpty() ? null : name);
        parts.put("netloc", authority);
        parts.put("password", user != null && user.contains(":") ? user.substring(user.indexOf(':') + 1) : null);
        parts.put("path", text(m.group(3)));
        parts.put("port", hasPort && !port.group(1).isEmpty() ? (Object) Long.valueOf(port.group(1)) : null);
        parts.put("query", text(m.group(4)));
        parts.put("scheme", text(m.group(1)).toLowerCase(Locale.ROOT));
        parts.put("username", user != null && user.contains(":") ? user.substring(0, user.indexOf(':')) : user);
        if (!wanted.isEmpty() && !parts.containsKey(wanted)) {
            throw new ExpressionException("unknown URL component '" + wanted + "'" + CloseNames.suggestion(wanted, Access.names(parts)));
        }
        return wanted.isEmpty() ? parts : parts.get(wanted);
    }

    private static String text(@Nullable String part) {
        return part == null ? "" : part;
    }

    private static String urlize(String s) {
        Matcher m = LINK.matcher(s);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (m.find()) {
            String target = m.group().startsWith("www.") ? "https://" + m.group() : m.group();
            out.append(escape(s.substring(from, m.start())));
            out.append("<a href=\"").append(escape(target)).append("\" rel=\"noopener\">").append(escape(m.group())).append("</a>");
            from = m.end();
        }
        return out.append(escape(s.substring(from))).toString();
    }
}

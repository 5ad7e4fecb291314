package jplay.runner.expression;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lookups of files, commands and URLs. */
final class FileLookups {
    static final String NAMES = "file unvault fileglob filetree first_found template lines pipe url password";

    private static final List<String> MARKS = List.of(
            "variable_start_string", "variable_end_string", "comment_start_string", "comment_end_string", "trim_blocks", "lstrip_blocks");

    private FileLookups() {}

    static @Nullable Lookup find(String name) {
        return switch (name) {
            case "file" -> FileLookups::files;
            case "unvault" -> (terms, o, s) -> each(terms, t -> s.environment().readFile(LookupFiles.require(t, "files", s.environment())));
            case "fileglob" -> FileLookups::globs;
            case "filetree" -> FileTree::find;
            case "first_found" -> FirstFound::find;
            case "template" -> FileLookups::templates;
            case "lines" -> (terms, o, s) -> lines(terms, s);
            case "pipe" -> (terms, o, s) -> each(terms, t -> Texts.strip(output(t, s), "\r\n", false, true));
            case "url" -> FileLookups::urls;
            case "password" -> PasswordLookup::run;
            default -> null;
        };
    }

    private static List<@Nullable Object> each(List<@Nullable Object> terms, java.util.function.Function<String, @Nullable Object> work) {
        List<@Nullable Object> result = new ArrayList<>();
        terms.forEach(term -> result.add(work.apply(Values.str(term))));
        return result;
    }

    private static boolean option(Map<String, @Nullable Object> options, String name, boolean otherwise) {
        return options.containsKey(name) ? Boolean.TRUE.equals(ValueFilters.toBool(options.get(name))) : otherwise;
    }

    private static List<@Nullable Object> files(List<@Nullable Object> terms, Map<String, @Nullable Object> o, Scope scope) {
        return each(terms, term -> {
            @Nullable Object foreseen = scope.environment().foreseen(java.nio.file.Path.of(PathFilters.expandUser(term)));
            if (foreseen instanceof Unknown unknown) {
                return unknown;
            }
            String text = foreseen != null ? String.valueOf(foreseen) : scope.environment().readFile(LookupFiles.require(term, "files", scope.environment()));
            return Texts.strip(text, null, option(o, "lstrip", false), option(o, "rstrip", true));
        });
    }

    private static List<@Nullable Object> globs(List<@Nullable Object> terms, Map<String, @Nullable Object> o, Scope scope) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object term : terms) {
            String pattern = Values.str(term);
            int slash = pattern.lastIndexOf('/');
            @Nullable Path inside = slash < 0 ? null : LookupFiles.find(pattern.substring(0, slash + 1), "files", scope.environment());
            List<Path> directories = slash < 0 ? scope.environment().searchPath("files") : inside == null ? List.of() : List.of(inside);
            for (Path directory : directories) {
                List<@Nullable Object> found = LookupFiles.glob(directory, pattern.substring(slash + 1));
                if (!found.isEmpty()) {
                    result.addAll(found);
                    break;
                }
            }
        }
        return result;
    }

    private static List<@Nullable Object> templates(List<@Nullable Object> terms, Map<String, @Nullable Object> o, Scope scope) {
        Map<String, @Nullable Object> extra = new java.util.LinkedHashMap<>();
        if (o.get("template_vars") instanceof Map<?, ?> given) {
            given.forEach((k, v) -> extra.put(Values.str(k), v));
        }
        Scope inner = extra.isEmpty() ? scope : scope.with(extra);
        Map<String, @Nullable Object> marks = new java.util.LinkedHashMap<>(o);
        marks.keySet().removeIf(name -> !MARKS.contains(name));
        return each(terms, term ->
                scope.environment().renderFile(LookupFiles.require(term, "templates", scope.environment()), inner, marks));
    }

    private static List<@Nullable Object> lines(List<@Nullable Object> terms, Scope scope) {
        List<@Nullable Object> result = new ArrayList<>();
        terms.forEach(term -> result.addAll(Texts.lines(output(Values.str(term), scope), false)));
        return result;
    }

    private static String output(String command, Scope scope) {
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", command).directory(scope.environment().directory().toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
            try (InputStream out = process.getInputStream()) {
                String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
                int status = process.waitFor();
                if (status != 0) {
                    throw new ExpressionException("the command '" + command + "' returned " + status);
                }
                return text;
            }
        } catch (IOException e) {
            throw new ExpressionException("the command '" + command + "' cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static ExpressionException interrupted() {
        Thread.currentThread().interrupt();
        return new ExpressionException("interrupted");
    }

    private static List<@Nullable Object> urls(List<@Nullable Object> terms, Map<String, @Nullable Object> o, Scope scope) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object term : terms) {
            String text = fetch(Values.str(term), o);
            if (option(o, "split_lines", true)) {
                result.addAll(Texts.lines(text, false));
            } else {
                result.add(text);
            }
        }
        return result;
    }

    private static String fetch(String url, Map<String, @Nullable Object> o) {
        if (url.startsWith("file:")) {
            return LookupFiles.read(java.nio.file.Path.of(URI.create(url).getPath()));
        }
        Duration timeout = Duration.ofMillis((long) (Numbers.real(o.getOrDefault("timeout", 10L)) * 1000));
        try (HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(timeout).build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout);
            if (o.get("headers") instanceof Map<?, ?> headers) {
                headers.forEach((k, v) -> request.header(Values.str(k), Values.str(v)));
            }
            if (o.get("username") != null) {
                String credentials = Values.str(o.get("username")) + ":" + Values.str(o.getOrDefault("password", ""));
                request.header("Authorization", "Basic "
                        + java.util.Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
            }
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new ExpressionException("'" + url + "' answers with status " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new ExpressionException("'" + url + "' cannot be fetched: " + e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }
}

package jplay.runner.execute;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.ModuleFailure;
import org.jspecify.annotations.Nullable;

/** Fetches from the control machine, each URL once in a run. */
final class ControlHttp implements Control.Http {
    private final Map<String, Content> fetched = new ConcurrentHashMap<>();
    private @Nullable HttpClient client;

    @Override
    public Content fetch(String url, Map<String, String> headers, Duration timeout) {
        return fetched.computeIfAbsent(url + headers, key -> load(url, headers, timeout));
    }

    private synchronized HttpClient client(Duration timeout) {
        HttpClient known = client;
        if (known == null) {
            known = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(timeout).build();
            client = known;
        }
        return known;
    }

    private Content load(String url, Map<String, String> headers, Duration timeout) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout);
            headers.forEach(request::header);
            Path file = Files.createTempFile("jplay-download", null);
            file.toFile().deleteOnExit();
            HttpResponse<Path> response = client(timeout).send(request.build(), HttpResponse.BodyHandlers.ofFile(file));
            if (response.statusCode() != 200) {
                throw new ModuleFailure("fetching " + url + " from the control machine: HTTP status " + response.statusCode());
            }
            return Content.of(file);
        } catch (IOException | IllegalArgumentException e) {
            throw new ModuleFailure("fetching " + url + " from the control machine: "
                    + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        } catch (InterruptedException e) {
            throw new Interrupted();
        }
    }
}

package jplay.runner.execute;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.ModuleFailure;

/** Fetches from the control machine, each URL once in a run. */
final class ControlHttp implements Control.Http {
    private final Map<String, Content> fetched = new ConcurrentHashMap<>();
    private final Map<Boolean, HttpClient> clients = new HashMap<>();

    @Override
    public Content fetch(String url, Map<String, String> headers, Duration timeout) {
        return fetch(url, headers, timeout, true);
    }

    @Override
    public Content fetch(String url, Map<String, String> headers, Duration timeout, boolean validate) {
        return fetched.computeIfAbsent(validate + " " + url + headers, key -> load(url, headers, timeout, validate));
    }

    private synchronized HttpClient client(Duration timeout, boolean validate) {
        return clients.computeIfAbsent(validate, key -> {
            HttpClient.Builder builder = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(timeout);
            return (validate ? builder : builder.sslContext(AnyServer.context())).build();
        });
    }

    private Content load(String url, Map<String, String> headers, Duration timeout, boolean validate) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout);
            headers.forEach(request::header);
            Path file = Files.createTempFile("jplay-download", null);
            file.toFile().deleteOnExit();
            HttpResponse<Path> response = client(timeout, validate).send(request.build(), HttpResponse.BodyHandlers.ofFile(file));
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

package jplay.runner.roles;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** What is fetched over HTTP. */
final class Web {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(Duration.ofSeconds(20)).build();

    void download(String url, Path file) {
        get(url, HttpResponse.BodyHandlers.ofFile(file));
    }

    String text(String url) {
        return get(url, HttpResponse.BodyHandlers.ofString());
    }

    private <T> T get(String url, HttpResponse.BodyHandler<T> handler) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).header("User-Agent", "jplay").build();
            HttpResponse<T> response = client.send(request, handler);
            if (response.statusCode() != 200) {
                throw new RoleFailure(url + " answers " + response.statusCode());
            }
            return response.body();
        } catch (IllegalArgumentException e) {
            throw new RoleFailure("'" + url + "' is no URL", e);
        } catch (IOException e) {
            String why = e.getMessage() == null ? "no answer" : e.getMessage();
            throw new RoleFailure(url + " cannot be fetched: " + why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoleFailure("interrupted", e);
        }
    }
}

package jplay.tasks.modules.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Plan;
import jplay.tasks.modules.Case;
import jplay.tasks.modules.FakeControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UriTest {
    private Server server;

    @TempDir
    Path dir;

    @BeforeEach
    void start() throws IOException {
        server = new Server().on("/", 200, "hello", "X-Some-Thing", "1", "Set-Cookie", "a=b; Path=/")
                .on("/json", 200, "{\"a\": [1, null, true]}", "Content-Type", "application/json")
                .on("/moved", 302, "", "Location", "/")
                .on("/made", 201, "made");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Case uri(String path, Object... more) {
        Case call = Case.of("uri").control(new FakeControl(Map.of(), dir)).with("url", server.url(path));
        for (int i = 0; i < more.length; i += 2) {
            call.with((String) more[i], more[i + 1]);
        }
        return call;
    }

    @Test
    void getsContentAndHeaders() {
        Map<String, Object> result = uri("/", "return_content", true).run();
        assertEquals(
                List.of(false, 200, "hello", "1", "OK (5 bytes)", false, Map.of("a", "b"), server.url("/")),
                List.of(result.get("changed"), result.get("status"), result.get("content"), result.get("x_some_thing"), result.get("msg"),
                        result.get("redirected"), result.get("cookies"), result.get("url")));
        assertFalse(uri("/").run().containsKey("content"));
    }

    @Test
    void readsJson() {
        assertEquals(Map.of("a", java.util.Arrays.asList(1, null, true)), uri("/json").run().get("json"));
    }

    @Test
    void sendsBodies() {
        uri("/", "method", "POST", "body", Map.of("a", List.of(1, "x\"\n")), "body_format", "json").run();
        uri("/", "method", "post", "body", Map.of("a b", "c&d"), "body_format", "form-urlencoded").run();
        uri("/", "method", "PUT", "body", "@plain\\", "headers", Map.of("Content-Type", "text/plain")).run();
        uri("/", "method", "DELETE").run();
        assertEquals(List.of(
                "POST / Content-type=application/json {\"a\":[1,\"x\\\"\\n\"]}",
                "POST / Content-type=application/x-www-form-urlencoded a+b=c%26d",
                "PUT / Content-type=text/plain @plain\\",
                "DELETE /"), server.seen);
    }

    @Test
    void sendsForms() throws IOException {
        Files.writeString(dir.resolve("note.txt"), "from a file\n");
        uri("/", "method", "POST", "body_format", "form-multipart", "body", Map.of("n", Map.of("filename", "note.txt"))).run();
        uri("/", "method", "POST", "body_format", "form-multipart", "body", Map.of("n", "text")).run();
        uri("/", "method", "POST", "body_format", "form-multipart", "body", Map.of("n", Map.of("content", "{}", "mime_type", "application/json"))).run();
        assertEquals(List.of(
                "Content-Disposition: form-data; name=\"n\"; filename=\"note.txt\"|Content-Type: text/plain|Content-Transfer-Encoding: base64||ZnJvbSBhIGZpbGUK",
                "Content-Disposition: form-data; name=\"n\"|Content-Type: text/plain||text",
                "Content-Disposition: form-data; name=\"n\"|Content-Type: application/json||{}"), server.seen.stream().map(UriTest::onlyPart).toList());
    }

    /** What stands between the boundary that the header names and its end. */
    private static String onlyPart(String seen) {
        String boundary = seen.replaceAll("(?s).*boundary=\"([^\"]*)\".*", "$1");
        return seen.substring(seen.indexOf("--" + boundary) + boundary.length() + 4, seen.indexOf("\r\n--" + boundary + "--")).replace("\r\n", "|");
    }

    @Test
    void sendsFiles() throws IOException {
        Files.writeString(dir.resolve("body"), "from a file\n");
        uri("/", "method", "POST", "src", "body").run();
        uri("/", "method", "POST", "src", dir + "/body", "remote_src", true).run();
        assertEquals(2, server.seen.stream().filter(line -> line.endsWith("from a file\n")).count(), server.seen.toString());
    }

    @Test
    void followsRedirectsAsTold() {
        Map<String, Object> result = uri("/moved").run();
        assertEquals(List.of(200, true, server.url("/")), List.of(result.get("status"), result.get("redirected"), result.get("url")));
        assertEquals(302, uri("/moved", "follow_redirects", "none", "status_code", List.of(302)).run().get("status"));
        assertEquals(302, uri("/moved", "method", "POST", "status_code", "302,303").run().get("status"));
        assertEquals(200, uri("/moved", "method", "POST", "body", "x", "follow_redirects", "all").run().get("status"));
    }

    @Test
    void someHeadersStayBehind() {
        uri("/moved", "headers", Map.of("X-A", "1", "X-B", "2"), "unredirected_headers", "x-b").run();
        assertEquals(List.of("GET /moved X-a=1 X-b=2", "GET / X-a=1"), server.seen);
    }

    @Test
    void anotherStatusFails() {
        Map<String, Object> result = uri("/gone", "return_content", true).run();
        assertEquals(
                List.of(true, 404, "no such page", "Status code was 404 and not [200]: HTTP Error 404: Not Found"),
                List.of(result.get("failed"), result.get("status"), result.get("content"), result.get("msg")));
        server.close();
        String message = String.valueOf(uri("/").run().get("msg"));
        assertTrue(message.startsWith("Status code was -1 and not [200]: Request failed: (7) Failed to connect"), message);
    }

    @Test
    void writesTheAnswer() throws IOException {
        Map<String, Object> result = uri("/", "dest", dir + "/answer", "mode", "0600").run();
        assertEquals(List.of(true, dir + "/answer"), List.of(result.get("changed"), result.get("path")));
        assertEquals("hello", Files.readString(dir.resolve("answer")));
        assertEquals(false, uri("/", "dest", dir + "/answer").run().get("changed"));
        uri("/gone", "dest", dir + "/none").run();
        try (var files = Files.list(dir)) {
            assertEquals(List.of("answer"), files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void createsAndRemoves() {
        assertEquals("skipped, since '" + dir + "' exists", uri("/", "creates", dir.toString()).run().get("stdout"));
        assertEquals("skipped, since '" + dir + "/x' does not exist", uri("/", "removes", dir + "/x").run().get("stdout"));
        assertEquals(List.of(), server.seen);
    }

    @Test
    void withoutCurl() {
        assertEquals("uri needs curl on the host, which has neither curl nor wget; install it first: package: name=curl state=present",
                ((Plan.Failed) uri("/").given(new HttpToolRead(), Answer.known("none")).plan()).message());
        assertEquals("uri needs curl on the host, which has only wget, and that does plain GETs alone; install it first: package: name=curl state=present",
                ((Plan.Failed) uri("/", "method", "POST").given(new HttpToolRead(), Answer.known("wget")).plan()).message());
    }

    @Test
    void secretsAreNotShown() {
        assertFalse(uri("/", "user", "me", "password", "hunter2").planHere().toString().contains("hunter2"));
    }
}

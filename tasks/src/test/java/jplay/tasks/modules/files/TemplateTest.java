package jplay.tasks.modules.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jplay.tasks.ShellRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {
    @TempDir
    Path here;

    @TempDir
    Path there;

    @Test
    void rendersAndDelivers() throws IOException {
        Files.writeString(here.resolve("t.j2"), "Hello {{ inventory_hostname }} from {{ template_path }}: ä\n");
        LocalHost host = new LocalHost(ShellRun.DASH, new TestControl(here));
        Map<String, ?> task = Map.of("src", "t.j2", "dest", there.toString(), "mode", "0600");
        assertEquals("changed", host.check("template", task).status());
        assertEquals("ok", host.check("template", task).status());
        assertEquals("changed", host.run("template", task).status());
        assertEquals(2, host.requests);
        assertEquals("ok", host.run("template", task).status());
        assertEquals("Hello web1 from t.j2: ä\n", Files.readString(there.resolve("t.j2")));

        Map<String, ?> dos = Map.of(
                "src", "t.j2", "dest", there + "/dos", "newline_sequence", "\\r\\n", "output_encoding", "iso-8859-1");
        assertEquals("changed", host.run("template", dos).status());
        assertEquals(
                "Hello web1 from t.j2: ä\r\n",
                Files.readString(there.resolve("dos"), StandardCharsets.ISO_8859_1));
    }

    @Test
    void aTextThatIsAnotherEachTimeComesToAnEnd() throws IOException {
        Files.writeString(here.resolve("t"), "{{ template_run_date }}\n");
        LocalHost host = new LocalHost(ShellRun.DASH, new TestControl(here));
        assertEquals("changed", host.run("template", Map.of("src", "t", "dest", there + "/t")).status());
        assertEquals("changed", host.run("template", Map.of("src", "t", "dest", there + "/t")).status());
    }

    @Test
    void failures() throws IOException {
        Files.writeString(here.resolve("t"), "x");
        LocalHost host = new LocalHost(ShellRun.DASH, new TestControl(here));
        Map<String, ?> encoding = Map.of("src", "t", "dest", there + "/t", "output_encoding", "klingon");
        assertTrue(host.run("template", encoding).message().contains("'klingon' is no encoding"));
        Map<String, ?> newline = Map.of("src", "t", "dest", there + "/t", "newline_sequence", "x");
        assertTrue(host.run("template", newline).message().startsWith("newline_sequence needs to be"));
    }
}

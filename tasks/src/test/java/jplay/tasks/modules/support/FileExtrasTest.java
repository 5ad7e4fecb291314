package jplay.tasks.modules.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.modules.Case;
import jplay.tasks.modules.FakeControl;
import jplay.tasks.modules.Here;
import jplay.tasks.modules.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attributes of file systems and labels of SELinux. */
class FileExtrasTest {
    @TempDir
    Path dir;

    private Case call(String module, String name, String arguments) throws IOException {
        Files.writeString(dir.resolve("there"), "a\n");
        Files.createDirectories(dir.resolve("pieces"));
        Files.writeString(dir.resolve("pieces/1"), "a\n");
        Files.writeString(dir.resolve("template"), "a\n");
        assertEquals(0, Here.sh("cd " + dir + " && tar czf archive.tar.gz pieces", Map.of()).exit());
        Case call = Case.of(module).control(new FakeControl(Map.of(), dir) {
            @Override
            public String render(Path template, Map<String, Object> extra, TemplateOptions options) {
                return "a\n";
            }
        }).with(name, dir + "/new");
        for (String pair : arguments.split(" ")) {
            call.with(pair.split("=")[0], pair.split("=")[1].replace("@", dir.toString()));
        }
        return call;
    }

    private static String script(Plan plan) {
        return plan instanceof Plan.Opaque opaque ? opaque.run().script()
                : ((Plan.Change) plan).effects().get(((Plan.Change) plan).effects().size() - 1).script();
    }

    @ParameterizedTest
    @CsvSource({
        "assemble, dest, src=pieces remote_src=false", "blockinfile, path, block=a create=true", "copy, dest, content=a",
        "file, path, state=touch", "get_url, dest, url=http://localhost:1/x", "lineinfile, path, line=a create=true",
        "replace, path, path=@/there regexp=a replace=b", "template, dest, src=template", "unarchive, dest, src=archive.tar.gz dest=@",
        "uri, dest, url=http://localhost:1/x", "yum_repository, reposdir, name=a reposdir=@ description=a baseurl=http://a"})
    void allAreSet(String module, String name, String arguments) throws IOException {
        Case call = call(module, name, arguments).with("attributes", "+a").with("seuser", "u").with("serole", "r")
                .with("setype", "_default").with("selevel", "s0");
        String script = script(call.planHere());
        for (String part : List.of("chattr +a -- \"$f\"", "-u u ", "-r r ", "-t \"$(matchpathcon -n \"$f\" | cut -d: -f3)\" ", "-l s0 ")) {
            assertTrue(script.contains(part), part + " in " + script);
        }
        assertTrue(script.contains(dir.toString()), script);
    }

    @ParameterizedTest
    @CsvSource({
        "attr, +a, --a---e- - -, same", "attr, +i, --a---e- - -, set", "attr, -a, --a---e- - -, set", "attr, -i, --a---e- - -, same",
        "attr, a, --a---e- - -, same", "attr, =a, -ia---e- - -, set", "attr, =, -----e- - -, same", "attr, =, --a--e- - -, set",
        "setype, t, - u:r:t:s0:c1 -, same", "setype, t, - u:r:other:s0:c1 -, set", "setype, t, - - -, same"})
    void whatIsSoIsNotSet(String parameter, String value, String is, String what) {
        Task task = Task.of("file", "path", "/f", parameter, value);
        task.file("/f", "a").says("lsattr", is + "\n");
        assertEquals(what, task.plan() instanceof Plan.InSync ? "same" : "set");
    }

    @Test
    void theDefaultIsThePolicys() {
        Task task = Task.of("file", "path", "/f", "setype", "_default", "selevel", "_default").file("/f", "a");
        task.says("lsattr", "- u:r:t:s0 u:r:t:s0\n").inSync();
        task = Task.of("file", "path", "/f", "setype", "_default").file("/f", "a").says("lsattr", "- u:r:t:s0 u:r:other:s0\n");
        assertTrue(task.effects().contains("-t \"$(matchpathcon"), task.effects());
    }

    @Test
    void whatIsNotThereIsLeftAlone() {
        Task.of("file", "path", "/f", "state", "absent", "attributes", "+i").says("lsattr", "\n").inSync();
    }

    @Test
    void theScriptReadsWhatItSets() throws IOException {
        Path file = Files.writeString(dir.resolve("f"), "a");
        String set = script(call("lineinfile", "path", "line=a create=true").with("path", file.toString()).with("attributes", "+d").planHere());
        Output done = Here.sh("chattr() { echo \"$@\"; }\n" + set, Map.of());
        assertEquals("0 +d -- " + file + "\n", done.exit() + " " + done.out());
        assertEquals("attributes: 'x!' is nothing that chattr takes; write letters, as i or +a",
                Task.of("file", "path", "/f", "attributes", "x!").failure());
    }
}

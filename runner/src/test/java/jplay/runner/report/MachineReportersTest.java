package jplay.runner.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import jplay.runner.event.Event;
import jplay.runner.event.TaskResult;
import jplay.tasks.contract.Diff;
import org.junit.jupiter.api.Test;

class MachineReportersTest {

    private static Run run() {
        Run run = Run.of("a", "b").task("motd", "template", "base", false, "a", "b")
                .item("a", "x", Run.skipped("not wanted"))
                .host("a", Run.failed("no <space> & \"quota\" hunter22", "rc", 1L, "stderr", "\033boo"))
                .host("b", Run.changed(Diff.text("/etc/motd", "a\n", "b\n"))).done()
                .task("gone", "a", "b").host("a", new TaskResult.Unreachable(Map.of(), "timed out", false))
                .host("b", Run.skipped("b is no a")).done()
                .end(4, Map.of("a", new Event.HostStats(0, 0, 1, 1, 0, 0, 0)));
        run.redactor.add("hunter22");
        return run;
    }

    @Test
    void jsonLines() {
        StringBuilder out = new StringBuilder();
        Run run = run();
        run.events.forEach(new JsonLinesReporter(run.redactor, out::append)::on);
        assertEquals("""
                {"event":"run_started","time":"2026-01-02T03:04:05Z","playbooks":["site.yml"],"check":false,"diff":false}
                {"event":"playbook_started","file":"site.yml"}
                {"event":"play_started","name":"web","hosts":["a","b"],"at":"site.yml:1:3"}
                {"event":"task_started","task":1,"name":"motd","role":"base","action":"template","handler":false,"at":"site.yml:7:7","hosts":["a","b"],"time":"2026-01-02T03:04:05Z"}
                {"event":"item_finished","task":1,"host":"a","item":"x","status":"skipped","message":"not wanted","result":{"changed":false}}
                {"event":"host_finished","task":1,"host":"a","loop":false,"took":0.12,"status":"failed","message":"no <space> & \\"quota\\" ********","ignored":false,"result":{"changed":false,"rc":1,"stderr":"\\u001Bboo"}}
                {"event":"host_finished","task":1,"host":"b","loop":false,"took":0.12,"status":"changed","diff":[{"before_header":"/etc/motd","before":"a\\n","after_header":"/etc/motd","after":"b\\n"}],"result":{"changed":true}}
                {"event":"task_finished","task":1}
                {"event":"task_started","task":2,"name":"gone","action":"copy","handler":false,"at":"site.yml:7:7","hosts":["a","b"],"time":"2026-01-02T03:04:05Z"}
                {"event":"host_finished","task":2,"host":"a","loop":false,"took":0.12,"status":"unreachable","message":"timed out","ignored":false,"result":{}}
                {"event":"host_finished","task":2,"host":"b","loop":false,"took":0.12,"status":"skipped","message":"b is no a","result":{"changed":false}}
                {"event":"task_finished","task":2}
                {"event":"play_finished","name":"web"}
                {"event":"run_finished","exit":4,"interrupted":false,"took":83.4,"hosts":{"a":{"ok":0,"changed":0,"unreachable":1,"failed":1,"skipped":0,"rescued":0,"ignored":0}}}
                """, out.toString());
    }

    @Test
    void junit() throws Exception {
        StringBuilder out = new StringBuilder();
        Run run = run();
        run.events.forEach(new JUnitReporter(run.redactor, out::append)::on);
        assertEquals("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites>
                  <testsuite name="web" tests="4" failures="1" errors="1" skipped="1" time="0.480">
                    <testcase classname="a" name="base : motd" file="site.yml:7:7" time="0.120">
                      <failure message="no &lt;space&gt; &amp; &quot;quota&quot; ********">changed: false&#10;rc: 1&#10;stderr: ^[boo&#10;</failure>
                    </testcase>
                    <testcase classname="b" name="base : motd" file="site.yml:7:7" time="0.120"/>
                    <testcase classname="a" name="gone" file="site.yml:7:7" time="0.120">
                      <error message="timed out"/>
                    </testcase>
                    <testcase classname="b" name="gone" file="site.yml:7:7" time="0.120">
                      <skipped message="b is no a"/>
                    </testcase>
                  </testsuite>
                </testsuites>
                """, out.toString());
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toString().getBytes(StandardCharsets.UTF_8)));
        assertEquals(4, document.getElementsByTagName("testcase").getLength());
        assertEquals(List.of("web"), List.of(document.getElementsByTagName("testsuite").item(0).getAttributes().getNamedItem("name").getNodeValue()));
    }
}

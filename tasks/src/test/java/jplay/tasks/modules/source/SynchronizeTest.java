package jplay.tasks.modules.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.NotKnownYet;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Route;
import jplay.tasks.modules.FakeControl;
import jplay.tasks.modules.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynchronizeTest {
    private static final Route.Peer HOST = new Route.Peer("192.0.2.7", 2222, "deploy", List.of(Path.of("/k/id")), "yes",
            List.of(Path.of("/k/known")), "jump", "-o ServerAliveInterval=9", null, null);
    private static final Route OUT = new Route(true, HOST, Route.Ahead.NONE);
    private static final Route HERE = new Route(true, null, Route.Ahead.NONE);

    @TempDir
    Path dir;

    private static Task task(Route route, Object... namesAndValues) {
        return task(route, Path.of("/play"), namesAndValues);
    }

    private static Task task(Route route, Path play, Object... namesAndValues) {
        return Task.of("synchronize", namesAndValues).says("command -v rsync", "/bin/rsync\n/bin/ssh\n")
                .control(new FakeControl(Map.of("playbook_dir", play.toString()), play) {
                    @Override
                    public Route route() {
                        return route;
                    }
                });
    }

    private static String command(Task task) {
        String[] lines = task.effects().split("\n");
        return lines[lines.length - 1];
    }

    /** Without spaces at either end: names are whole words. */
    private static boolean has(String command, String words) {
        return (" " + command.replace("'", " ") + " ").contains(" " + words + " ");
    }

    @Test
    void goesToTheHostAsJplayDoes() {
        assertEquals("/bin/rsync --delay-updates -F --compress --archive '--rsh=/bin/ssh -S none -i /k/id -o Port=2222 -o StrictHostKeyChecking=yes"
                + " -o UserKnownHostsFile=/k/known -o BatchMode=yes -J jump' '--out-format=<<CHANGED>>%i %n%L' /a/ deploy@192.0.2.7:/b",
                command(task(OUT, "src", "/a/", "dest", "/b")));
    }

    @Test
    void staysWhereBothEndsAre() {
        assertEquals("/bin/rsync --delay-updates -F --compress --archive '--out-format=<<CHANGED>>%i %n%L' /a /b",
                command(task(HERE, "src", "/a", "dest", "/b")));
    }

    @ParameterizedTest
    @CsvSource({
        "archive, false, false, --archive", "checksum, true, true, --checksum", "compress, false, false, --compress",
        "copy_links, true, true, --copy-links", "delete, true, true, --delete-after", "delay_updates, false, false, --delay-updates",
        "dirs, true, true, --dirs", "existing_only, true, true, --existing", "partial, true, true, --partial",
        "group, false, true, --no-group", "links, false, true, --no-links", "owner, false, true, --no-owner",
        "perms, false, true, --no-perms", "recursive, false, true, --no-recursive", "times, false, true, --no-times",
        "rsync_timeout, 7, true, --timeout=7", "rsync_path, /opt/rsync, true, --rsync-path=/opt/rsync",
        "dest_port, 2200, true, -o Port=2200", "private_key, /other, true, -i /other",
        "set_remote_user, false, true, 192.0.2.7:/b", "ssh_connection_multiplexing, true, false, -S none",
        "use_ssh_args, true, true, -o ServerAliveInterval=9", "verify_host, false, true, -o StrictHostKeyChecking=no",
        "mode, pull, true, deploy@192.0.2.7:/a /b", "link_dest, /old, true, -H -vv --link-dest=/old",
        "src, /other, true, /other deploy@192.0.2.7:/b", "dest, /other, true, deploy@192.0.2.7:/other"
    })
    void tells(String parameter, String value, String with, String words) {
        boolean there = Boolean.parseBoolean(with);
        Task task = parameter.equals("src") ? task(OUT, "src", value, "dest", "/b")
                : parameter.equals("dest") ? task(OUT, "src", "/a", "dest", value)
                : task(OUT, "src", "/a", "dest", "/b", parameter, value);
        String command = command(task);
        assertEquals(there, has(command, words), command);
        String plain = command(task(OUT, "src", "/a", "dest", "/b"));
        assertEquals(!there, has(plain, words), plain);
    }

    @ParameterizedTest
    @CsvSource({"group", "links", "owner", "perms", "recursive", "times"})
    void takesPartsOfArchiveAlone(String part) {
        assertEquals("/bin/rsync -F --" + part, command(task(HERE, "src", "/a", "dest", "/b", "archive", "false", "compress", "false", part, "true"))
                .replace("--delay-updates ", "").replaceFirst(" '--out-format.*", ""));
        assertFalse(command(task(HERE, "src", "/a", "dest", "/b", part, "true")).contains("--" + part));
    }

    @Test
    void splitsOptionsAsAShellDoes() {
        assertTrue(has(command(task(HERE, "src", "/a", "dest", "/b", "rsync_opts", List.of("--exclude='a b' --max-size=1"))), "--exclude=a b  --max-size=1"));
        String own = command(task(OUT, "src", "/a", "dest", "/b", "rsync_opts", List.of("--rsh=\"ssh -v\"")));
        assertTrue(own.contains("'--rsh=ssh -v'") && !own.contains("-S none"), own);
    }

    @Test
    void findsFilesAsOtherModulesDo() throws IOException {
        Files.createDirectories(dir.resolve("files/tree"));
        assertTrue(command(task(HERE, dir, "src", "tree/", "dest", "there")).endsWith(" " + dir + "/files/tree/ " + dir + "/there"));
        assertTrue(command(task(HERE, "src", "~/a/", "dest", "/b")).endsWith(" /root/a/ /b"));
    }

    @Test
    void aDelegateTakesAnyKeyUnlessToldOtherwise() {
        Route there = new Route(false, HOST, Route.Ahead.NONE);
        assertTrue(has(command(task(there, "src", "/a", "dest", "/b")), "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"));
        String checked = command(task(there, "src", "/a", "dest", "/b", "verify_host", "true"));
        assertTrue(has(checked, "-o StrictHostKeyChecking=yes") && !checked.contains("UserKnownHostsFile"), checked);
    }

    private static Route with(String password, Route.Other become) {
        return new Route(true, new Route.Peer("fe80::1", 0, "deploy", List.of(), null, List.of(), null, "", password, become), Route.Ahead.NONE);
    }

    @Test
    void keepsThePasswordOutOfArguments() {
        String script = task(with("it's", null), "src", "/a", "dest", "/b").effects();
        assertTrue(script.contains("JPLAY_SSH_PASSWORD='it'\\''s'\nexport "), script);
        String command = script.substring(script.lastIndexOf('\n'));
        assertFalse(command.contains("it'"), command);
        assertTrue(has(command, "-o NumberOfPasswordPrompts=1"), command);
        assertTrue(command.endsWith("'deploy@[fe80::1]:/b'"), command);
    }

    @Test
    void becomesAnotherThereBySudo() {
        assertTrue(has(command(task(with(null, new Route.Other("sudo", "www", null)), "src", "/a", "dest", "/b")), "--rsync-path=sudo -n -u www rsync"));
        assertEquals("become_method su: rsync becomes www on the host by sudo alone; say with rsync_path what else runs it there",
                task(with(null, new Route.Other("su", "www", null)), "src", "/a", "dest", "/b").failure());
    }

    @Test
    void refusesWhatCannotBe() {
        assertEquals("either src or dest must be a localhost", task(OUT, "src", "rsync://a/b", "dest", "rsync://c/d", "mode", "pull").failure());
        assertEquals("Hardlinking into a subdirectory of the source would cause recursion. /a/b and /a/b/c",
                task(HERE, "src", "/x", "dest", "/a/b/c", "link_dest", List.of("/a")).failure());
        assertEquals("there is no rsync on the control machine: install rsync there, or say where it is with the variable ansible_rsync_path",
                task(HERE, "src", "/a", "dest", "/b").says("command -v rsync", "").failure());
    }

    private static boolean changed(String said, List<String> linkDest) {
        return task(HERE, "src", "/a", "dest", "/b", "link_dest", linkDest).outcome(0, said, "").changed();
    }

    @Test
    void judgesByWhatRsyncSays() {
        String put = "<<CHANGED>>>f+++++++++ f\n";
        String kept = "<<CHANGED>>.d..t...... ./\n";
        assertFalse(changed("", List.of()));
        assertTrue(changed(put, List.of()) && changed(kept, List.of()));
        assertTrue(changed(put, List.of("/old")));
        assertFalse(changed(kept, List.of("/old")));
        Plan.Outcome outcome = task(HERE, "src", "/a", "dest", "/b").outcome(0, put, "");
        assertEquals(Diff.text("rsync to /b", "", ">f+++++++++ f\n"), outcome.diff());
        assertEquals(new Synchronize.Result(command(task(HERE, "src", "/a", "dest", "/b")), ">f+++++++++ f\n", 0, List.of(">f+++++++++ f"), null), outcome.result());
    }

    @Test
    void saysWhatWentWrong() {
        Plan.Outcome outcome = task(OUT, "src", "/a", "dest", "/b", "rsync_opts", List.of("")).outcome(12, "", "bash: line 1: rsync: command not found\n");
        assertEquals("bash: line 1: rsync: command not found\ninstall rsync on the host, too", outcome.failed());
        Synchronize.Result result = assertInstanceOf(Synchronize.Result.class, outcome.result());
        assertEquals(12, result.rc());
        assertEquals(List.of("rsync_opts has an empty string, which means nothing: leave it out"), result.warnings());
    }

    @Test
    void aCheckIsADryRun() {
        Plan.Opaque plan = assertInstanceOf(Plan.Opaque.class, task(OUT, "src", "/a", "dest", "/b").plan());
        assertNotNull(plan.rehearsal());
        assertTrue(plan.rehearsal().script().contains(" --dry-run "));
        assertFalse(plan.run().script().contains("--dry-run"));
    }

    @Test
    void aCheckKnowsWhatItCannotTell() {
        Route ahead = new Route(true, HOST, new Route.Ahead(true, Set.of("/a/b/c"), Set.of("/d/e", "/h/")));
        assertThrows(NotKnownYet.class, () -> task(ahead, "src", "/a/b", "dest", "/b").plan());
        assertThrows(NotKnownYet.class, () -> task(ahead, "src", "/d", "dest", "/b", "mode", "pull").plan());
        assertThrows(NotKnownYet.class, () -> task(ahead, "src", "/h/x", "dest", "/b", "mode", "pull").plan());
        Plan.Opaque other = assertInstanceOf(Plan.Opaque.class, task(ahead, "src", "/a/bc", "dest", "/b").plan());
        assertThrows(NotKnownYet.class, () -> other.then().apply(Output.of(23, "", "no such directory")));
    }
}

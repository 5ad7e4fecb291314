package jplay.tasks.modules.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jplay.tasks.modules.Case;
import jplay.tasks.modules.Here;
import jplay.tasks.modules.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a repository on this machine. */
class GitTest {
    private static final String WHO = "GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@x GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@x; "
            + "export GIT_CONFIG_GLOBAL GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL\n";
    @TempDir
    Path dir;
    private String repo = "";
    private String copy = "";

    @BeforeEach
    void repository() {
        repo = dir.resolve("repo").toString();
        copy = dir.resolve("deep/copy").toString();
        sh("git init -q -b main " + repo + " && cd " + repo
                + " && echo 1 >f && git add f && git commit -qm 1 && git tag v1 && echo 2 >f && git commit -qam 2 && git checkout -q -b side"
                + " && echo s >f && git commit -qam side && git tag -am x annotated && git checkout -q main");
    }

    private static String sh(String script) {
        var output = Here.sh(WHO + script, Map.of());
        assertEquals(0, output.exit(), output.err());
        return output.out().strip();
    }

    private Case git() {
        return Case.of("git").with("repo", repo).with("dest", copy);
    }

    private String head(String ref) {
        return sh("git -C " + repo + " rev-parse '" + ref + "^{commit}'");
    }

    private String file() throws IOException {
        return Files.readString(Path.of(copy, "f")).strip();
    }

    @Test
    void clonesAndUpdates() throws IOException {
        Map<String, Object> first = git().run();
        assertEquals(true, first.get("changed"), first.toString());
        assertEquals(head("main"), first.get("after"));
        assertFalse(git().run().containsValue(true));
        sh("cd " + repo + " && echo 3 >f && git commit -qam 3");
        Map<String, Object> second = git().run();
        assertEquals(first.get("after") + " " + head("main"), second.get("before") + " " + second.get("after"));
        assertEquals("3", file());
    }

    @Test
    void checksVersionsOut() throws IOException {
        for (String[] each : new String[][] {{"v1", "1"}, {"side", "s"}, {"main", "2"}, {"annotated", "s"}}) {
            assertEquals(head(each[0]), git().with("version", each[0]).run().get("after"));
            assertEquals(each[1], file());
            assertEquals(false, git().with("version", each[0]).run().get("changed"), each[0]);
        }
        String commit = head("v1");
        assertEquals(commit, git().with("version", commit).run().get("after"));
        assertEquals(false, git().with("version", commit).run().get("changed"));
        assertTrue(git().with("version", "none").run().toString().contains("Failed to checkout none"));
    }

    @Test
    void guardsWhatWasChanged() throws IOException {
        git().run();
        Files.writeString(Path.of(copy, "f"), "mine");
        assertTrue(git().run().get("msg").toString().startsWith("Local modifications exist in the destination"));
        assertEquals(true, git().with("force", true).run().get("changed"));
        assertEquals("2", file());
    }

    @Test
    void clonesInOtherWays() throws IOException {
        git().with("depth", 1).with("version", "side").with("remote", "up").run();
        assertEquals("1", sh("git -C " + copy + " rev-list --count HEAD"));
        assertEquals("file://" + repo, sh("git -C " + copy + " remote get-url up"));
        assertEquals("2", git().with("version", "main").with("depth", 1).with("remote", "up").run().get("changed").equals(true) ? file() : "");
        copy = dir.resolve("bare").toString();
        git().with("bare", true).run();
        assertTrue(Files.exists(Path.of(copy, "HEAD")));
        assertEquals(false, git().with("bare", true).run().get("changed"));
        copy = dir.resolve("apart").toString();
        git().with("separate_git_dir", dir.resolve("sep").toString()).run();
        assertTrue(Files.exists(dir.resolve("sep/config")));
        copy = dir.resolve("lone").toString();
        git().with("single_branch", true).with("version", "side").with("umask", "077").run();
        assertEquals("", sh("git -C " + copy + " branch -r | grep main || :"));
        assertEquals("drwx------", sh("ls -ld " + copy + " | cut -c1-10"));
        copy = dir.resolve("refs").toString();
        git().with("refspec", "+refs/heads/side:refs/remotes/origin/other").with("version", "origin/other").run();
        assertEquals("s", file());
        copy = dir.resolve("near").toString();
        git().with("reference", repo).run();
        assertTrue(Files.exists(Path.of(copy, ".git/objects/info/alternates")));
    }

    @Test
    void movesGitsDirectory() throws IOException {
        git().run();
        Path to = dir.resolve("moved");
        assertEquals(to.toString(), git().with("separate_git_dir", to.toString()).run().get("git_dir_now"));
        assertEquals("gitdir: " + to, Files.readString(Path.of(copy, ".git")).strip());
        assertEquals(false, git().with("separate_git_dir", to.toString()).run().get("changed"));
    }

    @Test
    void leavesAlone() throws IOException {
        assertEquals(head("main"), git().with("clone", false).run().get("after"));
        assertFalse(Files.exists(Path.of(copy)));
        git().with("version", "v1").run();
        assertEquals(false, git().with("update", false).run().get("changed"));
        assertEquals("1", file());
        sh("git clone -q " + repo + " " + repo + "2");
        repo = repo + "2";
        assertEquals(true, git().with("version", "v1").run().get("remote_url_changed"));
    }

    @Test
    void bringsSubmodules() throws IOException {
        sh("cd " + repo + " && git init -q -b main ../sub && (cd ../sub && echo u >u && git add u && git commit -qm u)"
                + " && git -c protocol.file.allow=always submodule -q add file://" + dir + "/sub sub && git commit -qm sub");
        Map<String, String> allow = Map.of("GIT_CONFIG_COUNT", "1", "GIT_CONFIG_KEY_0", "protocol.file.allow", "GIT_CONFIG_VALUE_0", "always");
        Here.ENVIRONMENT.putAll(allow);
        try {
            git().with("recursive", false).run();
            assertFalse(Files.exists(Path.of(copy, "sub/u")));
            Map<String, Object> result = git().run();
            assertEquals(true, result.get("submodules_changed"), result.toString());
            assertTrue(Files.exists(Path.of(copy, "sub/u")));
            assertEquals(false, git().run().get("changed"));
            sh("cd " + dir + "/sub && echo v >u && git commit -qam v");
            git().with("track_submodules", true).run();
            assertEquals("v", Files.readString(Path.of(copy, "sub/u")).strip());
        } finally {
            allow.keySet().forEach(Here.ENVIRONMENT::remove);
        }
    }

    @Test
    void packs() {
        String archive = dir.resolve("a.tar.gz").toString();
        assertEquals(archive, git().with("archive", archive).with("archive_prefix", "p/").run().get("archive"));
        assertEquals("p/\np/f", sh("tar -tzf " + archive));
        assertEquals(false, git().with("archive", archive).with("archive_prefix", "p/").run().get("changed"));
        assertEquals(true, git().with("archive", archive).with("update", false).run().get("changed"));
    }

    @Test
    void verifiesAndRefuses() {
        assertTrue(git().with("verify_commit", true).run().get("msg").toString().contains("Failed to verify GPG signature"));
        assertTrue(git().with("verify_commit", true).with("gpg_whitelist", "ABC").run().get("msg").toString().contains("does not include the public key"));
        assertTrue(git().with("executable", "no-such-git").run().get("msg").toString().contains("this host has no no-such-git"));
        assertTrue(Case.of("git").with("repo", dir + "/none").with("dest", copy).run().get("msg").toString().contains("does not"));
    }

    @Test
    void tellsSsh() {
        String ssh = Task.of("git", "repo", "git@x:y", "dest", "/c", "accept_newhostkey", true, "key_file", "/k", "ssh_opts", "-p 23")
                .says("jp_git_state", "\036\n" + "a".repeat(40) + "\tHEAD\n").effects();
        assertTrue(ssh.contains("'-p 23 -o StrictHostKeyChecking=accept-new -o BatchMode=yes -i /k -o IdentitiesOnly=yes'"), ssh);
        assertTrue(Task.of("git", "repo", "git@x:y", "dest", "/c", "accept_hostkey", true).says("jp_git_state", "\036\n").effects()
                .contains("StrictHostKeyChecking=no"));
    }

    @Test
    void foretells() {
        Task clone = Task.of("git", "repo", "git@x:y", "dest", "/c").says("jp_git_state", "\036\n" + "a".repeat(40) + "\tHEAD\n");
        assertEquals("a".repeat(40), clone.result().get("after"));
        Task.of("git", "repo", "git@x:y", "dest", "/c").after(clone).inSync();
        assertTrue(Task.of("git", "repo", "r", "dest", "/c").says("jp_git_state", "occupied 1\n\036\n").failure().contains("not an empty directory"));
        assertTrue(Task.of("git", "repo", "r").failure().contains("destination directory must be specified"));
    }
}

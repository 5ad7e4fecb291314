package jplay.tasks.modules.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.modules.FakeControl;
import jplay.tasks.modules.Task;
import org.junit.jupiter.api.Test;

class AptSourcesTest {
    private static final String UPDATE = "jp_apt 60 -o Acquire::Retries=5 update && jp_apt_stamp";
    private static final String LINE = "deb http://joe:pw@x.org/debian stable main";

    private static Control web(String answer) {
        return FakeControl.web(Content.of(answer), Content.of(answer.replace("CHECKED", "FADE")));
    }

    private static Task repository(Object... parameters) {
        return Task.of("apt_repository", parameters).says("grep -sH '' -- /etc/apt/sources.list ", "/etc/apt/sources.list:deb  http://a b c\n/etc/apt/sources.list:# deb http://off b c # why\n");
    }

    @Test
    void addsALine() {
        repository("repo", LINE).does("put /etc/apt/sources.list.d/x_org_debian.list 644\n" + LINE, UPDATE);
        repository("repo", "deb [arch=amd64  signed-by=/k]   https://y/ ./", "filename", "mine", "mode", "0600", "update_cache", false)
                .does("put /etc/apt/sources.list.d/mine.list 600\ndeb [arch=amd64 signed-by=/k] https://y/ ./");
        repository("repo", "deb http://a b c").inSync();
        repository("repo", "deb http://off b c", "update_cache_retries", 2)
                .does("put /etc/apt/sources.list 644\ndeb  http://a b c\ndeb http://off b c # why", UPDATE.replace('5', '2'));
        repository("repo", LINE).after(repository("repo", LINE)).inSync();
        assertEquals(List.of("/etc/apt/sources.list.d/x_org_debian.list"), repository("repo", LINE).result().get("sources_added"));
        repository("repo", "deb http://a b c", "mode", "0600").file("/etc/apt/sources.list", "").does("chmod -- 600 /etc/apt/sources.list");
    }

    @Test
    void removesALine() {
        repository("repo", "deb http://a b c", "state", "absent").does("put /etc/apt/sources.list 644\n# deb http://off b c # why", UPDATE);
        Task.of("apt_repository", "repo", LINE, "state", "absent").says("grep", "/etc/apt/sources.list.d/x.list:" + LINE + "\n")
                .does("rm -rf -- /etc/apt/sources.list.d/x.list", UPDATE);
        assertTrue(repository("repo", "nonsense").failure().startsWith("Invalid repository string"));
    }

    @Test
    void addsAPpa() {
        Task task = repository("repo", "ppa:o/n", "codename", "noble", "update_cache", "no").control(web("{\"signing_key_fingerprint\": \"ABCDEF0123\"}"));
        assertTrue(task.effects().contains("apt-key adv --recv-keys --no-tty --keyserver hkp://keyserver.ubuntu.com:80 ABCDEF0123"));
        assertTrue(task.effects().endsWith("put /etc/apt/sources.list.d/ppa_o_n_noble.list 644\ndeb http://ppa.launchpad.net/o/n/ubuntu noble main"), task.effects());
        Control unchecked = web("{\"signing_key_fingerprint\": \"CHECKED0123\"}");
        assertTrue(repository("repo", "ppa:o/n", "codename", "noble", "validate_certs", false).control(unchecked).effects().contains(":80 FADE0123"));
    }

    @Test
    void writesDeb822() {
        String all = """
                Allow-Downgrade-To-Insecure: no
                Allow-Insecure: no
                Allow-Weak: no
                Architectures: amd64 arm64
                By-Hash: yes
                Check-Date: yes
                Check-Valid-Until: no
                Components: main contrib
                Date-Max-Future: 10
                Enabled: yes
                Inrelease-Path: x/InRelease
                Languages: en
                X-Repolib-Name: My Repo_1
                Pdiffs: no
                Signed-By: /k.asc
                Suites: a b
                Targets: Packages
                Trusted: no
                Types: deb deb-src
                Uris: http://x""";
        Task task = Task.of("deb822_repository", "name", "My Repo_1", "types", "deb,deb-src", "uris", "http://x", "suites", "a,b", "components",
                "main,contrib", "signed_by", "/k.asc", "architectures", "amd64,arm64", "languages", "en", "targets", "Packages", "enabled", true,
                "trusted", false, "allow_downgrade_to_insecure", false, "allow_insecure", false, "allow_weak", false, "by_hash", true, "check_date", true,
                "check_valid_until", false, "date_max_future", 10, "inrelease_path", "x/InRelease", "pdiffs", false, "mode", "0600");
        task.does("put /etc/apt/sources.list.d/my-repo-1.sources 600\n" + all);
        assertEquals("/etc/apt/sources.list.d/my-repo-1.sources", task.result().get("dest"));
        Task.of("deb822_repository", "name", "a", "signed_by", "-----BEGIN\n\nx").does(
                "put /etc/apt/sources.list.d/a.sources 644\nX-Repolib-Name: a\nSigned-By: \n -----BEGIN\n .\n x\nTypes: deb");
        Task.of("deb822_repository", "name", "a", "state", "absent").file("/etc/apt/sources.list.d/a.sources", "").does("rm -rf -- /etc/apt/sources.list.d/a.sources");
        Task.of("deb822_repository", "name", "a").file("/etc/apt/sources.list.d/a.sources", "X-Repolib-Name: a\nTypes: deb\n").inSync();
    }

    @Test
    void fetchesTheKey() {
        assertTrue(Task.of("deb822_repository", "name", "a", "signed_by", "https://x/k").control(web("-----BEGIN PGP PUBLIC KEY BLOCK-----")).effects()
                .startsWith("jp_mkdir /etc/apt/keyrings 755 '' ''\nput /etc/apt/keyrings/a.asc 644\n-----BEGIN PGP"));
    }

    @Test
    void answersQuestions() {
        Task asked = Task.of("debconf", "name", "tzdata", "question", "tzdata/Areas", "value", "Europe", "vtype", "select", "unseen", true)
                .says("debconf-show tzdata", "* tzdata/Areas: Etc\n  tzdata/Zones/Etc: UTC\n");
        asked.does("printf '%s %s %s %s\\n' tzdata tzdata/Areas select Europe | debconf-set-selections -u");
        assertEquals(Map.of("tzdata/Areas", "Etc"), asked.result().get("previous"));
        Task.of("debconf", "pkg", "tzdata", "question", "tzdata/Areas", "value", "Europe", "vtype", "select").after(asked).inSync();
        Task.of("debconf", "name", "x", "question", "x/y", "value", "True", "vtype", "boolean").says("debconf-show x", "* x/y: true\n").inSync();
        Task.of("debconf", "name", "x", "question", "x/y", "value", "True", "vtype", "string").says("debconf-show x", "* x/y: true\n").change();
        assertEquals(Map.of("x/y", "true"), Task.of("debconf", "name", "x").says("debconf-show x", "* x/y: true\n").result().get("current"));
        assertTrue(Task.of("debconf", "name", "x", "question", "x/y").failure().contains("must supply a valid vtype and value"));
    }

    @Test
    void holdsPackages() {
        Task hold = Task.of("dpkg_selections", "name", "kubelet", "selection", "hold").says("dpkg --get-selections kubelet", "kubelet\t\tinstall\n");
        hold.does("printf '%s %s\\n' kubelet hold | dpkg --set-selections");
        assertEquals("{before=install, after=hold}", hold.result().toString());
        Task.of("dpkg_selections", "name", "kubelet", "selection", "hold").after(hold).inSync();
        assertTrue(Task.of("dpkg_selections", "name", "x", "selection", "hold").says("dpkg", "").failure().contains("Failed to find package 'x'"));
    }

    @Test
    void trustsKeys() {
        String listed = "pub   rsa4096/AAAAAAAAAAAAAAAA 2020-01-01\nsub   rsa4096/BBBBBBBBBBBBBBBB 2020-01-01 [expired: 2021-01-01]\n";
        Task.of("apt_key", "id", "0xaaaaaaaa", "url", "https://x").says("apt-key adv --list", listed).inSync();
        Task.of("apt_key", "id", "AAAAAAAAAAAAAAAA", "state", "absent", "keyring", "/k").says("apt-key --keyring /k adv --list", listed)
                .does("apt-key --keyring /k del AAAAAAAA 2>&1");
        Task data = Task.of("apt_key", "id", "CCCCCCCC", "data", "KEY").says("apt-key adv --list", listed);
        data.does("apt-key add \"$JPLAY_UPLOAD\" 2>&1; _jp_rc=$?; rm -f \"$JPLAY_UPLOAD\"; exit $_jp_rc\n<<< KEY");
        Task.of("apt_key", "id", "CCCCCCCC", "data", "KEY").after(data).inSync();
        assertTrue(Task.of("apt_key", "id", "CCCCCCCC", "file", "/f").file("/f", "FILE").says("apt-key adv --list", listed).effects().endsWith("<<< FILE"));
        Task fetched = Task.of("apt_key", "id", "CCCCCCCC", "url", "https://x").control(web("CHECKED")).says("apt-key adv --list", listed);
        assertTrue(fetched.effects().endsWith("<<< CHECKED"));
        Task unchecked = Task.of("apt_key", "id", "CCCCCCCC", "url", "https://x", "validate_certs", false).control(web("CHECKED")).says("apt-key adv --list", listed);
        assertTrue(unchecked.effects().endsWith("<<< FADE"));
        assertTrue(Task.of("apt_key", "id", "CCCCCCCC", "keyserver", "ks.x").says("apt-key adv --list", listed).effects().contains("--keyserver ks.x"));
        assertTrue(Task.of("apt_key", "id", "CCCCCCCC").says("apt-key adv --list", listed).failure().contains("give data"));
        assertTrue(Task.of("apt_key", "id", "xyz").failure().contains("hexadecimal"));
        assertTrue(Task.of("apt_key", "keyserver", "ks.x").failure().contains("give id"));
    }
}

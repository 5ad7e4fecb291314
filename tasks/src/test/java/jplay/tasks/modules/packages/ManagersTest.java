package jplay.tasks.modules.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import jplay.tasks.contract.Plan;
import jplay.tasks.modules.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagersTest {
    private static final String ABORTED = "Installing: x\nOperation aborted.\n";

    private static Task dnf(Object... parameters) {
        return Task.of("dnf", parameters).says("rpm -q", "").says("--assumeno", 1, ABORTED, "");
    }

    private static String command(String effects) {
        return effects.substring(effects.lastIndexOf("$_jp_dnf -y"));
    }

    @Test
    void installs() {
        Task task = dnf("name", "a,b");
        assertEquals("$_jp_dnf -y install a b", command(task.effects()));
        assertEquals("[Installed: a, Installed: b]", task.result().get("results").toString());
        dnf("name", "a", "state", "present").says("rpm -q", "a\n").inSync();
        dnf("name", "a", "state", "absent").inSync();
        assertEquals("$_jp_dnf -y remove a", command(dnf("name", "a", "state", "removed").says("rpm -q", "a\n").effects()));
        assertEquals("$_jp_dnf -y upgrade a", command(dnf("name", "a", "state", "latest").says("rpm -q", "a\n").effects()));
        assertEquals("$_jp_dnf -y install a", command(dnf("name", "a", "state", "latest").effects()));
        assertEquals("$_jp_dnf -y upgrade a", command(dnf("name", "a", "state", "latest", "update_only", true).effects()));
        assertEquals("$_jp_dnf -y autoremove ", command(dnf("autoremove", true).effects()));
        Task.of("yum", "name", "a").says("rpm -q", "").says("--assumeno", "Nothing to do.\n").inSync();
        assertTrue(dnf("name", "zz").says("--assumeno", 1, "", "No match for argument: zz\nError: Unable to find a match: zz\n").failure().contains("No package zz available"));
    }

    @Test
    void newerVersionsStay() {
        String older = "Installing:\n b x86_64 1 r 1 k\nDowngrading:\n a x86_64 1 r 1 k\n\nTransaction Summary\n" + ABORTED;
        Task both = Task.of("dnf", "name", "a-1,b").says("rpm -q", "").says("install a-1 b", 1, older, "").says("install b", 1, ABORTED, "");
        assertEquals("$_jp_dnf -y install b", command(both.effects()));
        Task.of("dnf", "name", "a-1").says("rpm -q", "").says("install a-1", 1, older, "").inSync();
        Task allowed = Task.of("dnf", "name", "a-1", "allow_downgrade", true).says("rpm -q", "").says("install a-1", 1, older, "");
        assertEquals("$_jp_dnf -y install a-1", command(allowed.effects()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "enablerepo|a,b|--enablerepo=a --enablerepo=b", "disablerepo|a|--disablerepo=a", "conf_file|/c|--config=/c", "disable_gpg_check|yes|--nogpgcheck",
        "installroot|/r|--installroot=/r", "releasever|9|--releasever=9", "exclude|k,l|--exclude=k,l", "skip_broken|yes|--skip-broken",
        "update_cache|yes|--refresh", "security|yes|--security", "bugfix|yes|--bugfix", "enable_plugin|p|--enableplugin=p",
        "disable_plugin|p|--disableplugin=p", "disable_excludes|all|--disableexcludes=all", "validate_certs|no|--setopt=sslverify=0",
        "sslverify|no|--setopt=sslverify=0", "download_only|yes|--downloadonly", "download_dir|/d|--downloaddir=/d", "lock_timeout|0|--setopt=exit_on_lock=1",
        "install_weak_deps|no|--setopt=install_weak_deps=0", "allowerasing|yes|--allowerasing", "nobest|yes|--nobest", "cacheonly|yes|-C"})
    void passesOptions(String parameter, String value, String option) {
        assertEquals("$_jp_dnf -y " + option + " install x", command(dnf("name", "x", parameter, value).effects()));
    }

    @Test
    void choosesTheProgramAndLists() {
        assertTrue(dnf("name", "x", "use_backend", "yum").effects().contains("_jp_dnf=yum\n"));
        assertTrue(dnf("name", "x", "use_backend", "dnf5").effects().contains("_jp_dnf=dnf5\n"));
        Object listed = Task.of("dnf", "list", "installed").says("repoquery --installed", "bash|x86_64|0|1.el9|5.1|@System\n").result().get("results");
        assertEquals("[{name=bash, arch=x86_64, epoch=0, release=1.el9, version=5.1, repo=@System, envra=0:bash-5.1-1.el9.x86_64, "
                + "nevra=0:bash-5.1-1.el9.x86_64, yumstate=installed}]", listed.toString());
        assertFalse(Task.of("dnf", "update_cache", true).change().effects().get(0).changes());
    }

    @Test
    void pips() {
        String list = "Flask==2.0.1\nzope.interface==5.4\n";
        Task.of("pip", "name", "flask>=2,<3").says("list --format=freeze", list).inSync();
        Task.of("pip", "name", "zope_interface", "version", "5.4").says("list --format=freeze", list).inSync();
        Task.of("pip", "name", "django", "state", "absent").says("list --format=freeze", list).inSync();
        Task flask = Task.of("pip", "name", "flask", "version", "3.0", "extra_args", "--user", "umask", "022", "chdir", "/srv").says("list --format=freeze", list);
        assertTrue(flask.effects().contains("umask 022\ncd -- /srv || exit\n"), flask.effects());
        assertTrue(flask.effects().contains("\"$_jp_pip\" install --user flask==3.0\n"), flask.effects());
        assertTrue(flask.outcome(0, "a\036Successfully installed flask\036b", "").changed());
        assertFalse(flask.outcome(0, "a\036Requirement already satisfied\036a", "").changed());
        assertTrue(flask.outcome(1, "\036\036", "boom").failed().contains("boom"));
        assertTrue(pip("name", "x", "state", "latest").contains(" install -U x\n"));
        assertTrue(pip("name", "x", "state", "forcereinstall").contains(" install -U --force-reinstall x\n"));
        assertTrue(pip("name", "./x", "editable", true).contains(" install -e ./x\n"));
        assertTrue(pip("requirements", "/r.txt").contains(" install -r /r.txt\n"));
        assertTrue(pip("name", "x", "executable", "pip3.9").contains("_jp_pip=pip3.9\n"));
        assertEquals(Boolean.TRUE, ((Plan.Opaque) flask.plan()).changes());
    }

    private static String pip(Object... parameters) {
        return Task.of("pip", parameters).says("list --format=freeze", "").effects();
    }

    @Test
    void makesEnvironments() {
        Task venv = Task.of("pip", "name", "x", "virtualenv", "/v", "virtualenv_site_packages", true, "virtualenv_python", "python3.9")
                .says("[ -e /v/bin/activate ]", 3, "", "");
        assertTrue(venv.effects().contains("\nvirtualenv --system-site-packages -ppython3.9 /v >&2 || exit\n"), venv.effects());
        assertTrue(venv.effects().contains("_jp_pip=/v/bin/pip3\n"));
        assertTrue(venv.outcome(0, "\036\036", "").changed());
        assertTrue(Task.of("pip", "virtualenv", "/v", "virtualenv_command", "python3 -m venv").says("[ -e /v/bin/activate ]", 3, "", "").effects()
                .contains("\npython3 -m venv /v >&2"));
    }

    @Test
    void comparesVersions() {
        assertTrue(PipVersion.compare("1.10", "1.9") > 0 && PipVersion.compare("1.0", "1") == 0 && PipVersion.compare("1.0rc1", "1.0") < 0
                && PipVersion.compare("1.0.post1", "1.0") > 0 && PipVersion.compare("1.0.dev1", "1.0a1") < 0);
        assertTrue(PipVersion.meets("1.4.5", "~=1.4.2") && !PipVersion.meets("1.5", "~=1.4.2") && PipVersion.meets("1.4", "==1.*") && !PipVersion.meets("2", "!=2"));
    }

    @Test
    void pacman() {
        String state = "a 1\nb 1\n\036b 1 -> 2\n\036a\n";
        pacmanDoes(state, "pacman --sync --noconfirm --noprogressbar --needed c", "name", "a,c");
        pacmanDoes(state, "pacman --sync --noconfirm --noprogressbar --needed b", "name", "a,b", "state", "latest");
        pacmanDoes(state, "pacman --upgrade --noconfirm --noprogressbar --needed -x /c.pkg.tar.zst", "name", "/c.pkg.tar.zst", "extra_args", "-x");
        pacmanDoes(state, "yay --remove --noconfirm --noprogressbar --nodeps --nodeps --nosave a", "name", "a", "state", "absent", "force", true,
                "remove_nosave", true, "executable", "yay");
        pacmanDoes(state, "pacman --sync --refresh -y\npacman --sync --sysupgrade --quiet --noconfirm -z", "update_cache", true, "update_cache_extra_args", "-y",
                "upgrade", true, "upgrade_extra_args", "-z");
        pacmanDoes(state, "pacman --database --asexplicit b", "name", "a,b", "reason", "explicit", "reason_for", "all");
        pacmanDoes(state, "pacman --sync --noconfirm --noprogressbar --needed c\npacman --database --asdeps c", "name", "c", "reason", "dependency");
        Task.of("pacman", "name", "a").says(" -Qu", state).inSync();
    }

    private static void pacmanDoes(String state, String effects, Object... parameters) {
        Task.of("pacman", parameters).says(" -Qu", state).does(effects);
    }

    @Test
    void apk() {
        Task add = Task.of("apk", "name", "a", "no_cache", true, "repository", "http://r", "update_cache", true).says("--simulate", "(1/1) Installing a (1)\nOK: 5 MiB\n");
        add.does("apk --no-cache --repositories-file /dev/null --repository http://r update",
                "apk --no-cache --repositories-file /dev/null --repository http://r add a");
        assertEquals(List.of("a"), add.result().get("packages"));
        Task.of("apk", "name", "a").says("--simulate", "world a\nOK: 5 MiB\n").inSync();
        Task.of("apk", "name", "a", "state", "latest").says("--simulate", "world a\n(1/1) Upgrading a (1 -> 2)\n").does("apk add --upgrade a");
        Task.of("apk", "name", "a", "state", "absent").says("--simulate", "(1/1) Purging a (1)\n").does("apk del --purge a");
        Task.of("apk", "upgrade", true, "available", true).says("--simulate", "(1/1) Upgrading a (1)\n").does("apk upgrade --available");
        Task.of("apk", "name", "a", "world", "/w").says(" /w 2>", "world a\n").inSync();
    }
}

package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import jplay.tasks.modules.Task;
import jplay.tasks.read.CommandRead;
import org.junit.jupiter.api.Test;

class MoreSystemTest {
    private static final String EDITOR = """
            editor - auto mode
              link best version is /usr/bin/vim
              link currently points to /usr/bin/vim
              link editor is /usr/bin/editor
              slave editor.1.gz is /man/editor.1.gz
            /bin/ed - priority -100
              slave editor.1.gz: /man/ed.1.gz
            /usr/bin/vim - priority 30
            """;

    private static Task editor(Object... parameters) {
        return Task.of("alternatives", parameters).says("--display editor", EDITOR);
    }

    private static String run(String words) {
        return "if command -v update-alternatives >/dev/null; then update-alternatives " + words + "; else alternatives " + words + "; fi";
    }

    @Test
    void choosesAnAlternative() {
        Task ed = editor("name", "editor", "path", "/bin/ed");
        ed.does(run("--set editor /bin/ed"));
        editor("name", "editor", "path", "/bin/ed").after(ed).inSync();
        editor("name", "editor", "path", "/usr/bin/vim").inSync();
        editor("name", "editor", "path", "/usr/bin/vim", "state", "auto").after(ed).does(run("--auto editor"));
        editor("name", "editor", "path", "/bin/ed", "state", "absent").does(run("--remove editor /bin/ed"));
        editor("name", "editor", "path", "/bin/nano", "state", "absent").inSync();
    }

    @Test
    void addsAnAlternative() {
        editor("name", "editor", "path", "/bin/nano", "priority", 10).does(
                run("--install /usr/bin/editor editor /bin/nano 10"), run("--set editor /bin/nano"));
        editor("name", "editor", "path", "/bin/nano", "state", "present").does(run("--install /usr/bin/editor editor /bin/nano 50"));
        editor("name", "editor", "path", "/bin/ed", "state", "present", "priority", 5)
                .does(run("--install /usr/bin/editor editor /bin/ed 5 --slave /man/editor.1.gz editor.1.gz /man/ed.1.gz"));
        Task.of("alternatives", "name", "x", "path", "/y", "link", "/x", "subcommands", List.of(Map.of("name", "s", "path", "/s2", "link", "/s1")))
                .does(run("--install /x x /y 50 --slave /s1 s /s2"));
        assertTrue(Task.of("alternatives", "name", "x", "path", "/y").failure().contains("missing the link"));
    }

    @Test
    void setsTheTimeZone() {
        String now = "files\nEtc/UTC\nUTC\n";
        Task basel = Task.of("timezone", "name", "Europe/Zurich", "hwclock", "local").says("jp_timezone", now).says("[ -f /usr/share/zoneinfo/Europe/Zurich ]", "");
        basel.does("jp_timezone_set 0 Europe/Zurich", "jp_hwclock_set 0 1");
        Task.of("timezone", "name", "Europe/Zurich", "hwclock", "local").after(basel).inSync();
        Task.of("timezone", "name", "Etc/UTC").says("jp_timezone", now).inSync();
        assertTrue(Task.of("timezone", "name", "No/Where").says("jp_timezone", now).failure().contains("given timezone \"No/Where\" is not available"));
        CommandRead here = CommandRead.of("jp_timezone", "timezone", "");
        assertEquals(3, Sh.DASH.ask(here).get().out().lines().count());
    }

    @Test
    void generatesLocales() {
        String gen = "# de_CH.UTF-8 UTF-8\nen_US.UTF-8 UTF-8\n";
        Task swiss = Task.of("locale_gen", "name", "de_CH.UTF-8").file("/etc/locale.gen", gen).says("jp_locales", "C\nen_US.utf8\n\036" + gen + "\036");
        swiss.does("put /etc/locale.gen 644\nde_CH.UTF-8 UTF-8\nen_US.UTF-8 UTF-8", "locale-gen");
        Task.of("locale_gen", "name", "de_CH.UTF-8").after(swiss).inSync();
        Task.of("locale_gen", "name", "en_US.UTF-8", "state", "absent").file("/etc/locale.gen", gen).says("jp_locales", "en_US.utf8\n\036" + gen + "\036")
                .does("put /etc/locale.gen 644\n# de_CH.UTF-8 UTF-8\n# en_US.UTF-8 UTF-8", "rm -f /usr/lib/locale/locale-archive\nlocale-gen");
        Task.of("locale_gen", "name", "eo").says("jp_locales", "C\n\036\036eo UTF-8\n").does("put /etc/locale.gen 644\neo UTF-8", "locale-gen");
        assertTrue(Task.of("locale_gen", "name", "xx").says("jp_locales", "C\n\036\036").failure().contains("not available"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void asksTheNameService() {
        Map<String, Object> facts = (Map<String, Object>) Task.of("getent", "database", "passwd", "key", "joe")
                .says("getent passwd joe", "joe:x:1:2::/home/joe:/bin/sh\n").result().get("ansible_facts");
        assertEquals("{getent_passwd={joe=[x, 1, 2, , /home/joe, /bin/sh]}}", facts.toString());
        assertEquals("{getent_hosts={1.1.1.1=[a, b]}}", Task.of("getent", "database", "hosts", "service", "files")
                .says("getent -s files hosts", "1.1.1.1  a b\n").result().get("ansible_facts").toString());
        assertEquals("{getent_services={x=[1/tcp], y=[[1], [2]]}}", Task.of("getent", "database", "services", "split", "=")
                .says("getent services", "x=1/tcp\ny=1\ny=2\n").result().get("ansible_facts").toString());
        Task none = Task.of("getent", "database", "passwd", "key", "no", "fail_key", false).says("getent passwd no", 2, "", "");
        assertNull(((Map<String, Map<String, Object>>) none.result().get("ansible_facts")).get("getent_passwd").get("no"));
        assertTrue(Task.of("getent", "database", "passwd", "key", "no").says("getent passwd no", 2, "", "").failure().contains("could not be found"));
    }

    @Test
    void listsServices() {
        String text = "\036sysv\n [ + ]  cron\n\036units\n● gone.service not-found inactive dead\nssh.service loaded active running OpenBSD\n"
                + "\036files\nssh.service enabled enabled\nx@.service static -\nrc.service disabled -\n\036active\nId=rc.service\nActiveState=inactive\n";
        Object services = ((Map<?, ?>) Task.of("service_facts").says("jp_services", text).result().get("ansible_facts")).get("services");
        assertEquals("{cron={name=cron, state=running, source=sysv}, gone.service={name=gone.service, state=stopped, status=not-found, source=systemd}, "
                + "ssh.service={name=ssh.service, state=running, status=enabled, source=systemd}, x@.service={name=x@.service, state=unknown, status=static, "
                + "source=systemd}, rc.service={name=rc.service, state=inactive, status=disabled, source=systemd}}", services.toString());
        assertEquals("{a={name=a, state=started, source=openrc, runlevels=[default]}, b={name=b, state=running, status=enabled, source=sysv}}",
                sorted(ServiceList.parse("\036rc-status\n a started\n\036rc-update\n a | default\n\036chkconfig\nb 0:off 1:off 2:on 3:on 4:on 5:on 6:off |0\n")));
    }

    private static String sorted(Map<String, ?> map) {
        return new java.util.TreeMap<>(map).toString();
    }
}

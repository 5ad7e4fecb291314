package jplay.tasks.modules.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jplay.tasks.modules.Task;
import org.junit.jupiter.api.Test;

class SecurityTest {
    private static final String CONFIG = "# c\nSELINUX=permissive\nSELINUXTYPE=targeted\n";

    private static Task selinux(String running, Object... parameters) {
        return Task.of("selinux", parameters).file("/etc/selinux/config", CONFIG).file("/c", CONFIG).says("getenforce", running).says("grubby --info", "\"ro\"\n");
    }

    @Test
    void enforces() {
        Task task = selinux("Permissive\ntargeted\n", "state", "enforcing", "policy", "targeted");
        task.does("setenforce 1", "put /etc/selinux/config 644\n# c\nSELINUX=enforcing\nSELINUXTYPE=targeted");
        assertEquals(false, task.result().get("reboot_required"));
        selinux("Permissive\ntargeted\n", "state", "permissive", "policy", "targeted").inSync();
        selinux("Disabled\n", "state", "enforcing", "policy", "mls", "configfile", "/c").does("put /c 644\n# c\nSELINUX=enforcing\nSELINUXTYPE=mls");
        selinux("Enforcing\ntargeted\n", "state", "disabled", "update_kernel_param", true).does(
                "setenforce 0", "put /etc/selinux/config 644\n# c\nSELINUX=disabled\nSELINUXTYPE=targeted", "grubby --update-kernel=ALL --args=selinux=0");
        assertTrue(Task.of("selinux", "state", "enforcing").failure().contains("Policy is required"));
        assertTrue(Task.of("selinux", "state", "disabled").says("getenforce", "Disabled\n").failure().contains("Unable to find file"));
    }

    private static Task bool(String said, Object... parameters) {
        return Task.of("seboolean", parameters).says("getsebool httpd", said);
    }

    @Test
    void turnsBooleans() {
        bool("enabled\noff\n", "name", "httpd", "state", true).does("setsebool httpd on");
        bool("enabled\non\n", "name", "httpd", "state", true).inSync();
        Task kept = bool("enabled\non\noff\n", "name", "httpd", "state", true, "persistent", true);
        kept.does("setsebool -P httpd on");
        bool("", "name", "httpd", "state", true, "persistent", true).after(kept).inSync();
        assertEquals("SELinux is disabled on this host.", bool("disabled\noff\n", "name", "httpd", "state", true).failure());
        bool("disabled\noff\n", "name", "httpd", "state", true, "ignore_selinux_state", true).does("setsebool httpd on");
        assertTrue(bool("enabled\n", "name", "httpd", "state", true).failure().contains("does not exist"));
    }
}

package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jplay.tasks.modules.Task;
import jplay.tasks.read.UserRead;
import org.junit.jupiter.api.Test;

class UserOptionsTest {
    private static String effects(Object... more) {
        Object[] all = new Object[more.length + 2];
        all[0] = "name";
        all[1] = "bob";
        System.arraycopy(more, 0, all, 2, more.length);
        return Task.of("user", all).effects();
    }

    private static void says(String part, Object... parameters) {
        String effects = effects(parameters);
        assertTrue(effects.contains(part), part + " is not in " + effects);
    }

    @Test
    void ofANewUser() {
        says("useradd -u 7 -o ", "uid", 7, "non_unique", true);
        says(" -Z staff_u ", "seuser", "staff_u");
        says(" -m -k /etc/other ", "skeleton", "/etc/other");
        says(" -K UMASK=077 ", "umask", "077");
        says("chage -m 3 -- bob", "password_expire_min", 3);
    }

    @Test
    void looksInFilesAlone() {
        assertEquals(true, Case.of("user", "name", "bob", "local", true).reads().contains(new UserRead("bob", true)));
    }

    @Test
    void itsKey() {
        says("jp_user_keygen bob '' .ssh/mine ecdsa 521 'of bob' word", "generate_ssh_key", true, "ssh_key_type", "ecdsa", "ssh_key_bits", 521,
                "ssh_key_file", ".ssh/mine", "ssh_key_comment", "of bob", "ssh_key_passphrase", "word");
    }
}

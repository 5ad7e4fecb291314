package jplay.tasks.modules.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.modules.FakeControl;
import jplay.tasks.modules.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpmTest {
    private static final String FILE = "/etc/yum.repos.d/r.repo";

    private static Task repository(Object... more) {
        Object[] all = new Object[more.length + 6];
        System.arraycopy(new Object[] {"name", "r", "description", "R", "baseurl", "http://b"}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return Task.of("yum_repository", all);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "metalink|http://m|metalink = http://m",
        "mirrorlist|http://m|mirrorlist = http://m",
        "gpgcakey|x|gpgcakey = x",
        "bandwidth|1|bandwidth = 1",
        "cost|5|cost = 5",
        "deltarpm_metadata_percentage|50|deltarpm_metadata_percentage = 50",
        "deltarpm_percentage|60|deltarpm_percentage = 60",
        "failovermethod|priority|failovermethod = priority",
        "http_caching|none|http_caching = none",
        "include|/i|include = /i",
        "ip_resolve|4|ip_resolve = 4",
        "keepcache|0|keepcache = 0",
        "metadata_expire|1|metadata_expire = 1",
        "metadata_expire_filter|never|metadata_expire_filter = never",
        "mirrorlist_expire|2|mirrorlist_expire = 2",
        "username|u|username = u",
        "password|p|password = p",
        "priority|1|priority = 1",
        "proxy|_none_|proxy = _none_",
        "proxy_username|pu|proxy_username = pu",
        "proxy_password|pp|proxy_password = pp",
        "retries|3|retries = 3",
        "sslcacert|/a|sslcacert = /a",
        "sslclientcert|/c|sslclientcert = /c",
        "sslclientkey|/k|sslclientkey = /k",
        "throttle|1k|throttle = 1k",
        "timeout|9|timeout = 9",
        "ui_repoid_vars|x|ui_repoid_vars = x",
        "enabled|yes|enabled = 1",
        "gpgcheck|yes|gpgcheck = 1",
        "repo_gpgcheck|yes|repo_gpgcheck = 1",
        "async|yes|async = 1",
        "enablegroups|yes|enablegroups = 1",
        "keepalive|yes|keepalive = 1",
        "module_hotfixes|yes|module_hotfixes = 1",
        "protect|yes|protect = 1",
        "s3_enabled|yes|s3_enabled = 1",
        "skip_if_unavailable|yes|skip_if_unavailable = 1",
        "ssl_check_cert_permissions|yes|ssl_check_cert_permissions = 1",
        "sslverify|yes|sslverify = 1",
        "gpgkey|a,b|gpgkey = a~ b",
        "exclude|a,b|exclude = a b",
        "includepkgs|c,d|includepkgs = c d"})
    void writes(String parameter, String value, String line) {
        assertTrue(repository(parameter, value).effects().contains("\n" + line.replace("~", "\n")), repository(parameter, value).effects());
    }

    @Test
    void keepsAFile() {
        repository("mode", "0600", "owner", "joe", "group", "g").does("put " + FILE + " 600 joe:g\n[r]\nbaseurl = http://b\nname = R");
        repository("file", "f", "reposdir", "/d").does("put /d/f.repo 644\n[r]\nbaseurl = http://b\nname = R");
        repository().file(FILE, "[r]\nname=R\nbaseurl = http://b\n").inSync();
        Task.of("yum_repository", "name", "r", "state", "absent").file(FILE, "[r]\nname=R\n").does("rm -rf -- " + FILE);
        Task.of("yum_repository", "name", "r", "state", "absent").file(FILE, "[r]\nname=R\n[s]\nname=S\n").does("put " + FILE + " 644\n[s]\nname = S");
        assertTrue(Task.of("yum_repository", "name", "r", "description", "x").failure().contains("'baseurl', 'metalink' or 'mirrorlist' is required"));
        assertTrue(Task.of("yum_repository", "name", "r", "baseurl", "x").failure().contains("'description' is required"));
    }

    /** A packet of a public key of six bytes, whose fingerprint is known from {@code gpg --list-packets}' rule: SHA-1 over 99 00 06 and it. */
    private static final byte[] KEY = {(byte) 0x98, 6, 4, 0, 0, 0, 1, 1};

    @Test
    void numbersKeys() throws IOException {
        String print = OpenPgp.fingerprint(KEY);
        assertEquals(40, print.length());
        String armored = "-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: x\n\n" + Base64.getEncoder().encodeToString(KEY) + "\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n";
        assertEquals(print, OpenPgp.fingerprint(armored.getBytes(StandardCharsets.UTF_8)));
        byte[] modern = {(byte) 0xc6, 6, 4, 0, 0, 0, 1, 1};
        assertEquals(print, OpenPgp.fingerprint(modern));
        Control control = FakeControl.web(Content.of(KEY), Content.of("no key"));
        String id = print.substring(32).toLowerCase(java.util.Locale.ROOT);
        Task trust = Task.of("rpm_key", "key", "https://x/key").control(control).says("rpm -q gpg-pubkey", "aaaaaaaa-1\n");
        assertTrue(trust.effects().startsWith("rpm --import \"$JPLAY_UPLOAD\""));
        Task.of("rpm_key", "key", "https://x/key").control(control).after(trust).inSync();
        Task.of("rpm_key", "key", "https://x/key").control(control).says("rpm -q gpg-pubkey", id + "-1\n").inSync();
        assertTrue(Task.of("rpm_key", "key", "https://x/key", "validate_certs", false).control(control).says("rpm -q", "").failure().contains("no public key"));
        assertTrue(Task.of("rpm_key", "key", "https://x/key", "fingerprint", "AB CD").control(control).says("rpm -q", "").failure().contains("does not match"));
        Task.of("rpm_key", "key", "AAAAAAAA", "state", "absent").says("rpm -q gpg-pubkey", "aaaaaaaa-1\n").does("rpm --erase --allmatches gpg-pubkey-aaaaaaaa");
        assertTrue(Task.of("rpm_key", "key", "AAAAAAAA").says("rpm -q", "").failure().contains("is a key's number"));
        assertTrue(Task.of("rpm_key", "key", "/k").file("/k", "nonsense").says("rpm -q", "").failure().contains("no public key"));
    }
}

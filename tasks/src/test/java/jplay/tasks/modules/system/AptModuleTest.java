package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.effect.AptRun;
import jplay.tasks.read.AptCacheRead;
import jplay.tasks.read.AptPlanRead;
import jplay.tasks.read.PackageRead;
import jplay.tasks.read.UnitRead;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AptModuleTest {
    private static final PackageRead JQ = new PackageRead(List.of("jq"));
    private static final String CONF = "-o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold ";

    private static PackageRead.Packages installed(String... namesAndVersions) {
        return new PackageRead.Packages(
                namesAndVersions.length == 0 ? Map.of() : Map.of(namesAndVersions[0], namesAndVersions[1]), Set.of("old"), Set.of("virtual"));
    }

    private static AptPlanRead asks(String... arguments) {
        return new AptPlanRead(List.of(arguments));
    }

    private static AptPlanRead.Steps installs(String name, String version) {
        return new AptPlanRead.Steps(Map.of(name, version), Map.of(), "Inst");
    }

    @Test
    void presentIsInSync() {
        Case.of("apt", "name", "jq").with(JQ, installed("jq", "1.6-2")).inSync();
        Case.of("apt", "pkg", "jq=1.6*").with(JQ, installed("jq", "1.6-2")).inSync();
        Case.of("apt", "name", "virtual").with(new PackageRead(List.of("virtual")), installed()).inSync();
    }

    @Test
    void installsWhatIsMissing() {
        Case c = Case.of("apt", "name", "jq", "install_recommends", false, "default_release", "sid", "lock_timeout", 5).with(JQ, installed());
        AptPlanRead read = asks("--no-install-recommends", "-t", "sid", "install", "jq");
        assertEquals(Reads.of(read), assertInstanceOf(Plan.More.class, c.plan()).reads());
        c.with(read, installs("jq", "1.6-2"));
        assertEquals("jp_apt 5 " + CONF + "--no-install-recommends -t sid install jq", c.scripts());
        assertEquals("1.6-2", JQ.overlay(c.pending(), Answer.known(installed())).get().versions().get("jq"));
        assertTrue(UnitRead.of("jqd").overlay(c.pending(), Answer.absent()).isKnown());
    }

    @Test
    void otherVersionsAndTheLatest() {
        Case.of("apt", "name", "jq=1.7*").with(JQ, installed("jq", "1.6")).with(asks("install", "jq=1.7*"), installs("jq", "1.7")).change();
        Case.of("apt", "name", "jq", "state", "latest").with(JQ, installed("jq", "1.6"))
                .with(asks("install", "jq"), new AptPlanRead.Steps(Map.of(), Map.of(), "")).inSync();
        Case.of("apt", "upgrade", "dist").with(asks("dist-upgrade"), installs("libc6", "3")).change();
    }

    @Test
    void removes() {
        Case c = Case.of("apt", "name", "jq", "state", "absent", "purge", true, "autoremove", true).with(JQ, installed("jq", "1"))
                .with(asks("--purge", "--auto-remove", "remove", "jq"), new AptPlanRead.Steps(Map.of(), Map.of("jq", "1"), ""));
        assertEquals("jp_apt 60 " + CONF + "--purge --auto-remove remove jq", c.scripts());
        assertFalse(JQ.overlay(c.pending(), Answer.known(installed("jq", "1"))).get().installed("jq"));
        Case.of("apt", "name", "old", "state", "absent").with(new PackageRead(List.of("old")), installed()).inSync();
    }

    @Test
    void updatesWhatIsTooOld() {
        Case fresh = Case.of("apt", "name", "jq", "cache_valid_time", 60).with(JQ, installed("jq", "1")).with(new AptCacheRead(), new AptCacheRead.Age(1000, 1030));
        assertFalse(((AptModule.Result) fresh.inSync()).cacheUpdated());
        Case old = Case.of("apt", "name", "jq", "cache_valid_time", 60).with(JQ, installed("jq", "1")).with(new AptCacheRead(), new AptCacheRead.Age(1000, 2000));
        assertFalse(old.change().effects().get(0).changes());
        Case alone = Case.of("apt", "update_cache", "yes", "update_cache_retries", 2).with(new AptCacheRead(), new AptCacheRead.Age(1, 2));
        assertEquals("jp_apt 60 -o Acquire::Retries=2 update && jp_apt_stamp", alone.scripts());
        assertTrue(alone.change().effects().get(0).changes());
        Case latest = Case.of("apt", "name", "jq", "state", "latest", "update_cache", true).with(JQ, installed("jq", "1")).with(new AptCacheRead(), new AptCacheRead.Age(1, 2));
        Plan.Opaque running = assertInstanceOf(Plan.Opaque.class, latest.plan());
        assertFalse(running.then().apply(Output.of(0, "0 upgraded, 0 newly installed, 0 to remove and 3 not upgraded.", "")).changed());
    }

    @Test
    void unknownPackage() {
        AptPlanRead read = asks("install", "jq");
        String error = ((Answer.Unknown<AptPlanRead.Steps>) read.parse(Output.of(100, "", "E: Unable to locate package jq\n"))).why();
        assertEquals("E: Unable to locate package jq", error);
        assertEquals(Map.of("a", "2"), read.parse(Output.of(0, "Inst a [1] (2 Debian:12)\nConf a (2)\nRemv b [3]\n", "")).get().installs());
    }

    @Test
    void policyKeepsServicesDown() {
        assertTrue(Case.of("apt", "name", "jq", "policy_rc_d", 101).with(JQ, installed()).with(asks("install", "jq"), installs("jq", "1"))
                .scripts().startsWith("jp_policy_rc 101 jp_apt 60 "));
    }

    @Test
    @Tag("root")
    void onAHost() {
        Sh host = Sh.remote();
        PackageRead read = new PackageRead(List.of("dash", "no-such-package", "mail-transport-agent"));
        PackageRead.Packages packages = host.ask(read).get();
        assertTrue(packages.installed("dash"));
        assertFalse(packages.installed("no-such-package"));
        assertTrue(packages.provided().contains("awk"));
        assertTrue(host.ask(asks("install", "dash")).get().none());
        assertEquals("E: Unable to locate package no-such-package",
                ((Answer.Unknown<AptPlanRead.Steps>) host.ask(asks("install", "no-such-package"))).why());
        assertTrue(host.ask(new AptCacheRead()).get().now() > 1_700_000_000);
        Output run = host.applied(new AptRun(List.of("install", "dash"), 5, 101, true, Map.of(), Set.of()));
        assertTrue(run.out().contains("0 newly installed"), run.out());
        assertEquals("", host.run("ls /usr/sbin/policy-rc.d*").out());
    }
}

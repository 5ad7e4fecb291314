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
import jplay.tasks.read.AptCacheRead;
import jplay.tasks.modules.Task;
import jplay.tasks.read.AptPlanRead;
import jplay.tasks.read.PackageRead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageModuleTest {
    private static final OtherPackages.InstalledRead AB = new OtherPackages.InstalledRead("apk", List.of("a", "b"));

    @Test
    void byApt() {
        Case c = Case.of("package", "name", "jq", "state", "present").with(new ManagerRead(), "apt")
                .with(new PackageRead(List.of("jq")), new PackageRead.Packages(Map.of(), Set.of(), Set.of()))
                .with(new AptPlanRead(List.of("install", "jq")), new AptPlanRead.Steps(Map.of("jq", "1"), Map.of(), ""));
        assertTrue(c.scripts().endsWith(" install jq"), c.scripts());
    }

    /** As Ansible does it: the parameters are those of the package manager's own module, and so is the default of state. */
    @Test
    void handsOn() {
        AptCacheRead.Age old = new AptCacheRead.Age(1, 2_000_000);
        Case c = Case.of("package", "name", "jq", "use", "ansible.builtin.apt", "update_cache", "true", "install_recommends", "false")
                .with(new AptCacheRead(), old)
                .with(new PackageRead(List.of("jq")), new PackageRead.Packages(Map.of(), Set.of(), Set.of()))
                .with(new AptPlanRead(List.of("--no-install-recommends", "install", "jq")), new AptPlanRead.Steps(Map.of("jq", "1"), Map.of(), ""));
        assertTrue(c.scripts().contains(" update") && c.scripts().contains("--no-install-recommends"), c.scripts());
        assertEquals("apk -q update && apk add a", Case.of("package", "name", "a,b", "use", "apk", "update_cache", "yes").with(AB, Set.of("b")).scripts());
        assertEquals("apk -q update", Case.of("package", "use", "apk", "update_cache", "yes").scripts());
        assertEquals("pacman has no purge", failure("name", "jq", "use", "pacman", "purge", "true"));
        assertEquals("apt has no enablerepo", failure("name", "jq", "use", "apt", "enablerepo", "epel"));
        assertTrue(failure("name", "jq", "use", "community.general.nix").contains("\"nix\" package manager"));
    }

    /** What dnf's own module makes of a parameter, this makes of it. */
    @ParameterizedTest
    @CsvSource({"autoremove, true, absent", "allow_downgrade, true, present", "disable_gpg_check, true, present", "disablerepo, a, present", "enablerepo, a, present"})
    void handsOnToDnf(String parameter, String value, String state) {
        assertEquals(dnf("dnf", "name", "x", "state", state, parameter, value),
                dnf("package", "use", "dnf", "name", "x", "state", state, parameter, value));
    }

    private static String dnf(String module, Object... parameters) {
        Task task = Task.of(module, parameters).says("rpm -q", parameters[parameters.length - 3].equals("absent") ? "x\n" : "");
        return task.says("--assumeno", 1, "Downgrading:\n x x86_64 1 r 1 k\nOperation aborted.\n", "").effects();
    }

    /** Likewise apt's: what it asks first, or what it runs. */
    @ParameterizedTest
    @CsvSource({"force, true", "allow_unauthenticated, true", "allow_downgrade, true", "only_upgrade, true", "default_release, sid", "dpkg_options, force-x",
        "lock_timeout, 7", "cache_valid_time, 9"})
    void handsOnToApt(String parameter, String value) {
        String plain = apt("apt", "name", "x", "state", "present");
        String own = apt("apt", "name", "x", "state", "present", parameter, value);
        assertFalse(own.equals(plain), own);
        assertEquals(own, apt("package", "use", "apt", "name", "x", "state", "present", parameter, value));
    }

    private static String apt(String module, Object... parameters) {
        Case c = Case.of(module, parameters).with(new AptCacheRead(), new AptCacheRead.Age(1, 2_000_000))
                .with(new PackageRead(List.of("x")), new PackageRead.Packages(Map.of(), Set.of(), Set.of()))
                .with(new AptPlanRead(List.of("install", "x")), new AptPlanRead.Steps(Map.of("x", "1"), Map.of(), ""));
        return c.plan() instanceof Plan.More more ? more.toString() : c.scripts();
    }

    private static String failure(String... params) {
        return assertInstanceOf(Plan.Failed.class, Case.of("package", (Object[]) params).plan()).message();
    }

    @Test
    void byOthers() {
        Case add = Case.of("package", "name", "a,b", "state", "present", "use", "apk").with(AB, Set.of("b"));
        assertEquals("apk add a", add.scripts());
        assertEquals(Set.of("a", "b"), AB.overlay(add.pending(), Answer.known(Set.of("b"))).get());
        assertEquals("apk del b", Case.of("package", "name", "a,b", "state", "absent", "use", "apk").with(AB, Set.of("b")).scripts());
        Plan.Opaque latest = assertInstanceOf(Plan.Opaque.class, Case.of("package", "name", "a,b", "state", "latest", "use", "apk").with(AB, Set.of("a", "b")).plan());
        assertFalse(latest.then().apply(Output.of(0, "OK: 9 MiB in 3 packages\n", "")).changed());
    }

    @Test
    void reads() {
        assertEquals("apt", Sh.DASH.ask(new ManagerRead()).get());
        String stub = "apk() { [ \"$4\" = a ]; }\n";
        assertEquals(Set.of("a"), AB.parse(Sh.BUSYBOX.run(stub + AB.script())).get());
    }
}

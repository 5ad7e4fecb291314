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
import jplay.tasks.read.AptPlanRead;
import jplay.tasks.read.PackageRead;
import org.junit.jupiter.api.Test;

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
        assertEquals("apt has no enablerepo", failure("name", "jq", "use", "apt", "enablerepo", "epel"));
        assertTrue(failure("name", "jq", "use", "community.general.nix").contains("\"nix\" package manager"));
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

package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.read.AptPlanRead;
import jplay.tasks.read.PackageRead;
import jplay.tasks.read.FileRead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AptOptionsTest {
    private static Case jq(String parameter, String value) {
        return Case.of("apt", "name", "jq", parameter, value)
                .with(new PackageRead(List.of("jq")), new PackageRead.Packages(Map.of(), Set.of(), Set.of()));
    }

    /** Whatever apt-get is told is told it when it is asked what it would do, too. */
    @ParameterizedTest
    @CsvSource({
        "allow_downgrade, --allow-downgrades install jq", "allow_change_held_packages, --allow-change-held-packages install jq",
        "allow_unauthenticated, --allow-unauthenticated install jq", "only_upgrade, --only-upgrade install jq",
        "fail_on_autoremove, --no-remove install jq",
        "force, --allow-unauthenticated --allow-downgrades --allow-change-held-packages install jq"})
    void asksWithOptions(String parameter, String arguments) {
        Reads reads = assertInstanceOf(Plan.More.class, jq(parameter, "true").plan()).reads();
        assertEquals(Reads.of(new AptPlanRead(List.of(arguments.split(" ")))), reads);
    }

    @Test
    void dpkgsOptions() {
        AptPlanRead asked = new AptPlanRead(List.of("install", "jq"));
        assertEquals("jp_apt 60 -o Dpkg::Options::=--force-x install jq", jq("dpkg_options", "force-x")
                .with(asked, new AptPlanRead.Steps(Map.of("jq", "1"), Map.of(), "")).scripts());
    }

    @ParameterizedTest
    @CsvSource({"clean", "autoclean"})
    void cleans(String what) {
        assertEquals("jp_apt 60 -o Dpkg::Options::=--x " + what, Case.of("apt", what, "true", "dpkg_options", "x").scripts());
    }

    @Test
    void aPackageFile() {
        Plan plan = Case.of("apt", "deb", "/tmp/a.deb").plan();
        assertEquals(Reads.of(FileRead.of("/tmp/a.deb").following()), assertInstanceOf(Plan.More.class, plan).reads());
    }
}

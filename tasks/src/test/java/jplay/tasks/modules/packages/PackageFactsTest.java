package jplay.tasks.modules.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import jplay.tasks.modules.Task;
import org.junit.jupiter.api.Test;

class PackageFactsTest {
    private static Object packages(Task task) {
        return ((Map<?, ?>) task.result().get("ansible_facts")).get("packages");
    }

    private static Task host(Object... parameters) {
        return Task.of("package_facts", parameters)
                .says("dpkg-query -W", "amd64\nii \ta\t1\tamd64\tnet\nii \tb\t2\ti386\tnet\nrc \tc\t3\tall\tx\n")
                .says("rpm -qa", "r\t1\t2\t(none)\tx86_64\n")
                .says("pacman -Qi", 127, "", "").says("apk info", 127, "", "");
    }

    @Test
    void lists() {
        assertEquals("{a=[{name=a, version=1, arch=amd64, category=net, origin=, source=apt}], "
                + "b:i386=[{name=b:i386, version=2, arch=i386, category=net, origin=, source=apt}]}", packages(host()).toString());
        assertEquals("{r=[{name=r, version=1, release=2, epoch=null, arch=x86_64, source=rpm}]}", packages(host("manager", "rpm")).toString());
        assertEquals(3, ((Map<?, ?>) packages(host("strategy", "all"))).size());
        assertEquals("{z=[{name=z, version=1.2, arch=any, provides=[q], source=pacman}]}", packages(Task.of("package_facts", "manager", "pacman")
                .says("pacman -Qi", "Name            : z\nVersion         : 1.2\nArchitecture    : any\nProvides        : q=1\n\n")).toString());
        assertEquals("{busybox=[{name=busybox, version=1.36, release=r2, source=apk}]}",
                packages(Task.of("package_facts", "manager", "apk").says("apk info", "busybox-1.36-r2\n")).toString());
        assertTrue(host("manager", "apk").failure().contains("Could not detect"));
        assertTrue(host("manager", "nix").failure().contains("Unsupported package managers requested: nix"));
    }
}

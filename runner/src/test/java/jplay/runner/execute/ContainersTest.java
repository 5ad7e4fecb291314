package jplay.runner.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line of each kind of connection. */
class ContainersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '^', value = {
        "chroot  | -   |                                        | chroot box /bin/sh",
        "chroot  | -   | chroot_exe=/c host=/srv                | /c /srv /bin/sh",
        "nspawn  | -   | host=/srv/tree                         | systemd-nspawn -q --pipe -D /srv/tree -- /bin/sh",
        "nspawn  | -   |                                        | /bin/sh -c pid=$(machinectl show -p Leader --value -- \"$0\") && exec nsenter -t \"$pid\" -m -u -i -n -p -- \"$@\" box /bin/sh",
        "nsenter | -   | nsenter_pid=42                         | nsenter -t 42 -m -u -i -n -p -- /bin/sh",
        "docker  | -   |                                        | docker exec -i box /bin/sh",
        "podman  | app | podman_extra_args=--remote             | podman --remote exec -i --user app box /bin/sh",
        "buildah | app |                                        | buildah run --user app box -- /bin/sh",
        "lxc     | -   |                                        | lxc-attach --clear-env -n box -- /bin/sh",
        "lxd     | -   | lxd_remote=far                         | lxc exec far:box -- /bin/sh",
        "kubectl | -   | kubectl_pod=p kubectl_container=c kubectl_namespace=n | kubectl --namespace=n exec -i p -c c -- /bin/sh",
        "kubectl | -   | kubectl_config=/k kubectl_context=x kubectl_verify_ssl=false | kubectl --context=x --kubeconfig=/k --insecure-skip-tls-verify=true exec -i box -- /bin/sh",
        "oc      | -   | oc_extra_args='--v 3' oc_server=s      | oc --server=s --v 3 exec -i box -- /bin/sh",
        "ssh     | -   |                                        | ^^",
    })
    void commandLines(String kind, String user, String variables, String expected) {
        Map<String, String> all = new HashMap<>();
        java.util.regex.Matcher each = java.util.regex.Pattern.compile("(\\w+)=('[^']*'|\\S+)").matcher(variables == null ? "" : variables);
        while (each.find()) {
            all.put("ansible_" + each.group(1), each.group(2).replace("'", ""));
        }
        List<String> command = new Containers("box", names -> {
            for (String name : names) {
                if (all.containsKey(name)) {
                    return all.get(name);
                }
            }
            return null;
        }).command(kind, user);
        assertEquals(expected, String.join(" ", command));
    }
}

package jplay.runner.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.runner.inventory.ShellWords;
import jplay.runner.source.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Connections that are a command line of the control machine. It leads to a shell that takes {@code -c}; all else is as
 * for any host.
 */
final class Containers {
    private static final String SHELL = "/bin/sh";
    /** The process that a machine of systemd's began with is known to machinectl. */
    private static final String ENTER_MACHINE =
            "pid=$(machinectl show -p Leader --value -- \"$0\") && exec nsenter -t \"$pid\" -m -u -i -n -p -- \"$@\"";
    private static final Map<String, String> KUBECTL_FLAGS = Map.of(
            "namespace", "--namespace", "kubeconfig", "--kubeconfig", "context", "--context", "host", "--server",
            "ca_cert", "--certificate-authority", "client_cert", "--client-certificate", "client_key", "--client-key",
            "username", "--username");
    private static final Map<String, List<String>> KUBECTL_OTHER_NAMES = Map.of(
            "kubeconfig", List.of("config"), "host", List.of("server"), "ca_cert", List.of("ssl_ca_cert"),
            "client_cert", List.of("cert_file"), "client_key", List.of("key_file"), "username", List.of("user"));

    private final String host;
    private final Variables variables;

    /** Gives a variable of the host, the first of some names, or null. */
    interface Variables {
        @Nullable String first(String... names);
    }

    Containers(String host, Variables variables) {
        this.host = host;
        this.variables = variables;
    }

    /** The command line of a kind of connection by its short name; empty where it is no such kind. */
    List<String> command(String kind, @Nullable String user) {
        return switch (kind) {
            case "chroot" -> words(exe("chroot_exe", "chroot"), List.of(address("chroot_host")));
            case "nspawn" -> nspawn(address("nspawn_host"));
            case "nsenter" -> List.of("nsenter", "-t", or("1", "ansible_nsenter_pid"), "-m", "-u", "-i", "-n", "-p", "--", SHELL);
            case "docker", "docker_api" -> exec("docker", exe("docker_executable", "docker"), List.of("-i"), user, "-u");
            case "podman" -> exec("podman", exe("podman_executable", "podman"), List.of("-i"), user, "--user");
            case "buildah" -> words("buildah", List.of("run"), user(user, "--user"), List.of(address("buildah_host"), "--"));
            case "lxc" -> words("lxc-attach", List.of("--clear-env", "-n", address("lxc_host"), "--"));
            case "lxd" -> words(exe("lxd_executable", "lxc"), List.of("exec",
                    or("local", "ansible_lxd_remote") + ":" + address("lxd_host"), "--"));
            case "kubectl", "oc" -> kubectl(kind);
            default -> List.of();
        };
    }

    private List<String> nspawn(String machine) {
        return machine.startsWith("/")
                ? words("systemd-nspawn", List.of("-q", "--pipe", "-D", machine, "--"))
                : words(SHELL, List.of("-c", ENTER_MACHINE, machine));
    }

    private List<String> exec(String kind, String program, List<String> options, @Nullable String user, String userOption) {
        List<String> words = new ArrayList<>(extra(kind));
        words.add("exec");
        words.addAll(options);
        return words(program, words, user(user, userOption), List.of(address(kind + "_host")));
    }

    private List<String> kubectl(String kind) {
        String prefix = "ansible_" + kind + "_";
        for (String secret : List.of("token", "api_key", "password")) {
            if (variables.first(prefix + secret) != null) {
                throw bad(prefix + secret + " would stand in the arguments of a process, where every user sees it; put it into a kubeconfig");
            }
        }
        List<String> words = new ArrayList<>();
        KUBECTL_FLAGS.keySet().stream().sorted().forEach(name -> {
            List<String> names = new ArrayList<>(List.of(prefix + name));
            KUBECTL_OTHER_NAMES.getOrDefault(name, List.of()).forEach(other -> names.add(prefix + other));
            @Nullable String value = variables.first(names.toArray(String[]::new));
            if (value != null) {
                words.add(KUBECTL_FLAGS.get(name) + "=" + value);
            }
        });
        @Nullable String verify = variables.first(prefix + "verify_ssl", prefix + "validate_certs");
        if (verify != null && List.of("false", "no", "off", "0").contains(verify.toLowerCase(java.util.Locale.ROOT))) {
            words.add("--insecure-skip-tls-verify=true");
        }
        words.addAll(extra(kind));
        words.addAll(List.of("exec", "-i", or(address(kind + "_host"), prefix + "pod")));
        @Nullable String container = variables.first(prefix + "container");
        if (container != null) {
            words.addAll(List.of("-c", container));
        }
        words.add("--");
        return words(kind, words);
    }

    private static List<String> user(@Nullable String user, String option) {
        return user == null ? List.of() : List.of(option, user);
    }

    private static List<String> words(String program, List<String> first) {
        return words(program, first, List.of(), List.of());
    }

    private static List<String> words(String program, List<String> first, List<String> second, List<String> third) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(first);
        words.addAll(second);
        words.addAll(third);
        words.add(SHELL);
        return words;
    }

    private List<String> extra(String kind) {
        try {
            return ShellWords.split(or("", "ansible_" + kind + "_extra_args"), false).stream().map(ShellWords.Word::text).toList();
        } catch (ShellWords.Unclosed e) {
            throw bad("ansible_" + kind + "_extra_args: " + e.getMessage());
        }
    }

    private String exe(String variable, String otherwise) {
        return or(otherwise, "ansible_" + variable);
    }

    private String address(String variable) {
        String address = or(host, "ansible_host", "ansible_" + variable);
        if (address.startsWith("-")) {
            throw bad("'" + address + "' is no address");
        }
        return address;
    }

    private String or(String otherwise, String... names) {
        @Nullable String value = variables.first(names);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private RuntimeException bad(String message) {
        return Problem.of("connection", host + ": " + message, null).exception();
    }
}

package jplay.tasks.modules.kube;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.facts.Json;
import jplay.tasks.read.CommandRead;
import jplay.tasks.text.JsonText;
import org.jspecify.annotations.Nullable;

/** Where helm gets charts from. */
@Module(
        name = "helm_repository",
        collection = "kubernetes.core",
        aliases = "community.kubernetes.helm_repository",
        summary = "Adds a repository of charts to helm, or removes it.",
        needs = "helm",
        example = """
                - name: Charts of the vendor
                  kubernetes.core.helm_repository:
                    name: vendor
                    repo_url: https://charts.example.org
                """)
@AutoService(TaskModule.class)
public final class HelmRepository implements TaskModule<HelmRepository.Params> {

    /** Whether it is there. */
    public enum State { PRESENT, ABSENT }

    /** Parameters. */
    public record Params(
            @Param(value = "Its name.", required = true, aliases = "name") String repoName,
            @Param(value = "Its address.", aliases = "url") @Nullable String repoUrl,
            @Param(value = "The user.", aliases = "username") @Nullable String repoUsername,
            @Param(value = "The user's password.", aliases = "password", secret = true) @Nullable String repoPassword,
            @Param(value = "Whether it is there.", def = "present", aliases = "state") State repoState,
            @Param("Give the password to other hosts, too, that charts are on.") boolean passCredentials,
            @Param(value = "Replace one of the same name.", aliases = "force") boolean forceUpdate,
            @Param(value = "", flat = true) HelmCluster cluster) {
        public Params {
            if (repoState == State.PRESENT && repoUrl == null) {
                throw new IllegalArgumentException("repo_state is present but repo_url is missing");
            }
            if ((repoUsername == null) != (repoPassword == null)) {
                throw new IllegalArgumentException("parameters are required together: repo_username, repo_password");
            }
        }

        CommandRead read() {
            return CommandRead.of(cluster.prelude(null) + cluster.helm() + " repo list -o json 2>/dev/null || echo '[]'", "helm-repos", "");
        }
    }

    /** What is registered. */
    public record Result(
            @Param("What helm printed.") String stdout,
            @Param("Its errors.") String stderr,
            @Param("stdout by lines.") List<String> stdoutLines,
            @Param("stderr by lines.") List<String> stderrLines,
            @Param("The command.") String command) {
        static Result of(String command, String out, String err) {
            return new Result(out, err, out.lines().toList(), err.lines().toList(), command);
        }
    }

    @Override
    public Reads reads(Params p) {
        return Reads.of(p.read());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Map<String, String> there = repositories(p.read().text(host));
        String now = there.get(p.repoName());
        boolean wanted = p.repoState() == State.PRESENT;
        if (wanted && now != null && !now.equals(p.repoUrl()) && !p.forceUpdate()) {
            return Plan.Failed.of("Repository already have a repository named " + p.repoName() + "; force_update: true replaces it");
        }
        if (wanted ? now != null && now.equals(p.repoUrl()) : now == null) {
            return new Plan.InSync(Result.of("", "", ""));
        }
        List<String> words = new ArrayList<>(wanted ? List.of("repo", "add") : List.of("repo", "remove"));
        words.add(p.repoName());
        if (wanted) {
            words.add(String.valueOf(p.repoUrl()));
            if (p.repoUsername() != null) {
                words.addAll(List.of("--username=" + p.repoUsername(), "--password-stdin"));
            }
            if (p.passCredentials()) {
                words.add("--pass-credentials");
            }
            if (p.forceUpdate()) {
                words.add("--force-update");
            }
        }
        String feed = p.repoPassword() == null || !wanted ? "" : "printf '%s\\n' " + Shell.quote(p.repoPassword()) + " | ";
        String command = p.cluster().helm() + " " + Shell.quote(words);
        if (wanted) {
            there.put(p.repoName(), String.valueOf(p.repoUrl()));
        } else {
            there.remove(p.repoName());
        }
        HostCommand run = HostCommand.of(p.cluster().prelude(null) + feed + command, String.join(" ", words.subList(0, 3))).makes(p.read(), listing(there));
        Map<String, Object> from = now == null ? Map.of() : Map.of("url", now);
        Map<String, Object> to = wanted ? Map.of("url", String.valueOf(p.repoUrl())) : Map.of();
        return new Plan.Change(List.of(run), Diff.properties(p.repoName(), from, to), Reads.NONE, applied -> applied.outputs().isEmpty()
                ? Result.of(command, "", "") : Result.of(command, applied.outputs().get(0).out(), applied.outputs().get(0).err()));
    }

    private static Map<String, String> repositories(String json) {
        Map<String, String> all = new LinkedHashMap<>();
        try {
            if (Json.read(json) instanceof List<?> list) {
                for (Object each : list) {
                    if (each instanceof Map<?, ?> map) {
                        all.put(String.valueOf(map.get("name")), String.valueOf(map.get("url")));
                    }
                }
            }
            return all;
        } catch (IOException e) {
            throw new ModuleFailure("helm prints no JSON: " + e.getMessage());
        }
    }

    private static String listing(Map<String, String> all) {
        return JsonText.of(all.entrySet().stream().map(each -> Map.of("name", each.getKey(), "url", each.getValue())).toList());
    }
}

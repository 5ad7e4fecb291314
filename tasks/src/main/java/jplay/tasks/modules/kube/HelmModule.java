package jplay.tasks.modules.kube;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.Inputs;
import org.jspecify.annotations.Nullable;

/** Releases of helm's charts. */
@Module(
        name = "helm",
        collection = "kubernetes.core",
        aliases = "community.kubernetes.helm",
        summary = "Installs, upgrades and removes a release of a chart, by the target's helm.",
        needs = "helm",
        example = """
                - name: Watch the cluster
                  kubernetes.core.helm:
                    name: prometheus
                    chart_ref: prometheus-community/prometheus
                    release_namespace: monitoring
                    create_namespace: true
                    values:
                      server:
                        replicas: 2
                """)
@AutoService(TaskModule.class)
public final class HelmModule implements TaskModule<HelmModule.Params> {

    /** Whether it is there. */
    public enum State { PRESENT, ABSENT }

    /** A value of the command line. */
    public record SetValue(
            @Param(value = "name=value.", required = true) String value,
            @Param(value = "How the value is meant.", def = "raw", choices = {"raw", "string", "json", "file"}) String valueType) {}

    /** Parameters. */
    public record Params(
            @Param(value = "The release.", required = true, aliases = "name") String releaseName,
            @Param(value = "Its namespace.", required = true, aliases = "namespace") String releaseNamespace,
            @Param(value = "Whether it is there.", def = "present", aliases = "state") State releaseState,
            @Param("The chart: REPOSITORY/NAME, a path on the host, or a URL.") @Nullable String chartRef,
            @Param("The repository's address.") @Nullable String chartRepoUrl,
            @Param("The chart's version.") @Nullable String chartVersion,
            @Param(value = "Fetch what the chart depends on first.", aliases = "dep_up") boolean dependencyUpdate,
            @Param(value = "Values.", aliases = "values") Map<String, Object> releaseValues,
            @Param("Files of values, on the host.") List<String> valuesFiles,
            @Param("Values as on the command line.") List<SetValue> setValues,
            @Param("Bring the repositories up to date first.") boolean updateRepoCache,
            @Param("Run no hooks.") boolean disableHook,
            @Param("Upgrade even where nothing is new, and replace what cannot be changed.") boolean force,
            @Param(value = "Keep no history of what is removed.", def = "true") boolean purge,
            @Param(name = "wait", value = "Wait until all is ready, or gone.") boolean waits,
            @Param("How long, as 5m0s.") @Nullable String waitTimeout,
            @Param("How long a command may take, as 5m0s.") @Nullable String timeout,
            @Param("Take back what fails.") boolean atomic,
            @Param("Make the namespace.") boolean createNamespace,
            @Param("A program for what is rendered.") @Nullable String postRenderer,
            @Param("Take the name of a removed release.") boolean replace,
            @Param("Leave custom resource definitions alone.") boolean skipCrds,
            @Param("How many revisions are kept.") @Nullable Integer historyMax,
            @Param(value = "", flat = true) HelmCluster cluster) {
        public Params {
            if (releaseState == State.PRESENT && chartRef == null) {
                throw new IllegalArgumentException("release_state is present but chart_ref is missing");
            }
            if (replace && (releaseState == State.ABSENT || historyMax != null)) {
                throw new IllegalArgumentException(historyMax != null ? "parameters are mutually exclusive: replace|history_max" : "replace is not applicable when state is absent");
            }
        }
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Inputs files = new Inputs(host, p.valuesFiles().toArray(new String[0]));
        HelmRelease release = new HelmRelease(p);
        List<Read<?>> reads = new ArrayList<>(List.of(release.status()));
        if (p.releaseState() == State.PRESENT) {
            reads.add(release.chart());
        }
        Plan.More more = files.more(reads.toArray(new Read<?>[0]));
        return more != null ? more : release.plan(host, control, files);
    }
}

package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.List;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.read.AptCacheRead;
import jplay.tasks.read.PackageRead;
import org.jspecify.annotations.Nullable;

/** Installs and removes Debian's packages. */
@Module(
        name = "apt",
        summary = "Installs, upgrades and removes packages with apt-get.",
        needs = {"apt-get", "dpkg-query"},
        example = """
                - name: Install a web server and a tool of one version
                  ansible.builtin.apt:
                    name:
                      - nginx
                      - jq=1.6*
                    update_cache: true
                    cache_valid_time: 3600
                """)
@AutoService(TaskModule.class)
public final class AptModule implements TaskModule<AptModule.Params> {

    /** How packages are to be. */
    public enum State { PRESENT, LATEST, ABSENT, BUILD_DEP, FIXED }

    /** Which upgrade. */
    public enum Upgrade { NO, YES, SAFE, FULL, DIST }

    /** Parameters. */
    public record Params(
            @Param(value = "The packages: a name, name=version (with *), or a name with *.", aliases = {"package", "pkg"}) List<String> name,
            @Param(value = "How they are to be.", def = "present") State state,
            @Param(value = "Bring the package lists up to date first.", aliases = "update-cache") @Nullable Boolean updateCache,
            @Param(value = "How often a failing download of the lists is tried again.", def = "5") int updateCacheRetries,
            @Param(value = "Means nothing here: apt itself chooses the time between these.", def = "12") int updateCacheRetryMaxDelay,
            @Param(value = "Seconds for which the lists count as up to date.", def = "0") int cacheValidTime,
            @Param(value = "Upgrade what is installed: yes and safe remove nothing, full and dist may.", def = "no") Upgrade upgrade,
            @Param("A package file on the target to install, or the URL of one.") @Nullable String deb,
            @Param(value = "Remove configuration, too.", def = "false") boolean purge,
            @Param(value = "Remove what was installed only because others needed it.", def = "false") boolean autoremove,
            @Param(value = "Remove downloaded packages that can no longer be downloaded.", def = "false") boolean autoclean,
            @Param(value = "Remove all downloaded packages.", def = "false") boolean clean,
            @Param(value = "The release to install from.", aliases = "default-release") @Nullable String defaultRelease,
            @Param(value = "Whether recommended packages are installed; as the host is configured where not given.", aliases = "install-recommends")
                    @Nullable Boolean installRecommends,
            @Param(value = "Options for dpkg, with commas between.", def = "force-confdef,force-confold") String dpkgOptions,
            @Param(value = "Downgrade and change held packages, and take unsigned ones.", def = "false") boolean force,
            @Param(value = "Take packages whose signature cannot be checked.", def = "false", aliases = "allow-unauthenticated") boolean allowUnauthenticated,
            @Param(value = "Put an older version in place of a newer one.", def = "false", aliases = {"allow-downgrade", "allow_downgrades", "allow-downgrades"})
                    boolean allowDowngrade,
            @Param(value = "Change packages that are on hold.", def = "false") boolean allowChangeHeldPackages,
            @Param(value = "Upgrade only what is installed.", def = "false") boolean onlyUpgrade,
            @Param(value = "Fail where packages would have to be removed.", def = "false") boolean failOnAutoremove,
            @Param(value = "Means nothing here: apt-get is always used, never aptitude.", def = "false") boolean forceAptGet,
            @Param(value = "Seconds to wait for another apt to finish.", def = "60") int lockTimeout,
            @Param("What policy-rc.d answers meanwhile: 101 keeps services from being started.") @Nullable Integer policyRcD) {

        boolean updates() {
            return updateCache != null ? updateCache : cacheValidTime > 0;
        }

        boolean absent() {
            return state == State.ABSENT;
        }
    }

    /** What is registered. */
    public record Result(
            @Param("What apt-get printed.") @Nullable String stdout,
            @Param("Its errors and warnings.") @Nullable String stderr,
            @Param("stdout by lines.") @Nullable List<String> stdoutLines,
            @Param("stderr by lines.") @Nullable List<String> stderrLines,
            @Param("Whether the package lists were brought up to date.") boolean cacheUpdated,
            @Param("When they were, in seconds since 1970.") long cacheUpdateTime) {}

    @Override
    public Reads reads(Params params) {
        List<String> names = Packages.names(params.name());
        Reads reads = names.isEmpty() ? Reads.NONE : Reads.of(new PackageRead(names));
        return params.updates() ? reads.and(new AptCacheRead()) : reads;
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        return new Packages(params, state).plan(control);
    }
}

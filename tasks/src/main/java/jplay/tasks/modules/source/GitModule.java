package jplay.tasks.modules.source;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.NotKnownYet;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.Inputs;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** Working copies of git's repositories. */
@Module(
        name = "git",
        summary = "Clones a repository of git, and checks a version of it out.",
        needs = "git",
        example = """
                - name: Get the sources
                  ansible.builtin.git:
                    repo: https://git.example.org/thing.git
                    dest: /srv/thing
                    version: v1.2
                """)
@AutoService(TaskModule.class)
public final class GitModule implements TaskModule<GitModule.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "The repository: an address, or a path on the host.", required = true, aliases = "name") String repo,
            @Param("Where the working copy goes.") @Nullable String dest,
            @Param(value = "A branch, a tag, a commit, or HEAD, the repository's main branch.", def = "HEAD") String version,
            @Param("Take any key of the repository's host.") boolean acceptHostkey,
            @Param("Take a key of a host that is not known yet.") boolean acceptNewhostkey,
            @Param("More options for ssh.") @Nullable String sshOpts,
            @Param("The private key for ssh, on the host.") @Nullable String keyFile,
            @Param("A repository on the host to take from what it has.") @Nullable String reference,
            @Param(value = "What the repository is called in the working copy.", def = "origin") String remote,
            @Param("More refs to fetch.") @Nullable String refspec,
            @Param("Throw away what was changed in the working copy.") boolean force,
            @Param("Only the last so many commits.") @Nullable Integer depth,
            @Param(value = "Whether to clone where there is no working copy.", name = "clone", def = "true") boolean clones,
            @Param(value = "Whether to bring one that is there up to date.", def = "true") boolean update,
            @Param("The program, where it is not git.") @Nullable String executable,
            @Param("No working copy: the repository itself.") boolean bare,
            @Param("The umask, in octal.") @Nullable String umask,
            @Param(value = "Submodules, too.", def = "true") boolean recursive,
            @Param("Nothing but the branch.") boolean singleBranch,
            @Param("Bring submodules to the newest of their branches, not to what the commit says.") boolean trackSubmodules,
            @Param("Fail where the commit or tag has no valid signature.") boolean verifyCommit,
            @Param("Pack the version into this file: .zip, .tar, .tar.gz, .tgz.") @Nullable String archive,
            @Param("What goes before each name in that file; needs archive.") @Nullable String archivePrefix,
            @Param("Where the repository itself goes, apart from the working copy.") @Nullable String separateGitDir,
            @Param("The keys that may have signed.") List<String> gpgWhitelist) {
        public Params {
            if (dest == null && clones) {
                throw new IllegalArgumentException("the destination directory must be specified unless clone=no");
            }
            if (separateGitDir != null && bare) {
                throw new IllegalArgumentException("parameters are mutually exclusive: separate_git_dir|bare");
            }
            if (acceptHostkey && acceptNewhostkey) {
                throw new IllegalArgumentException("parameters are mutually exclusive: accept_hostkey|accept_newhostkey");
            }
            if (archivePrefix != null && archive == null) {
                throw new IllegalArgumentException("missing parameter(s) required by 'archive_prefix': archive");
            }
            if (umask != null && !umask.matches("0?[0-7]{1,4}")) {
                throw new IllegalArgumentException("umask must be an octal integer");
            }
            if (archive != null && !archive.matches(".*\\.(zip|tar|tar\\.gz|tgz)")) {
                throw new IllegalArgumentException("archive: unsupported extension of " + archive + "; use .zip, .tar, .tar.gz or .tgz");
            }
        }

        String git() {
            return executable == null ? "git" : executable;
        }
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Inputs paths = new Inputs(host, p.dest(), p.separateGitDir(), p.archive()).withoutContent();
        Plan.More more = paths.more();
        if (more != null) {
            return more;
        }
        GitCopy copy = new GitCopy(p, p.dest() == null ? "" : paths.absolute(p.dest()),
                p.separateGitDir() == null ? null : paths.absolute(p.separateGitDir()),
                p.archive() == null ? null : paths.absolute(p.archive()));
        if (p.repo().startsWith("/") && p.dest() != null) {
            FileRead repository = FileRead.of(FilePaths.clean(p.repo()));
            FileRead dest = FileRead.of(FilePaths.clean(copy.dest()));
            if (!host.has(repository)) {
                return new Plan.More(jplay.tasks.contract.Reads.of(repository, dest));
            }
            boolean later = host.get(repository) instanceof Answer.Known<FileState>(FileState is) && is.isForetold();
            if (later && host.get(dest).isAbsent()) {
                return new GitPlan(p, copy, GitState.parse("")).sync(host);
            } else if (later) {
                throw new NotKnownYet("what is in " + p.repo() + " is known only when it is there");
            }
        }
        List<jplay.tasks.contract.Read<?>> open = new ArrayList<>(List.of(copy.state()));
        if (p.archive() != null) {
            open.add(copy.archived());
        }
        open.removeIf(host::has);
        if (!open.isEmpty()) {
            return new Plan.More(new jplay.tasks.contract.Reads(open));
        }
        GitState state = GitState.parse(copy.state().text(host));
        if (state.dir() == null && !p.clones() || p.dest() == null) {
            return new Plan.InSync(result(Map.of("changed", true), state.before(), state.target(p.version())));
        }
        if (state.dir() != null && !p.update()) {
            return p.archive() == null || copy.isArchived(host)
                    ? new Plan.InSync(result(copy.archiveResult(), state.before(), state.before()))
                    : new GitPlan(p, copy, state).archiveOnly();
        }
        if (state.mods() && !p.force()) {
            return new Plan.Failed("Local modifications exist in the destination: " + copy.dest() + " (force=no).",
                    result(Map.of(), state.before(), null));
        }
        if (state.occupied()) {
            return Plan.Failed.of("destination path '" + copy.dest() + "' already exists and is not an empty directory; empty it, or name another");
        }
        return new GitPlan(p, copy, state).sync(host);
    }

    static Map<String, @Nullable Object> result(Map<String, ?> more, @Nullable String before, @Nullable String after) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(more);
        result.put("before", before);
        result.put("after", after);
        return result;
    }

    /** A repository as git is told of it. */
    static String address(String repo) {
        return repo.startsWith("/") ? "file://" + FilePaths.clean(repo) : repo;
    }
}

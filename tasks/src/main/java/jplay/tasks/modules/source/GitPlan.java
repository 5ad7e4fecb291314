package jplay.tasks.modules.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.read.CommandRead;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** What git has to do. */
record GitPlan(GitModule.Params p, GitCopy copy, GitState state) {

    Plan archiveOnly() {
        return Plan.Change.of(List.of(archiving()), Diff.NONE, GitModule.result(copy.archiveResult(), state.before(), state.before()));
    }

    Plan sync(HostState host) {
        String url = GitModule.address(p.repo());
        boolean clones = state.dir() == null;
        boolean moved = copy.gitDir() != null && !clones && !copy.gitDir().equals(FilePaths.clean(String.valueOf(state.dir())));
        boolean otherUrl = !clones && !state.url().equals(url);
        @Nullable String target = state.target(p.version());
        boolean there = target == null ? state.before() != null && state.before().startsWith(p.version()) && p.version().length() > 6
                : target.equals(state.before());
        boolean onBranch = p.version().equals("HEAD") || p.bare() || !state.isBranch(p.version()) || state.branch().equals(p.version());
        boolean tracks = p.trackSubmodules() && state.hasSubmodules();
        boolean changed = clones || moved || otherUrl || !there || state.mods() || state.submodules();
        boolean archived = p.archive() == null || !changed && copy.isArchived(host);
        Map<String, @Nullable Object> more = new LinkedHashMap<>(copy.archiveResult());
        if (!clones) {
            more.put("remote_url_changed", otherUrl);
        }
        if (state.submodules()) {
            more.put("submodules_changed", true);
        }
        if (state.mods()) {
            more.put("msg", "Local modifications exist in the destination: " + copy.dest());
        }
        if (moved) {
            more.put("git_dir_before", state.dir());
            more.put("git_dir_now", copy.gitDir());
        }
        if (!changed && onBranch && !tracks && !p.verifyCommit() && archived) {
            return new Plan.InSync(GitModule.result(more, state.before(), state.before()));
        }
        List<Effect> effects = new ArrayList<>();
        effects.add(new Quiet(syncing(clones, moved, target), changed));
        if (!archived) {
            effects.add(archiving());
        }
        CommandRead head = new CommandRead(Shell.quote(p.git()) + " -C " + Shell.quote(copy.dest()) + " rev-parse HEAD",
                new jplay.tasks.contract.Read.Subject("git-head", copy.dest()));
        Map<String, Object> from = state.before() == null ? Map.of() : Map.of("commit", state.before());
        Map<String, Object> to = Map.of("commit", target == null ? p.version() : target);
        return new Plan.Change(effects, changed ? Diff.properties(copy.dest(), from, to) : Diff.NONE, Reads.of(head), applied -> {
            String after = applied.outputs().isEmpty() ? target : head.text(applied.state()).strip();
            return GitModule.result(more, state.before(), after);
        });
    }

    private HostCommand syncing(boolean clones, boolean moved, @Nullable String target) {
        String git = Shell.quote(p.git());
        StringBuilder script = new StringBuilder(copy.environment()).append("LC_ALL=C\nexport LC_ALL\nexec 3>&1 >&2\n");
        if (clones) {
            script.append("mkdir -p -- ").append(Shell.quote(FilePaths.parent(copy.dest()))).append(" || exit\n")
                    .append(Shell.quote(cloning())).append(" || exit\n");
        }
        script.append("cd -- ").append(Shell.quote(copy.dest())).append(" || exit\n");
        if (moved) {
            String to = Shell.quote(String.valueOf(copy.gitDir()));
            script.append("mv -- ").append(Shell.quote(String.valueOf(state.dir()))).append(' ').append(to)
                    .append(" && rm -rf .git && printf 'gitdir: %s\\n' ").append(to).append(" >.git || exit\n");
        }
        if (!clones) {
            script.append(state.mods() ? git + " reset -q --hard HEAD -- || exit\n" : "")
                    .append(git).append(" remote set-url ").append(Shell.quote(p.remote())).append(' ')
                    .append(Shell.quote(GitModule.address(p.repo()))).append(" 2>/dev/null || ").append(git).append(" remote add ")
                    .append(Shell.quote(p.remote())).append(' ').append(Shell.quote(GitModule.address(p.repo()))).append(" || exit\n");
        }
        fetch(script, clones);
        if (!p.bare()) {
            script.append("jp_git_switch ").append(git).append(' ').append(Shell.quote(p.remote())).append(' ')
                    .append(Shell.quote(p.version())).append(p.depth() == null ? " ''" : " " + p.depth()).append(" || exit\n");
        }
        if (p.verifyCommit()) {
            script.append("jp_git_verify ").append(git).append(' ').append(Shell.quote(p.version())).append(' ')
                    .append(Shell.quote(p.gpgWhitelist())).append(" || exit\n");
        }
        if (p.recursive() && !p.bare()) {
            script.append("[ ! -e .gitmodules ] || { ").append(git).append(" submodule -q sync --recursive && ").append(git)
                    .append(" submodule -q update --init --recursive").append(p.trackSubmodules() ? " --remote" : "")
                    .append(p.force() ? " --force" : "").append("; } || exit\n");
        }
        HostCommand run = HostCommand.of(script.toString(), (clones ? "clone " : "update ") + copy.dest());
        if (clones) {
            Answer<?> directory = Answer.known(FileState.predicted(FileState.Kind.DIRECTORY, 0755));
            run = run.makes(FilePaths.subject(copy.dest() + (p.bare() ? "" : "/.git")), directory)
                    .hides(copy.dest(), "it is known only when " + p.repo() + " has been cloned there");
        }
        return target == null
                ? run.makes(copy.state().about(), Answer.later("what is in " + p.repo()))
                : run.makes(copy.state(), foretold(target));
    }

    private void fetch(StringBuilder script, boolean clones) {
        List<String> words = new ArrayList<>(List.of(p.git(), "fetch", "-q"));
        if (clones && p.refspec() == null) {
            return;
        }
        List<String> refs = new ArrayList<>(p.refspec() == null ? List.of() : List.of(p.refspec()));
        if (!clones && p.depth() != null && p.refspec() == null) {
            shallow(refs);
        }
        if (p.depth() != null && !refs.isEmpty()) {
            words.addAll(List.of("--depth", String.valueOf(p.depth())));
        } else if (!clones && p.bare()) {
            refs.addAll(0, List.of("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"));
        } else if (!clones) {
            words.add("--tags");
        }
        if (p.force()) {
            words.add("--force");
        }
        words.add(p.remote());
        words.addAll(refs);
        script.append(Shell.quote(words)).append(" || { echo 'Failed to download remote objects and refs' >&2; exit 1; }\n");
    }

    private void shallow(List<String> refs) {
        String version = p.version();
        if (version.equals("HEAD")) {
            refs.add(state.branch().isEmpty() ? "HEAD" : state.branch());
        } else if (state.isBranch(version)) {
            refs.add("+refs/heads/" + version + ":refs/remotes/" + p.remote() + "/" + version);
        } else if (state.isTag(version)) {
            refs.add("+refs/tags/" + version + ":refs/tags/" + version);
        }
    }

    private List<String> cloning() {
        boolean named = state.isBranch(p.version()) || state.isTag(p.version());
        List<String> words = new ArrayList<>(List.of(p.git(), "clone", "-q"));
        words.addAll(p.bare() ? List.of("--bare") : List.of("--origin", p.remote()));
        boolean shallow = p.depth() != null && (p.version().equals("HEAD") || p.refspec() != null || named);
        if (shallow) {
            words.addAll(List.of("--depth", String.valueOf(p.depth())));
        }
        if (p.singleBranch()) {
            words.add("--single-branch");
        }
        if (named && (p.singleBranch() || shallow && p.refspec() == null)) {
            words.addAll(List.of("--branch", p.version()));
        }
        if (p.reference() != null) {
            words.addAll(List.of("--reference", p.reference()));
        }
        if (copy.gitDir() != null) {
            words.add("--separate-git-dir=" + copy.gitDir());
        }
        words.addAll(List.of(GitModule.address(p.repo()), copy.dest()));
        return words;
    }

    private HostCommand archiving() {
        String file = String.valueOf(copy.archive());
        String temporary = "\"$_jp_new\"";
        return HostCommand.of(
                "_jp_new=$(mktemp " + Shell.quote(FilePaths.parent(file) + "/.jplay-XXXXXX") + ") || exit\n" + copy.pack(temporary)
                        + " && chmod 644 " + temporary + " && mv -f -- " + temporary + " " + Shell.quote(file)
                        + " || { rm -f " + temporary + "; exit 1; }",
                "pack " + file).makes(copy.archived(), "");
    }

    /** How the copy will be. */
    private String foretold(String target) {
        StringBuilder text = new StringBuilder("dir " + (copy.gitDir() != null ? copy.gitDir() : p.bare() ? copy.dest() : copy.dest() + "/.git") + "\nbefore " + target + "\n");
        text.append("url ").append(GitModule.address(p.repo())).append('\n');
        if (state.isBranch(p.version())) {
            text.append("branch ").append(p.version()).append('\n');
        }
        text.append("\036\n");
        state.refs().forEach((ref, commit) -> text.append(commit).append('\t').append(ref).append('\n'));
        return text.toString();
    }

    /** A command after which a task counts as changed, or does not. */
    record Quiet(HostCommand command, boolean changes) implements Effect {
        @Override
        public String script() {
            return command.script();
        }

        @Override
        public void predict(jplay.tasks.contract.Pending pending) {
            command.predict(pending);
        }

        @Override
        public String describe() {
            return command.describe();
        }
    }
}

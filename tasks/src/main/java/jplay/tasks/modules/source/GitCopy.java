package jplay.tasks.modules.source;

import java.util.Map;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.CommandRead;
import org.jspecify.annotations.Nullable;

/** Where a working copy is and what git is told about it. */
record GitCopy(GitModule.Params p, String dest, @Nullable String gitDir, @Nullable String archive) {

    /** What goes before git: how ssh is called. */
    String environment() {
        StringBuilder ssh = new StringBuilder();
        String given = p.sshOpts() == null ? "" : p.sshOpts();
        ssh.append(given);
        if (p.acceptHostkey() && !given.contains("StrictHostKeyChecking")) {
            ssh.append(" -o StrictHostKeyChecking=no");
        }
        if (p.acceptNewhostkey() && !given.contains("StrictHostKeyChecking")) {
            ssh.append(" -o StrictHostKeyChecking=accept-new");
        }
        ssh.append(given.contains("BatchMode") ? "" : " -o BatchMode=yes");
        if (p.keyFile() != null) {
            ssh.append(" -i ").append(Shell.quote(p.keyFile())).append(" -o IdentitiesOnly=yes");
        }
        String umask = p.umask() == null ? "" : "umask " + p.umask() + "\n";
        return umask + "GIT_TERMINAL_PROMPT=0\nGIT_SSH_COMMAND=${GIT_SSH:-${GIT_SSH_COMMAND:-ssh}}\" \"" + Shell.quote(ssh.toString().strip())
                + "\nexport GIT_TERMINAL_PROMPT GIT_SSH_COMMAND\n";
    }

    CommandRead state() {
        // A copy that is not to be updated needs nothing of its repository.
        String there = Shell.quote(dest + (p.bare() ? "/config" : "/.git"));
        String ask = p.update() ? "1" : "\"$([ -e " + there + " ] || echo 1)\"";
        return CommandRead.of(
                environment() + "jp_git_state " + Shell.quote(p.git()) + " " + Shell.quote(dest) + (p.bare() ? " 1 " : " 0 ")
                        + Shell.quote(GitModule.address(p.repo())) + " " + Shell.quote(p.remote()) + " "
                        + ask
                        + (p.recursive() ? " 1" : " 0"),
                "git", dest);
    }

    private String format() {
        String name = String.valueOf(archive);
        return name.endsWith(".zip") ? "zip" : name.endsWith(".tar") ? "tar" : "tar.gz";
    }

    /** Packs the version; prints it where {@code output} is null. */
    String pack(@Nullable String output) {
        return Shell.quote(p.git()) + " -C " + Shell.quote(dest) + " archive --format=" + format()
                + (p.archivePrefix() == null ? "" : " --prefix=" + Shell.quote(p.archivePrefix()))
                + (output == null ? "" : " --output=" + output) + " " + Shell.quote(p.version());
    }

    /** Whether the file is what would be packed now. */
    CommandRead archived() {
        String file = Shell.quote(String.valueOf(archive));
        return CommandRead.of("[ -f " + file + " ] && [ \"$(" + pack(null) + " 2>/dev/null | sha1sum)\" = \"$(sha1sum <" + file + ")\" ]",
                "git-archive", String.valueOf(archive));
    }

    boolean isArchived(HostState host) {
        return archived().succeeds(host);
    }

    Map<String, String> archiveResult() {
        return archive == null ? Map.of() : Map.of("archive", archive);
    }
}

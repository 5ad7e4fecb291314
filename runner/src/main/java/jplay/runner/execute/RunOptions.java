package jplay.runner.execute;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jplay.runner.connection.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How a run is to be done: what the command line, the configuration and the environment say.
 *
 * @param forks how many hosts at once; 0 for all
 * @param limit a host pattern, or null
 * @param handlers whether what is notified is run
 * @param become whether tasks become another user unless they say otherwise
 * @param timeout seconds to connect
 * @param defaults what plays and tasks do not say themselves
 */
public record RunOptions(
        boolean check,
        boolean diff,
        int forks,
        @Nullable String limit,
        List<String> tags,
        List<String> skipTags,
        @Nullable String startAtTask,
        boolean step,
        boolean forceHandlers,
        boolean handlers,
        @Nullable String remoteUser,
        @Nullable String privateKey,
        @Nullable Secret connectionPassword,
        boolean become,
        @Nullable String becomeUser,
        @Nullable String becomeMethod,
        @Nullable Secret becomePassword,
        @Nullable String connection,
        @Nullable String sshCommonArgs,
        int timeout,
        boolean hostKeyChecking,
        int verbosity,
        Map<String, String> environment,
        PlayDefaults defaults) {

    /** Check mode for drift: what has drifted, without what would follow from mending it. */
    public RunOptions drifting() {
        return new RunOptions(
                true, true, forks, limit, tags, skipTags, startAtTask, step, forceHandlers, false, remoteUser, privateKey,
                connectionPassword, become, becomeUser, becomeMethod, becomePassword, connection, sshCommonArgs, timeout,
                hostKeyChecking, verbosity, environment, defaults);
    }

    /** What of it a kept plan writes down: how hosts and tasks are chosen, and who does them. No passwords. */
    public Map<String, String> kept() {
        Map<String, String> kept = new TreeMap<>();
        put(kept, "limit", limit);
        put(kept, "start_at_task", startAtTask);
        put(kept, "user", remoteUser);
        put(kept, "private_key", privateKey);
        put(kept, "become_user", becomeUser);
        put(kept, "become_method", becomeMethod);
        put(kept, "connection", connection);
        put(kept, "ssh_common_args", sshCommonArgs);
        put(kept, "become", become ? "true" : null);
        put(kept, "force_handlers", forceHandlers ? "true" : null);
        return kept;
    }

    private static void put(Map<String, String> into, String name, @Nullable String value) {
        if (value != null) {
            into.put(name, value);
        }
    }

    /** The same as a kept plan has it; how to connect may be given anew. */
    public RunOptions applying(List<String> keptTags, List<String> keptSkipTags, Map<String, String> kept) {
        return new RunOptions(
                check, diff, forks, kept.get("limit"), keptTags, keptSkipTags, kept.get("start_at_task"), step, kept.containsKey("force_handlers"),
                handlers, or(remoteUser, kept.get("user")), or(privateKey, kept.get("private_key")), connectionPassword,
                kept.containsKey("become"), kept.get("become_user"), kept.get("become_method"), becomePassword,
                or(connection, kept.get("connection")), or(sshCommonArgs, kept.get("ssh_common_args")), timeout,
                hostKeyChecking, verbosity, environment, defaults);
    }

    private static @Nullable String or(@Nullable String given, @Nullable String otherwise) {
        return given == null ? otherwise : given;
    }

    /** The same in check mode. */
    public RunOptions checking() {
        return new RunOptions(
                true, diff, forks, limit, tags, skipTags, startAtTask, step, forceHandlers, handlers, remoteUser, privateKey,
                connectionPassword, become, becomeUser, becomeMethod, becomePassword, connection, sshCommonArgs, timeout,
                hostKeyChecking, verbosity, environment, defaults);
    }

    /** The same with diffs, in check mode or for real. */
    public RunOptions rehearsing(boolean checking) {
        return new RunOptions(
                checking, true, forks, limit, tags, skipTags, startAtTask, step, forceHandlers, handlers, remoteUser, privateKey,
                connectionPassword, become, becomeUser, becomeMethod, becomePassword, connection, sshCommonArgs, timeout,
                hostKeyChecking, verbosity, environment, defaults);
    }
}

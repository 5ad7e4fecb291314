package jplay.runner.execute;

import java.util.List;
import java.util.Map;
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
        Map<String, String> environment) {

    /** Check mode for drift: what has drifted, without what would follow from mending it. */
    public RunOptions drifting() {
        return new RunOptions(
                true, true, forks, limit, tags, skipTags, startAtTask, step, forceHandlers, false, remoteUser, privateKey,
                connectionPassword, become, becomeUser, becomeMethod, becomePassword, connection, sshCommonArgs, timeout,
                hostKeyChecking, verbosity, environment);
    }

    /** The same with diffs, in check mode or for real. */
    public RunOptions rehearsing(boolean checking) {
        return new RunOptions(
                checking, true, forks, limit, tags, skipTags, startAtTask, step, forceHandlers, handlers, remoteUser, privateKey,
                connectionPassword, become, becomeUser, becomeMethod, becomePassword, connection, sshCommonArgs, timeout,
                hostKeyChecking, verbosity, environment);
    }
}

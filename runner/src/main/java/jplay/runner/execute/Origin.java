package jplay.runner.execute;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jplay.runner.connection.Become;
import jplay.runner.connection.HostKeyPolicy;
import jplay.runner.connection.Target;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Undefined;
import jplay.runner.expression.Values;
import jplay.runner.model.Attributes;
import jplay.runner.model.Task;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Route;
import org.jspecify.annotations.Nullable;

/**
 * Where a program runs that gets to the task's host by itself: on the control machine, or on the host that the task is
 * delegated to.
 *
 * @param scope the variables of the task's own host
 * @param on that host, or the one that the task is delegated to
 */
record Origin(RunContext context, PlayContext play, Task task, Scope scope, String on) {

    private Attributes at() {
        return task.attributes();
    }

    private String variable(String name) {
        @Nullable Object value = scope.get(name);
        return value == null || value instanceof Undefined ? "" : Values.str(value);
    }

    private String host() {
        return variable("inventory_hostname");
    }

    private boolean isDelegated() {
        return context.evaluator().given(at().nearest("delegate_to"), scope) != null;
    }

    private Scope there() {
        return on.equals(host()) ? scope : context.variables().scope(on, play.play(), at(), Map.of());
    }

    private boolean isLocal(Scope of) {
        return context.sessions().isLocal(at(), of, context.evaluator());
    }

    /** Whether it is the task's host itself. */
    boolean isHost() {
        if (!isDelegated()) {
            return isLocal(scope);
        }
        return on.equals(host()) || on.equals(variable("ansible_host")) || isLocal(scope) && isLocal(there());
    }

    boolean isControl() {
        return isLocal(there()) || !isDelegated();
    }

    /** How to connect to it. */
    Target target() {
        return isControl() ? Target.local("localhost") : context.sessions().target(on, at(), there(), context.evaluator());
    }

    /** The way on to the task's host. */
    Route route(boolean check) {
        if (isHost()) {
            return new Route(isLocal(there()), null, ahead(check));
        }
        Target target = context.sessions().target(host(), at(), scope, context.evaluator());
        if (!target.kind().equals("ssh")) {
            throw new ModuleFailure(target.kind().equals("local")
                    ? on + " cannot reach the control machine: give it an ansible_host and ansible_connection=ssh, or turn the task around"
                    : task.shortAction() + " gets to hosts over ssh and to the control machine, and " + host()
                            + " is neither; delegate the task to " + host() + " to stay inside it");
        }
        @Nullable Become become = context.sessions().become(at(), scope, context.evaluator());
        boolean another = become != null && !become.user().equals(target.user());
        return new Route(isControl(), new Route.Peer(
                target.address(), target.port(), target.user(), target.keyFiles(), hostKeys(target.hostKeys()),
                target.knownHosts(), target.proxyJump(),
                String.join(" ", context.sessions().sshArgs(at(), scope, context.evaluator())),
                target.password() == null ? null : String.valueOf(target.password().chars()),
                become != null && another ? new Route.Other(become.method(), become.user(), become.exe()) : null), ahead(check));
    }

    private Route.Ahead ahead(boolean check) {
        if (!check) {
            return Route.Ahead.NONE;
        }
        Pending near = isControl() ? context.pendingOnControl() : context.run(on).pendingOrNew();
        Pending far = isHost() ? near : context.run(host()).pendingOrNew();
        return new Route.Ahead(!near.isEmpty() || !far.isEmpty(), files(near), files(far));
    }

    private static Set<String> files(Pending pending) {
        Set<String> files = new TreeSet<>(pending.below("/").keySet());
        pending.hidden().forEach(path -> files.add(path.endsWith("/") ? path : path + "/"));
        return files;
    }

    private static @Nullable String hostKeys(@Nullable HostKeyPolicy policy) {
        return policy == null ? null : switch (policy) {
            case CHECK -> "yes";
            case ACCEPT_NEW -> "accept-new";
            case OFF -> "no";
        };
    }
}

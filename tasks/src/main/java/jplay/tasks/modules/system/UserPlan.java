package jplay.tasks.modules.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.effect.AccountChange;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.GroupRead;
import jplay.tasks.read.UserRead;
import org.jspecify.annotations.Nullable;

/** Decides what has to be done to a user. */
final class UserPlan {
    private final UserModule.Params params;
    private final HostState state;
    private final Answer<UserRead.User> now;
    private final List<Effect> effects = new ArrayList<>();
    private final Map<String, Object> from = new LinkedHashMap<>();
    private final Map<String, Object> to = new LinkedHashMap<>();

    UserPlan(UserModule.Params params, HostState state) {
        this.params = params;
        this.state = state;
        this.now = state.get(params.user());
    }

    Plan plan() {
        if (now instanceof Answer.Unknown<UserRead.User>(String why, boolean later)) {
            return Plan.Failed.of(why);
        }
        if (params.state() == UserModule.State.ABSENT) {
            return absent();
        }
        if (now instanceof Answer.Known<UserRead.User>(UserRead.User user)) {
            modify(user);
        } else {
            add();
        }
        UserRead.User after = predicted();
        UserKeyRead key = key(after);
        if (effects.isEmpty()) {
            return new Plan.InSync(result(after, key == null ? Answer.absent() : state.get(key)));
        }
        Reads reads = key == null ? Reads.of(params.user()) : Reads.of(params.user(), key);
        return new Plan.Change(effects, Diff.properties("user " + params.name(), from, to), reads, applied -> {
            HostState then = applied.state();
            boolean real = !applied.outputs().isEmpty();
            UserRead.User user = real ? then.get(params.user()).orElse(after) : after;
            return result(user, key == null || !real ? Answer.absent() : then.get(key));
        });
    }

    private Plan absent() {
        boolean there = !now.isAbsent();
        UserModule.Result result = new UserModule.Result(
                params.name(), "absent", null, null, null, null, null, null, null, null, null, null, there ? params.remove() : null,
                there ? params.force() : null, null, null, null, null);
        if (now.isAbsent()) {
            return new Plan.InSync(result);
        }
        Map<Read.Subject, Answer<?>> after = new LinkedHashMap<>(Map.of(params.user().subject(), Answer.absent()));
        if (params.remove()) {
            after.put(FilePaths.subject(now.get().home()), Answer.absent());
        }
        // Debian's userdel takes the group of the same name along where nobody else is in it.
        if (state.get(params.groupRead(params.name())) instanceof Answer.Known<GroupRead.Group>(GroupRead.Group own) && own.members().isEmpty()) {
            after.put(params.groupRead(params.name()).subject(), Answer.absent());
        }
        effects.add(new AccountChange(UserCommand.remove(params), after, "remove user " + params.name()));
        return Plan.Change.of(effects, Diff.properties("user " + params.name(), Map.of("state", "present"), Map.of("state", "absent")), result);
    }

    private void add() {
        List<String> groups = groups();
        if (params.group() != null) {
            require(params.group());
        }
        boolean own = state.get(params.groupRead(params.name())).isKnown();
        effect("add", UserCommand.add(params, groups == null ? List.of() : groups, own));
        change("state", "absent", "present");
        if (params.password() != null) {
            password();
        }
        lockAndAge(null);
        keygen(null);
    }

    private void modify(UserRead.User user) {
        List<String> all = new ArrayList<>();
        if (params.uid() != null && params.uid() != user.uid()) {
            all.addAll(params.nonUnique() ? List.of("-u", "" + params.uid(), "-o") : List.of("-u", "" + params.uid()));
            change("uid", user.uid(), params.uid());
        }
        if (params.group() != null) {
            int gid = require(params.group());
            if (gid != user.gid()) {
                all.addAll(List.of("-g", params.group()));
                change("group", user.gid(), params.group());
            }
        }
        modifyGroups(user, all);
        differ(all, "-c", "comment", user.comment(), params.comment());
        if (differ(all, "-d", "home", user.home(), params.home()) && params.moveHome()) {
            all.add("-m");
        }
        differ(all, "-s", "shell", user.shell(), params.shell());
        if (params.expires() != null && !UserCommand.days(params.expires()).equals(user.shadow(7))) {
            all.addAll(List.of("-e", UserCommand.date(params.expires())));
            change("expires", user.shadow(7), UserCommand.days(params.expires()));
        }
        if (params.seuser() != null && !all.isEmpty()) {
            all.addAll(List.of("-Z", params.seuser()));
        }
        if (!all.isEmpty()) {
            effect("change", "usermod " + Shell.quote(all) + " -- " + Shell.quote(params.name()));
        }
        if (params.password() != null && params.updatePassword() == UserModule.UpdatePassword.ALWAYS
                && !UserCommand.unlocked(user.password()).equals(UserCommand.unlocked(params.password()))) {
            password();
        }
        lockAndAge(user);
        boolean moved = params.home() != null && !params.home().equals(user.home());
        if (params.createHome() && (moved ? !params.moveHome() : !user.homeExists())) {
            effect("make a home for", "jp_make_home " + Shell.quote(params.name()) + " "
                    + Shell.quote(params.skeleton() == null ? "" : params.skeleton()) + " " + (params.umask() == null ? "''" : params.umask()));
        }
        keygen(user);
    }

    private void modifyGroups(UserRead.User user, List<String> all) {
        List<String> groups = groups();
        if (groups == null) {
            return;
        }
        List<String> wanted = new ArrayList<>(groups);
        wanted.removeIf(group -> state.get(params.groupRead(group)).map(GroupRead.Group::gid).orElse(-2) == user.gid());
        List<String> missing = wanted.stream().filter(group -> !user.groups().containsKey(group)).toList();
        boolean tooMany = !params.append() && user.groups().keySet().stream()
                .anyMatch(group -> !wanted.contains(group) && !String.valueOf(user.groups().get(group)).equals("" + user.gid()));
        if (!missing.isEmpty() || tooMany) {
            all.addAll(params.append() ? List.of("-a", "-G", String.join(",", missing)) : List.of("-G", String.join(",", wanted)));
            change("groups", String.join(",", user.groups().keySet()), String.join(",", groups));
        }
    }

    private void password() {
        String locked = Boolean.TRUE.equals(params.passwordLock()) ? "!" : "";
        effect("set the password of", "jp_password " + Shell.quote(params.name()) + " " + Shell.quote(locked + params.password()));
        change("password", "(old)", "(new)");
    }

    private void lockAndAge(UserRead.@Nullable User user) {
        String name = Shell.quote(params.name());
        boolean locked = user != null && user.password().startsWith("!");
        if (params.passwordLock() != null && params.passwordLock() != locked && (user != null || params.password() == null && params.passwordLock())) {
            effect(params.passwordLock() ? "lock" : "unlock", "usermod " + (params.passwordLock() ? "-L" : "-U") + " -- " + name);
            change("password_lock", locked, params.passwordLock());
        }
        age(user, "-M", 4, params.passwordExpireMax());
        age(user, "-m", 3, params.passwordExpireMin());
    }

    private void age(UserRead.@Nullable User user, String option, int place, @Nullable Integer days) {
        if (days != null && (user == null || !user.shadow(place).equals("" + days))) {
            effect("set the password's age of", "chage " + option + " " + days + " -- " + Shell.quote(params.name()));
            change(option.equals("-M") ? "password_expire_max" : "password_expire_min", user == null ? "" : user.shadow(place), "" + days);
        }
    }

    private void keygen(UserRead.@Nullable User user) {
        UserKeyRead key = key(user);
        if (key != null && !state.get(key).isKnown()) {
            String passphrase = params.sshKeyPassphrase() == null ? "" : params.sshKeyPassphrase();
            effect("make an SSH key for", "jp_user_keygen " + Shell.quote(List.of(
                    params.name(), params.home() == null ? "" : params.home(), keyFile(params), params.sshKeyType(),
                    params.sshKeyBits() == null ? "" : "" + params.sshKeyBits(), params.sshKeyComment(), passphrase)));
        }
    }

    static String keyFile(UserModule.Params params) {
        return params.sshKeyFile() == null ? ".ssh/id_" + params.sshKeyType() : params.sshKeyFile();
    }

    private @Nullable UserKeyRead key(UserRead.@Nullable User user) {
        return params.generateSshKey() ? new UserKeyRead(params.name(), params.home(), keyFile(params)) : null;
    }

    /** The wanted groups, each of which has to be there. */
    private @Nullable List<String> groups() {
        List<String> groups = params.groupNames();
        if (groups != null) {
            groups.forEach(this::require);
        }
        return groups;
    }

    private int require(String group) {
        if (group.matches("\\d+")) {
            return Integer.parseInt(group);
        }
        Answer<GroupRead.Group> answer = state.get(params.groupRead(group));
        if (answer instanceof Answer.Known<GroupRead.Group>(GroupRead.Group known)) {
            return known.gid();
        }
        throw new ModuleFailure("Group " + group + " does not exist; make it first with the module group");
    }

    private void effect(String verb, String command) {
        Map<Read.Subject, Answer<?>> after = new LinkedHashMap<>();
        UserRead.User user = predicted();
        after.put(params.user().subject(), Answer.known(user));
        if (now.isAbsent() && params.group() == null) {
            Answer<GroupRead.Group> own = state.get(params.groupRead(params.name()));
            after.put(params.groupRead(params.name()).subject(), own.isKnown() ? own : Answer.known(new GroupRead.Group(params.name(), -1, List.of())));
        }
        boolean makesHome = params.createHome() && (now.isAbsent() || verb.startsWith("make a home"));
        effects.add(new AccountChange(command, after, verb + " user " + params.name(), makesHome ? user : null));
    }

    /** The user as it will be. */
    private UserRead.User predicted() {
        UserRead.User old = now.orElse(new UserRead.User(
                params.name(), -1, -1, "", "/home/" + params.name(), "/bin/sh", List.of(params.name(), "!", "", "", "", "", "", "", ""), false, Map.of()));
        List<String> wanted = params.groupNames();
        Map<String, Integer> groups = new LinkedHashMap<>(wanted == null || params.append() ? old.groups() : Map.of());
        if (wanted != null) {
            wanted.forEach(group -> groups.putIfAbsent(group, -1));
        }
        List<String> shadow = old.shadow() == null ? null : new ArrayList<>(old.shadow());
        if (shadow != null && shadow.size() > 7) {
            boolean set = params.password() != null && (now.isAbsent() || params.updatePassword() == UserModule.UpdatePassword.ALWAYS);
            String hash = set && params.password() != null ? params.password() : shadow.get(1);
            shadow.set(1, params.passwordLock() == null ? hash : (params.passwordLock() ? "!" : "") + UserCommand.unlocked(hash));
            shadow.set(7, params.expires() == null ? shadow.get(7) : UserCommand.days(params.expires()));
            shadow.set(4, params.passwordExpireMax() == null ? shadow.get(4) : "" + params.passwordExpireMax());
            shadow.set(3, params.passwordExpireMin() == null ? shadow.get(3) : "" + params.passwordExpireMin());
        }
        int gid = params.group() == null ? old.gid() : state.get(params.groupRead(params.group())).map(GroupRead.Group::gid).orElse(old.gid());
        return new UserRead.User(
                params.name(),
                params.uid() == null ? old.uid() : params.uid(),
                gid,
                params.comment() == null ? old.comment() : params.comment(),
                params.home() == null ? old.home() : params.home(),
                params.shell() == null ? old.shell() : params.shell(),
                shadow,
                old.homeExists() || params.createHome(),
                groups);
    }

    private UserModule.Result result(UserRead.User user, Answer<UserKeyRead.Key> key) {
        List<String> groups = params.groupNames();
        UserKeyRead.@Nullable Key known = key.isKnown() ? key.get() : null;
        return new UserModule.Result(
                params.name(), "present", user.uid() < 0 ? null : user.uid(), user.gid() < 0 ? null : user.gid(),
                groups == null ? null : String.join(",", groups), now.isAbsent() ? null : params.append(), user.comment(), user.home(), user.shell(),
                now.isAbsent() ? null : params.moveHome(), now.isAbsent() ? params.createHome() : null, now.isAbsent() ? params.system() : null, null, null,
                params.password() == null ? null : "NOT_LOGGING_PASSWORD",
                known != null ? known.file() : params.generateSshKey() ? keyFile(params) : null,
                known == null ? null : known.publicKey(),
                known == null ? null : known.fingerprint());
    }

    private boolean differ(List<String> all, String option, String name, String old, @Nullable String wanted) {
        if (wanted == null || wanted.equals(old)) {
            return false;
        }
        all.addAll(List.of(option, wanted));
        change(name, old, wanted);
        return true;
    }

    private void change(String name, Object old, Object wanted) {
        from.put(name, old);
        to.put(name, wanted);
    }
}

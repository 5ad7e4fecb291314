package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.read.GroupRead;
import jplay.tasks.read.UserRead;
import org.jspecify.annotations.Nullable;

/** Makes, changes and removes users. */
@Module(
        name = "user",
        summary = "Makes, changes and removes users.",
        needs = "useradd and usermod, or busybox's adduser to make one",
        example = """
                - name: Make a user for a service
                  ansible.builtin.user:
                    name: etcd
                    system: true
                    shell: /usr/sbin/nologin
                    home: /var/lib/etcd
                    create_home: false
                """)
@AutoService(TaskModule.class)
public final class UserModule implements TaskModule<UserModule.Params> {

    /** Whether it is there. */
    public enum State { PRESENT, ABSENT }

    /** When a password is set. */
    public enum UpdatePassword { ALWAYS, ON_CREATE }

    /** Parameters. */
    public record Params(
            @Param(value = "The user.", required = true, aliases = "user") String name,
            @Param("The number.") @Nullable Integer uid,
            @Param("The user's own group.") @Nullable String group,
            @Param("Further groups, a list or with commas; an empty list takes it out of all.") @Nullable Object groups,
            @Param(value = "Add to groups only, leaving the others; alone it does nothing.", def = "false") boolean append,
            @Param("The comment (GECOS).") @Nullable String comment,
            @Param("The home directory.") @Nullable String home,
            @Param("The login shell.") @Nullable String shell,
            @Param(value = "The password's hash, as from password_hash.", secret = true) @Nullable String password,
            @Param(value = "Set the password whenever it differs, or only for a new user.", def = "always") UpdatePassword updatePassword,
            @Param("Whether the password is locked.") @Nullable Boolean passwordLock,
            @Param("Days after which the password has to be changed.") @Nullable Integer passwordExpireMax,
            @Param("Days before which the password cannot be changed.") @Nullable Integer passwordExpireMin,
            @Param("When the account expires, in seconds since 1970; negative for never.") @Nullable Double expires,
            @Param(value = "Whether it is there.", def = "present") State state,
            @Param(value = "Make the home directory.", def = "true", aliases = "createhome") boolean createHome,
            @Param(value = "Move the old home's content when home changes.", def = "false") boolean moveHome,
            @Param("What a new home is filled from, in place of /etc/skel.") @Nullable String skeleton,
            @Param("The umask for a new home: 077.") @Nullable String umask,
            @Param(value = "Take a number from the range for services.", def = "false") boolean system,
            @Param(value = "Allow a number that another user has.", def = "false") boolean nonUnique,
            @Param(value = "Look in /etc/passwd alone, not in a directory service.", def = "false") boolean local,
            @Param(value = "Remove even a user that is logged in.", def = "false") boolean force,
            @Param(value = "Remove the home and the mail, too.", def = "false") boolean remove,
            @Param("The user's SELinux type.") @Nullable String seuser,
            @Param(value = "Make an SSH key where there is none.", def = "false") boolean generateSshKey,
            @Param("The key's bits.") @Nullable Integer sshKeyBits,
            @Param(value = "The key's type.", def = "rsa") String sshKeyType,
            @Param("The key's file, from the home directory on; .ssh/id_TYPE where not given.") @Nullable String sshKeyFile,
            @Param(value = "The key's comment; $HOSTNAME is the target's name.", def = "ansible-generated on $HOSTNAME") String sshKeyComment,
            @Param(value = "A passphrase for the key.", secret = true) @Nullable String sshKeyPassphrase,
            @Param("Means nothing here: Solaris alone has it.") @Nullable String authorization,
            @Param("Means nothing here: Solaris alone has it.") @Nullable String profile,
            @Param("Means nothing here: Solaris alone has it.") @Nullable String role,
            @Param("Means nothing here: macOS alone has it.") @Nullable Boolean hidden,
            @Param("Means nothing here: the BSDs alone have it.") @Nullable String loginClass) {
        public Params {
            if (nonUnique && uid == null) {
                throw new IllegalArgumentException("non_unique needs uid");
            }
            if (umask != null && local) {
                throw new IllegalArgumentException("'umask' can not be used with 'local'");
            }
            if (!sshKeyType.matches("rsa|ed25519|ecdsa|dsa")) {
                throw new IllegalArgumentException("ssh_key_type '" + sshKeyType + "' is none of rsa, ed25519, ecdsa, dsa");
            }
        }

        /** The further groups, null where they are left alone. */
        @Nullable List<String> groupNames() {
            if (groups == null) {
                return null;
            }
            List<String> names = new ArrayList<>();
            for (Object item : groups instanceof List<?> list ? list : List.of(groups)) {
                for (String name : String.valueOf(item).split(",")) {
                    if (!name.isBlank()) {
                        names.add(name.strip());
                    }
                }
            }
            return names;
        }

        UserRead user() {
            return new UserRead(name, local);
        }

        GroupRead groupRead(String group) {
            return new GroupRead(group, local);
        }

        @Override
        public String toString() {
            return "user " + name;
        }
    }

    /** What is registered. */
    public record Result(
            @Param("The user.") String name,
            @Param("As asked for.") String state,
            @Param("The number.") @Nullable Integer uid,
            @Param("The number of the user's own group.") @Nullable Integer group,
            @Param("The further groups that were asked for, with commas.") @Nullable String groups,
            @Param("Whether groups were only added.") @Nullable Boolean append,
            @Param("The comment.") @Nullable String comment,
            @Param("The home directory.") @Nullable String home,
            @Param("The login shell.") @Nullable String shell,
            @Param("Whether a home was to be moved.") @Nullable Boolean moveHome,
            @Param("Whether a home was to be made.") @Nullable Boolean createHome,
            @Param("Whether it was asked to be one for services.") @Nullable Boolean system,
            @Param("Whether a home was to be removed.") @Nullable Boolean remove,
            @Param("Whether it was to be removed by force.") @Nullable Boolean force,
            @Param("Stands for the password.") @Nullable String password,
            @Param("The SSH key's file.") @Nullable String sshKeyFile,
            @Param("The public SSH key.") @Nullable String sshPublicKey,
            @Param("The SSH key's fingerprint.") @Nullable String sshFingerprint) {}

    @Override
    public Reads reads(Params params) {
        List<Read<?>> reads = new ArrayList<>();
        reads.add(params.user());
        if (params.state() == State.ABSENT) {
            reads.add(params.groupRead(params.name()));
        } else {
            if (params.group() != null) {
                reads.add(params.groupRead(params.group()));
            }
            List<String> names = params.groupNames();
            if (names != null) {
                names.forEach(name -> reads.add(params.groupRead(name)));
            }
            if (params.generateSshKey()) {
                reads.add(new UserKeyRead(params.name(), params.home(), UserPlan.keyFile(params)));
            }
            if (params.group() == null) {
                reads.add(params.groupRead(params.name()));
            }
        }
        return new Reads(reads);
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        return new UserPlan(params, state).plan();
    }
}

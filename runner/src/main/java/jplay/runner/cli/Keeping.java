package jplay.runner.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.execute.PreparedRun;
import jplay.runner.keep.Book;
import jplay.runner.keep.Fingerprint;
import jplay.runner.keep.Gate;
import jplay.runner.keep.KeptPlan;
import jplay.runner.keep.Moved;
import jplay.runner.keep.Recorder;
import jplay.runner.keep.Refusal;
import jplay.runner.source.Problem;
import jplay.runner.source.SourceSpan;
import jplay.runner.vault.Vault;
import org.jspecify.annotations.Nullable;

/** Writes a check's plan to a file, and does what such a file says. */
record Keeping(Backend.Session session, List<Path> playbooks, Runner runner) {
    private static final SourceSpan HERE = SourceSpan.file("plan");

    /** Runs, with a book that is told what tasks decide, and without the hosts that are refused. */
    interface Runner {
        int run(PreparedRun prepared, Listener listener, Book book, Map<String, Refusal> refused);
    }

    /** Checks, and writes what would change; returns the exit code. */
    int write(PreparedRun prepared, Listener listener, Path file) {
        byte[] key = Fingerprint.newKey();
        Fingerprint fingerprint = new Fingerprint(key);
        Recorder recorder = new Recorder(fingerprint, session.redactor());
        int exit = runner.run(prepared, event -> {
            recorder.on(event);
            listener.on(event);
        }, recorder, Map.of());
        if (exit != Exit.INTERRUPTED) {
            KeptPlan plan = new KeptPlan(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), sealed(key),
                    session.invocation().asked(playbooks, prints(fingerprint, prepared)), recorder.hosts(), recorder.failures(), recorder.entries());
            byte[] bytes = plan.text().getBytes(StandardCharsets.UTF_8);
            if (Files.exists(file)) {
                ProtectedFile.replace(file, bytes, false);
            } else {
                ProtectedFile.create(file, bytes);
            }
        }
        return exit;
    }

    /** Checks anew, leaves out the hosts that have moved, and does the rest; returns the exit code. */
    int apply(KeptPlan plan, PreparedRun check, PreparedRun real) {
        Fingerprint fingerprint = new Fingerprint(opened(plan.key()));
        sameVariables(plan.asked().extraVars(), prints(fingerprint, check));
        session.listener().on(new Event.Message("Comparing the hosts with the plan of " + plan.made()));
        Recorder now = new Recorder(fingerprint, session.redactor());
        int exit = runner.run(check, now, now, Map.of());
        if (exit == Exit.INTERRUPTED) {
            return exit;
        }
        Map<String, Refusal> moved = Moved.hosts(plan, now);
        return runner.run(real, session.listener(), new Gate(fingerprint, plan.entries(), moved.keySet()), moved);
    }

    /** Who has the vault's password may know what the fingerprints are of; without one, the file is for its owner alone. */
    private String sealed(byte[] key) {
        String hex = HexFormat.of().formatHex(key);
        if (session.invocation().vaults().isEmpty()) {
            return hex;
        }
        Vault.Password password = passwords().get(0);
        return Vault.seal(hex.getBytes(StandardCharsets.US_ASCII), password, password.id().equals("default") ? null : password.id());
    }

    private byte[] opened(String key) {
        try {
            return HexFormat.of().parseHex(key.startsWith("$ANSIBLE_VAULT") ? new Vault(passwords()).open(key, HERE) : key);
        } catch (IllegalArgumentException e) {
            throw Problem.of("plan", "the plan's key was damaged", HERE).exception();
        }
    }

    private List<Vault.Password> passwords() {
        return session.invocation().vaults().stream().map(each -> new Vault.Password(each.id(), each.password().chars())).toList();
    }

    private static Map<String, String> prints(Fingerprint fingerprint, PreparedRun prepared) {
        Map<String, String> prints = new TreeMap<>();
        prepared.extraVars().forEach((name, value) -> prints.put(name, fingerprint.of(value)));
        return prints;
    }

    private static void sameVariables(Map<String, String> planned, Map<String, String> given) {
        for (Map.Entry<String, String> each : planned.entrySet()) {
            @Nullable String print = given.get(each.getKey());
            if (!each.getValue().equals(print)) {
                throw wrong("the plan was made with " + (print == null ? "the extra variable '" : "another value of the extra variable '")
                        + each.getKey() + "'");
            }
        }
        given.keySet().stream().filter(name -> !planned.containsKey(name)).findFirst().ifPresent(name -> {
            throw wrong("the plan was made without the extra variable '" + name + "'");
        });
    }

    private static RuntimeException wrong(String message) {
        return Problem.of("plan-variables", message, null, "give the same -e as then: values are not kept in the plan").exception();
    }
}

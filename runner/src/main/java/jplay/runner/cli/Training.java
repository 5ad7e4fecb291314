package jplay.runner.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A run for the launcher's class archive: does in one JVM what users do, shows nothing, and leaves nothing but the archive.
 * Classes that were loaded here need no parsing and verifying at later starts, lambdas no making, and what ran often is
 * known to.
 */
public final class Training {
    private static final Pattern FOR_HOSTS = Pattern.compile(
            "(jplay|net/schmizz/(sshj|concurrent)|com/hierynomus/sshj|org/yaml/snakeyaml)/(?!.*(sftp|scp|putty|ntlm)).*\\.class");

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(System.getProperty("jplay.home", "")).toAbsolutePath();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        runAll(home, new Terminal(nowhere, nowhere, false, 80, Map.of()));
        Terminal.system();
        load(Path.of(System.getProperty("java.class.path", "")));
        shakeHands();
        System.exit(0);
    }

    /** Runs all command lines; their exit codes. */
    static Map<List<String>, Integer> runAll(Path home, Terminal terminal) throws IOException {
        Path directory = Files.createTempDirectory("jplay-training");
        try (OwnSshd sshd = OwnSshd.start(directory)) {
            List<List<String>> lines = new ArrayList<>(lines(home, directory));
            if (sshd != null) {
                List<String> line = new ArrayList<>(List.of(typical(home), "-e", "dir=" + directory + "/far"));
                line.addAll(sshd.arguments());
                lines.add(line);
            }
            Map<List<String>, Integer> exits = new LinkedHashMap<>();
            lines.forEach(line -> exits.put(line, run(home, terminal, line, directory)));
            return exits;
        } finally {
            ProtectedFile.shred(directory);
        }
    }

    /** A check of syntax is remembered in the directory, and asked for again. */
    private static int run(Path home, Terminal terminal, List<String> line, Path directory) {
        ToIntFunction<Terminal> run = to -> new Main(to, "jplay", home, Main::backend, Prompt.terminal()).run(line);
        Terminal remembering = new Terminal(terminal.out(), terminal.err(), false, 80, Map.of("HOME", directory.toString()));
        @Nullable CheckMemory memory = CheckMemory.of(line, "jplay", home, remembering, Duration.ZERO);
        if (memory == null) {
            return run.applyAsInt(terminal);
        }
        memory.run(remembering, run);
        return memory.run(remembering, again -> Exit.UNEXPECTED);
    }

    /** The classes that are needed once a host answers. */
    private static void load(Path jar) {
        try (JarFile classes = new JarFile(jar.toFile())) {
            classes.stream().map(JarEntry::getName).filter(name -> FOR_HOSTS.matcher(name).matches()).forEach(name -> {
                try {
                    Class.forName(name.substring(0, name.length() - 6).replace('/', '.'), false, Training.class.getClassLoader());
                } catch (ClassNotFoundException | LinkageError e) {
                    // It needs a library that jplay does not bring, and so does not use.
                }
            });
        } catch (IOException e) {
            // Not started from the jar.
        }
    }

    /** What a handshake takes of the JDK. */
    private static void shakeHands() {
        try {
            KeyPair own = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(own.getPrivate());
            agreement.doPhase(KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic(), true);
            byte[] secret = MessageDigest.getInstance("SHA-256").digest(agreement.generateSecret());
            KeyPair host = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(host.getPrivate());
            signature.update(secret);
            byte[] signed = signature.sign();
            signature.initVerify(host.getPublic());
            signature.update(secret);
            signature.verify(signed);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, 0, 16, "AES"), new GCMParameterSpec(128, secret, 0, 12));
            cipher.updateAAD(secret);
            cipher.doFinal(secret);
        } catch (GeneralSecurityException e) {
            // Then a handshake does without it, too.
        }
    }

    /** The last one loads what begins to connect, and ends at a port where nobody listens. */
    private static List<List<String>> lines(Path home, Path directory) {
        String hello = home.resolve("playbooks/hello.yml").toString();
        String large = home.resolve("playbooks/k8s.yml").toString();
        String lab = home.resolve("inventory/lab").toString();
        return List.of(
                List.of("--version"),
                List.of("--help"),
                List.of("--no-such-option"),
                List.of("doc"),
                List.of("doc", "copy"),
                List.of(hello, "-i", "localhost,", "--syntax-check"),
                List.of(large, "-i", lab, "--syntax-check"),
                List.of(large, "-i", lab, "--list-tasks"),
                List.of("vars", "localhost", "-i", "localhost,"),
                List.of("inventory", "--graph", "-i", "localhost,"),
                List.of(hello, "-i", "localhost,", "--check", "--diff", "-vv", "-e", "a=1"),
                List.of(typical(home), "-i", "localhost,", "-c", "local", "--check", "--diff", "-e", "dir=" + directory),
                List.of(typical(home), "-i", "localhost,", "-c", "local", "-e", "dir=" + directory + "/near"),
                List.of("adhoc", "all", "-i", "127.0.0.1,", "-e", "ansible_port=1", "-T", "2", "-m", "ping"));
    }

    private static String typical(Path home) {
        return home.resolve("runner/src/main/jvm/training.yml").toString();
    }
}

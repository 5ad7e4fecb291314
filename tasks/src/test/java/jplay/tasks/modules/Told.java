package jplay.tasks.modules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jplay.tasks.bind.BindException;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Plan;
import jplay.tasks.effect.Reboot;
import jplay.tasks.effect.WriteOnControl;

/** What modules make of parameters written in a line, in words; nothing of it is done. */
public final class Told {
    private Told() {}

    /**
     * {@code @} in the arguments is a directory, on the host and on the control machine, that has the files f, m (with a
     * block), exe and plain, the directories d and pieces, and k, a link to f.
     */
    public static String of(String module, String arguments, Path dir) throws IOException {
        Case call = Case.of(module).control(control(dir));
        for (String pair : arguments.split(" (?=\\w+=)")) {
            String[] parts = pair.split("=", 2);
            call.with(parts[0], parts[1].replace("@", dir.toString()));
        }
        return said(call).replace(dir.toString(), "@").replaceAll("/p[a-z0-9_]{8}s", "/pRANDOMs")
                .replaceAll("\\.[0-9]+\\.[0-9]{4}-[0-9-]+@[0-9:]+~", ".BACKUP").strip()
                .replaceAll("\\s*\n\\s*", " ; ");
    }

    private static String said(Case call) {
        try {
            return switch (call.planHere()) {
                case Plan.InSync(Object result) -> "keeps " + kept(Here.flat(result));
                case Plan.Failed failed -> "fails: " + failed.message();
                case Plan.Skipped skipped -> "skips: " + skipped.reason();
                case Plan.Opaque opaque -> "only " + shown(opaque.run());
                case Plan.Change change -> change.effects().stream().map(Told::shown).collect(Collectors.joining("\n"));
                case Plan.More more -> throw new IllegalStateException();
            };
        } catch (BindException e) {
            return "refuses: " + e.getMessage();
        }
    }

    private static String shown(Effect effect) {
        return effect instanceof Reboot ? String.valueOf(effect) : effect instanceof WriteOnControl ? effect.describe() : Task.shown(effect);
    }

    /** The names of what is returned; of files found which and their digests, of a file's state what is known. */
    private static String kept(Map<?, ?> result) {
        if (result.get("files") instanceof List<?> files) {
            return files.stream().map(each -> (Map<?, ?>) each).map(file -> file.get("path") + digest(file)).sorted()
                    .collect(Collectors.joining(" "));
        }
        return result.get("stat") instanceof Map<?, ?> stat
                ? "islnk=" + stat.get("islnk") + digest(stat) + (stat.get("mimetype") == null ? "" : " and its type")
                : new TreeMap<>(result).keySet().toString();
    }

    private static String digest(Map<?, ?> file) {
        return file.get("checksum") == null ? "" : ":" + file.get("checksum");
    }

    private static void make(Path dir) throws IOException {
        for (String name : new String[] {"d", "pieces"}) {
            Files.createDirectories(dir.resolve(name));
        }
        write(dir, "f", "a\n");
        write(dir, "m", "x\n# BEGIN ANSIBLE MANAGED BLOCK\ny\n# END ANSIBLE MANAGED BLOCK\n");
        write(dir, "plain", "plain\n");
        write(dir, "pieces/1", "one\n");
        write(dir, "pieces/2", "two\n");
        write(dir, "pieces/.3", "three\n");
        Files.createSymbolicLink(dir.resolve("k"), dir.resolve("f"));
    }

    private static void write(Path dir, String name, String text) throws IOException {
        Files.setPosixFilePermissions(Files.writeString(dir.resolve(name), text), PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static FakeControl control(Path dir) throws IOException {
        if (!Files.exists(dir.resolve("f"))) {
            make(dir);
        }
        return new FakeControl(Map.of("inventory_hostname", "h"), dir) {
            @Override
            public boolean isLocal() {
                return false;
            }

            @Override
            public Content open(Path file) {
                return Content.of("opened " + file.getFileName() + "\n");
            }

            @Override
            public String render(Path template, Map<String, Object> extra, TemplateOptions options) {
                return options.toString();
            }
        };
    }
}

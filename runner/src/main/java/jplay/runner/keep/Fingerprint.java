package jplay.runner.keep;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Read;
import jplay.tasks.read.FileState;
import jplay.tasks.read.UnitState;
import org.jspecify.annotations.Nullable;

/**
 * Short digests of what is compared later, under a key of the plan's own: they tell nothing of a secret that goes into
 * them to those who have not the key.
 */
public final class Fingerprint {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 16;
    /** Stands for what is not known yet. */
    private static final String OPEN = "\u0000open\u0000";
    /** Larger contents are not looked through for names. */
    private static final int SMALL = 1 << 20;
    /** A backup's name has the time in it. */
    private static final Pattern STAMP = Pattern.compile("\\.\\d+\\.\\d{4}-\\d\\d-\\d\\d@\\d\\d:\\d\\d:\\d\\d~");

    private final byte[] key;
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    public Fingerprint(byte[] key) {
        this.key = key.clone();
    }

    /** A key by chance. */
    public static byte[] newKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** Takes what an effect has by chance for any other that comes by chance, from now on and wherever it is found. */
    void learn(Effect effect) {
        effect.byChance().ifPresent(names::add);
        Content content = effect.upload().map(Effect.Upload::content).orElse(null);
        if (content != null && content.isByChance() && content.size() <= SMALL) {
            names.add(Base64.getEncoder().encodeToString(content.bytes()));
            content.text().lines().filter(line -> line.length() >= LENGTH && !line.startsWith("-----")).forEach(names::add);
        }
    }

    /** A text without what is another whenever it is made. */
    String lasting(String text) {
        String clean = text.contains("@") ? STAMP.matcher(text).replaceAll("~") : text;
        for (String name : names) {
            clean = clean.replace(name, "(a name by chance)");
        }
        return clean;
    }

    public String of(@Nullable Object value) {
        return print(plain(value));
    }

    /** An effect, or null where what it does is known only in a real run. */
    @Nullable String of(Effect effect) {
        String text = plain(effect);
        return text.contains(OPEN) ? null : print(text);
    }

    /** What an effect does, without the contents it has. */
    String what(Effect effect) {
        return print(lasting(effect.describe()));
    }

    String of(Answer<?> answer) {
        return print(switch (answer) {
            case Answer.Known<?>(Object value) -> "known " + state(value);
            case Answer.Absent<?> absent -> "absent";
            case Answer.Unknown<?>(String why, boolean later) -> "unknown";
        });
    }

    private String print(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How something on a host is, without what moves by itself. */
    private String state(@Nullable Object value) {
        return switch (value) {
            case FileState f -> String.join("|", f.kind().name(), Integer.toOctalString(f.mode()), f.owner(), f.group(),
                    f.isFile() ? Long.toString(f.size()) : "", String.valueOf(f.target()), sum(f));
            case UnitState u -> String.join("|", u.name(), u.active(), String.valueOf(u.properties().get("UnitFileState")),
                    String.valueOf(u.properties().get("LoadState")));
            case null, default -> plain(value);
        };
    }

    private String sum(FileState file) {
        Content content = file.content();
        return !file.digests().isEmpty() ? file.digests().toString() : content == null ? "" : plain(content);
    }

    /** All of a value, in an order of its own; what it holds of how the host was is left out. */
    private String plain(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case String text -> lasting(text).length() + ":" + lasting(text);
            case Content content -> content.isUnknown() ? OPEN : content.isByChance() ? "(content by chance)" : "content " + digest(content);
            case byte[] bytes -> "bytes " + digest(Content.of(bytes));
            case Answer<?> answer -> "";
            case Optional<?> optional -> plain(optional.orElse(null));
            case Map<?, ?> map -> {
                TreeSet<String> entries = new TreeSet<>();
                map.forEach((name, item) -> entries.add(plain(name) + "=" + plain(item)));
                yield entries.toString();
            }
            case List<?> list -> list.stream().map(this::plain).toList().toString();
            case Collection<?> set -> new TreeSet<>(set.stream().map(this::plain).toList()).toString();
            case Record record -> isState(record) ? "" : record(record);
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case Enum<?> constant -> constant.name();
            case java.nio.file.Path path -> path.toString();
            default -> value.getClass().getName().startsWith("java.") ? value.toString() : "";
        };
    }

    /** What a record of an effect knows of the host it was planned on. */
    private static boolean isState(Record record) {
        return record.getClass().getPackageName().equals(FileState.class.getPackageName()) && !(record instanceof Read<?>);
    }

    private String record(Record record) {
        StringBuilder text = new StringBuilder(record.getClass().getSimpleName()).append('(');
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                text.append(plain(component.getAccessor().invoke(record))).append(", ");
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return text.append(')').toString();
    }

    private String digest(Content content) {
        return print(content.size() <= SMALL
                ? lasting(new String(content.bytes(), StandardCharsets.ISO_8859_1))
                : content.digest("SHA-256"));
    }
}

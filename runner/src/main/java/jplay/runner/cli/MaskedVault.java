package jplay.runner.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jplay.runner.event.Redactor;
import jplay.runner.source.Node;
import jplay.runner.source.ProblemException;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.YamlReader;
import jplay.runner.vault.Vault;
import jplay.runner.vault.VaultOpener;
import org.jspecify.annotations.Nullable;

/** A vault of which what comes out is never shown. */
record MaskedVault(Vault vault, Redactor redactor) implements VaultOpener {
    private static final int LONG_NUMBER = 6;

    @Override
    public String open(String envelope, SourceSpan span) {
        return masked(vault.open(envelope, span));
    }

    @Override
    public byte[] openBytes(String envelope, SourceSpan span) {
        byte[] bytes = vault.openBytes(envelope, span);
        try {
            masked(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            // Nobody could read it on the screen.
        }
        return bytes;
    }

    private String masked(String text) {
        redactor.add(text);
        values(text).forEach(redactor::add);
        return text;
    }

    /** The values of a file of variables; a single value is none. */
    private static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        try {
            @Nullable Node node = YamlReader.parse(text, "vault");
            if (node != null && !(node instanceof Node.Scalar)) {
                collect(node, values);
            }
        } catch (ProblemException e) {
            // It is no YAML.
        }
        return values;
    }

    private static void collect(Node node, List<String> into) {
        switch (node) {
            case Node.Dict dict -> dict.entries().forEach(entry -> collect(entry.value(), into));
            case Node.Items items -> items.items().forEach(item -> collect(item, into));
            case Node.Scalar scalar when scalar.value() instanceof Boolean || scalar.value() == null -> { }
            // Ports and the like are in such files, too, and would blot out half of the output.
            case Node.Scalar scalar when !(scalar.value() instanceof String) && scalar.text().length() < LONG_NUMBER -> { }
            case Node.Scalar scalar -> into.add(scalar.text());
        }
    }
}

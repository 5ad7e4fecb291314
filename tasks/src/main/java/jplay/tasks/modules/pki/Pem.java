package jplay.tasks.modules.pki;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.ModuleFailure;
import org.jspecify.annotations.Nullable;

/** The text form of keys and certificates. */
final class Pem {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*(.*?)-----END \\1-----", Pattern.DOTALL);

    private Pem() {}

    /** A block; headers are those of the traditional encryption. */
    record Block(String label, Map<String, String> headers, byte[] der) {}

    static String encode(String label, byte[] der) {
        return encode(label, Map.of(), der);
    }

    static String encode(String label, Map<String, String> headers, byte[] der) {
        StringBuilder text = new StringBuilder("-----BEGIN ").append(label).append("-----\n");
        headers.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
        if (!headers.isEmpty()) {
            text.append('\n');
        }
        text.append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
        return text.append("\n-----END ").append(label).append("-----\n").toString();
    }

    static List<Block> decode(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    /** The first block whose label ends so, or null. */
    static @Nullable Block first(String text, String label) {
        return decode(text).stream().filter(block -> block.label().endsWith(label)).findFirst().orElse(null);
    }

    private static Block block(String label, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        StringBuilder base64 = new StringBuilder();
        for (String line : body.split("\\r?\\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            } else {
                base64.append(line.strip());
            }
        }
        try {
            return new Block(label, headers, Base64.getDecoder().decode(base64.toString()));
        } catch (IllegalArgumentException e) {
            throw new ModuleFailure("the " + label + " is damaged: its text is not base64");
        }
    }
}

package jplay.runner.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON that a program wrote into {@link Node}s; of a key that comes twice, the last counts. */
public final class JsonReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser parser;
    private final String file;

    private JsonReader(JsonParser parser, String file) {
        this.parser = parser;
        this.file = file;
    }

    /**
     * Parses text; {@code file} is the name for messages. Null where there is nothing in it.
     *
     * @throws ProblemException where it is no JSON
     */
    public static @Nullable Node parse(String text, String file) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonReader reader = new JsonReader(parser, file);
            if (parser.nextToken() == null) {
                return null;
            }
            Node node = reader.value();
            if (parser.nextToken() != null) {
                throw Problem.of("json", "something follows the JSON", reader.span()).exception();
            }
            return node;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw Problem.of("json", "this is no JSON: " + e.getOriginalMessage(),
                    at == null ? SourceSpan.file(file) : SourceSpan.at(file, at.getLineNr(), at.getColumnNr())).exception();
        } catch (IOException e) {
            throw Problem.of("json", "this is no JSON: " + e.getMessage(), SourceSpan.file(file)).exception();
        }
    }

    private SourceSpan span() {
        JsonLocation at = parser.currentTokenLocation();
        return SourceSpan.at(file, at.getLineNr(), at.getColumnNr());
    }

    private Node value() throws IOException {
        SourceSpan span = span();
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> dict(span);
            case START_ARRAY -> items(span);
            case VALUE_STRING -> Node.Scalar.text(parser.getText(), span);
            case VALUE_NUMBER_INT -> new Node.Scalar(parser.getText(), whole(parser.getBigIntegerValue()), "", span);
            case VALUE_NUMBER_FLOAT -> new Node.Scalar(parser.getText(), parser.getDoubleValue(), "", span);
            case VALUE_TRUE -> new Node.Scalar("true", true, "", span);
            case VALUE_FALSE -> new Node.Scalar("false", false, "", span);
            default -> new Node.Scalar("null", null, "", span);
        };
    }

    private static Object whole(BigInteger value) {
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    private Node dict(SourceSpan span) throws IOException {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Node.Scalar key = Node.Scalar.text(parser.currentName(), span());
            parser.nextToken();
            entries.put(key.text(), new Node.Entry(key, value()));
        }
        return new Node.Dict(new ArrayList<>(entries.values()), span);
    }

    private Node items(SourceSpan span) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Node.Items(items, span);
    }
}

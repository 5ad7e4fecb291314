package jplay.runner.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML into {@link Node}s. Refuses alias bombs, and duplicate keys wherever their author is at hand to mend them: in a
 * role's files, which others wrote, the last one counts, as in Ansible.
 */
public final class YamlReader {
    private static final long MAX_EXPANDED_NODES = 2_000_000;
    private static final Tag MERGE = Tag.MERGE;

    private final String file;
    private final Consumer<Problem> warn;
    private final Map<org.yaml.snakeyaml.nodes.Node, Node> converted = new IdentityHashMap<>();
    private final Map<Node, Long> sizes = new IdentityHashMap<>();
    private final Map<org.yaml.snakeyaml.nodes.Node, Boolean> open = new IdentityHashMap<>();

    private YamlReader(String file, Consumer<Problem> warn) {
        this.file = file;
        this.warn = warn;
    }

    /**
     * Reads a file; null where it is empty.
     *
     * @throws ProblemException where it cannot be read or is no YAML
     */
    public static @Nullable Node read(Path file) {
        return parse(text(file), file.toString());
    }

    /** The text of a UTF-8 file, or a problem. */
    public static String text(Path file) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(Inputs.at(file)))).toString();
        } catch (NoSuchFileException e) {
            throw Problem.of("no-such-file", "there is no file " + file, null).exception();
        } catch (CharacterCodingException e) {
            throw Problem.of("not-text", "this is not a text file in UTF-8", SourceSpan.file(file.toString())).exception();
        } catch (IOException e) {
            String why = Files.isDirectory(file) ? "it is a directory" : Files.isReadable(file) ? e.getMessage() : "permission denied";
            throw Problem.of("unreadable", "cannot read " + file + ": " + why, null).exception();
        }
    }

    /** Parses text; {@code file} is the name for messages. Null where there is nothing in it. */
    public static @Nullable Node parse(String text, String file) {
        return parse(text, file, problem -> {});
    }

    /** Parses text; {@code warn} hears of what is wrong and can be lived with. */
    public static @Nullable Node parse(String text, String file, Consumer<Problem> warn) {
        YamlReader reader = new YamlReader(file, warn);
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(200);
        try {
            Composer composer = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
            org.yaml.snakeyaml.nodes.Node root = composer.getSingleNode();
            return root == null ? null : reader.convert(root);
        } catch (MarkedYAMLException e) {
            throw reader.syntax(e, text).exception();
        } catch (YAMLException e) {
            throw Problem.of("yaml", "this is no YAML: " + firstLine(e.getMessage()), SourceSpan.file(file)).exception();
        }
    }

    private Problem syntax(MarkedYAMLException e, String text) {
        Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
        String problem = firstLine(e.getProblem());
        String message = "this is no YAML: " + problem + (e.getContext() == null ? "" : ", " + e.getContext());
        @Nullable String help = null;
        Mark context = e.getContextMark();
        if (context != null && mark != null && "while scanning a quoted scalar".equals(e.getContext())
                && problem.contains("end of stream")) {
            return Problem.of("yaml", "the quote that begins here is never closed",
                    SourceSpan.at(file, context.getLine() + 1, context.getColumn() + 1));
        }
        if (mark != null) {
            String line = text.lines().skip(mark.getLine()).findFirst().orElse("");
            if (line.indexOf('\t') >= 0 && line.substring(0, line.indexOf('\t')).isBlank()) {
                message = "a tab stands in the indentation; YAML takes spaces alone";
                help = "replace the tab by spaces";
            } else if (problem.contains("mapping values are not allowed")) {
                help = "a value with ': ' in it needs quotes, or the line above is indented differently";
            } else if (line.matches(".*[:-] +\\{\\{.*")) {
                help = "a value that begins with {{ needs quotes: \"{{ … }}\"";
            }
        }
        SourceSpan span = mark == null
                ? SourceSpan.file(file)
                : SourceSpan.at(file, mark.getLine() + 1, mark.getColumn() + 1);
        return Problem.of("yaml", message, span, help);
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }

    private Node convert(org.yaml.snakeyaml.nodes.Node node) {
        Node known = converted.get(node);
        if (known != null) {
            return known;
        }
        if (open.put(node, true) != null) {
            throw Problem.of("yaml-recursion", "this alias contains itself", span(node)).exception();
        }
        Node made = switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> items(sequence);
            case MappingNode mapping -> dict(mapping);
            default -> throw Problem.of("yaml", "this YAML is not understood", span(node)).exception();
        };
        open.remove(node);
        converted.put(node, made);
        limit(made);
        return made;
    }

    private Node.Scalar scalar(ScalarNode node) {
        String tag = node.getTag().getValue();
        boolean own = tag.startsWith("!");
        boolean text = own || !node.isPlain() && !tag.startsWith(Tag.PREFIX) || node.getTag().equals(Tag.STR) || !node.isPlain();
        return new Node.Scalar(
                node.getValue(),
                text ? node.getValue() : Scalars.plainValue(node.getValue()),
                own ? tag : "",
                span(node));
    }

    private Node.Items items(SequenceNode node) {
        List<Node> items = new ArrayList<>(node.getValue().size());
        for (org.yaml.snakeyaml.nodes.Node item : node.getValue()) {
            items.add(convert(item));
        }
        return new Node.Items(items, span(node));
    }

    private Node.Dict dict(MappingNode node) {
        Map<Object, Node.Entry> own = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode().getTag().equals(MERGE)) {
                merged.add(convert(tuple.getValueNode()));
                continue;
            }
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                throw Problem.of("yaml-key", "a dict's key must be a single value", span(tuple.getKeyNode()),
                        "a value that begins with {{ needs quotes: \"{{ … }}\"").exception();
            }
            Node.Scalar key = scalar(keyNode);
            Node.Entry before = own.get(key.text());
            if (before != null) {
                duplicate(key, before.key().span().line());
            }
            own.put(key.text(), new Node.Entry(key, convert(tuple.getValueNode())));
        }
        merged.forEach(from -> merge(own, from));
        return new Node.Dict(new ArrayList<>(own.values()), span(node));
    }

    private void duplicate(Node.Scalar key, int first) {
        String message = "'" + key.text() + "' is given twice";
        if (!RoleFiles.contains(file)) {
            throw Problem.of("duplicate-key", message, key.span(), "the first is at line " + first + "; leave one of them").exception();
        }
        warn.accept(Problem.of("duplicate-key", message, key.span(), "the one at line " + first + " does not count"));
    }

    private static void merge(Map<Object, Node.Entry> into, Node from) {
        switch (from) {
            case Node.Dict dict -> dict.entries().forEach(entry -> into.putIfAbsent(entry.key().text(), entry));
            case Node.Items items -> items.items().forEach(item -> merge(into, item));
            case Node.Scalar scalar ->
                throw Problem.of("yaml-merge", "'<<' takes a dict or a list of dicts", scalar.span()).exception();
        }
    }

    private void limit(Node node) {
        long size = 1;
        switch (node) {
            case Node.Scalar scalar -> {
                return;
            }
            case Node.Items items -> {
                for (Node item : items.items()) {
                    size += sizes.getOrDefault(item, 1L);
                }
            }
            case Node.Dict dict -> {
                for (Node.Entry entry : dict.entries()) {
                    size += 1 + sizes.getOrDefault(entry.value(), 1L);
                }
            }
        }
        if (size > MAX_EXPANDED_NODES) {
            throw Problem.of("yaml-size", "with its aliases expanded this has more than "
                    + MAX_EXPANDED_NODES + " values", node.span()).exception();
        }
        sizes.put(node, size);
    }

    private SourceSpan span(org.yaml.snakeyaml.nodes.Node node) {
        Mark start = node.getStartMark();
        Mark end = node.getEndMark();
        return new SourceSpan(file, start.getLine() + 1, start.getColumn() + 1, end.getLine() + 1, end.getColumn() + 1);
    }
}

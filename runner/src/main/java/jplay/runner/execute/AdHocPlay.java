package jplay.runner.execute;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.runner.model.Attributes;
import jplay.runner.model.Play;
import jplay.runner.model.PlaybookReader;
import jplay.runner.model.ReadContext;
import jplay.runner.source.Node;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.YamlReader;
import org.jspecify.annotations.Nullable;

/** The play that {@code jplay adhoc} stands for. */
final class AdHocPlay {
    private static final String FILE = "-a";

    private AdHocPlay() {}

    /** @param keywords of the task, as {@code async} */
    static Play of(ReadContext reading, String pattern, String module, String arguments, Map<String, String> keywords) {
        SourceSpan here = SourceSpan.file(FILE);
        @Nullable Node given = arguments.strip().startsWith("{") && !arguments.strip().startsWith("{{")
                ? YamlReader.parse(arguments, FILE)
                : Node.Scalar.plain(arguments, here);
        List<Node.Entry> parts = new ArrayList<>(List.of(entry(module, given == null ? Node.Scalar.plain("", here) : given)));
        keywords.forEach((name, value) -> parts.add(entry(name, Node.Scalar.plain(value, here))));
        Node.Dict task = new Node.Dict(parts, here);
        List<Node.Entry> play = new ArrayList<>();
        play.add(entry("name", Node.Scalar.text("Ad hoc: " + module, here)));
        play.add(entry("hosts", Node.Scalar.text(pattern, here)));
        play.add(entry("gather_facts", Node.Scalar.plain("false", here)));
        play.add(entry("tasks", new Node.Items(List.of(task), here)));
        return new PlaybookReader(reading).readPlay(new Node.Dict(play, here), Path.of("adhoc"), null, null);
    }

    private static Node.Entry entry(String key, Node value) {
        return new Node.Entry(Node.Scalar.text(key, SourceSpan.file(FILE)), value);
    }

    /** A play without tasks, for looking at variables. */
    static Play none() {
        Attributes attributes = new Attributes(Attributes.Level.PLAY, Map.of(), null, null, "playbook");
        return new Play(attributes, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, "playbook", SourceSpan.file("playbook"));
    }
}

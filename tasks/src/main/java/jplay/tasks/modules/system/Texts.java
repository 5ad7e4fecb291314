package jplay.tasks.modules.system;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.effect.PutFile;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** Small text files that modules edit as a whole. */
final class Texts {
    /** A result of no fields of its own. */
    static final Map<String, Object> NOTHING = Map.of();

    private Texts() {}

    /** A file's text; "" where there is none. */
    static String text(Answer<FileState> file) {
        return switch (file) {
            case Answer.Known<FileState>(FileState state) -> {
                Content content = state.content();
                if (content == null) {
                    throw new ModuleFailure("it is no regular file: " + state.kind());
                }
                yield content.text();
            }
            case Answer.Absent<FileState> absent -> "";
            case Answer.Unknown<FileState>(String why, boolean later) -> throw new ModuleFailure(why);
        };
    }

    /** Puts a text where a file was, with its owner and mode. */
    static PutFile put(String path, Answer<FileState> before, String text, int mode, @Nullable String backup) {
        Content content = Content.of(text);
        if (before instanceof Answer.Known<FileState>(FileState file)) {
            String real = file.realPath() == null ? path : file.realPath();
            return new PutFile(real, content, file.mode(), file.owner(), file.group(), backup, null);
        }
        return new PutFile(path, content, mode, null, null, null, null);
    }

    /** The name of a copy of what was there, as Ansible names it. */
    static String backup(String path) {
        String stamp = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss", Locale.ROOT));
        return path + "." + ProcessHandle.current().pid() + "." + stamp + "~";
    }

    static List<String> lines(String text) {
        return text.lines().toList();
    }

    static String join(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}

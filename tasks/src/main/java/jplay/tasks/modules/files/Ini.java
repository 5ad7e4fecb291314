package jplay.tasks.modules.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.text.Bytes;
import org.jspecify.annotations.Nullable;

/** An INI file's lines as {@code ini_file} changes them; what it does not change stays as it is, comments and all. */
final class Ini {
    private static final String MARK = "\u00ef\u00bb\u00bf";
    private final IniFile.Params params;
    private final List<String> lines;
    private final List<String> values;
    private final @Nullable String section;
    private final @Nullable String option;
    private final @Nullable Pattern anyLine;
    private final @Nullable Pattern activeLine;
    private boolean changed;
    private String message = "OK";

    Ini(IniFile.Params params, String text, List<String> values) {
        this.params = params;
        this.values = values;
        this.lines = new ArrayList<>(Bytes.lines(text.startsWith(MARK) ? text.substring(MARK.length()) : text));
        this.section = params.section() == null || params.section().isEmpty() ? null : Bytes.of(params.section());
        this.option = params.option() == null ? null : Bytes.of(params.option());
        String line = option == null ? "" : "[ \\t]*" + Pattern.quote(option) + "[ \\t]*(?:=|$)[ \\t]*(.*)";
        this.anyLine = option == null ? null : Pattern.compile("[#;]?" + line);
        this.activeLine = option == null ? null : Pattern.compile(line);
    }

    String text() {
        return String.join("", lines);
    }

    String message() {
        return message;
    }

    /** Does it; false where nothing had to be done. */
    boolean apply() {
        if (lines.isEmpty()) {
            lines.add("\n");
        }
        int last = lines.size() - 1;
        if (!lines.get(last).endsWith("\n")) {
            lines.set(last, lines.get(last) + "\n");
            changed = true;
        }
        int start = section == null ? 0 : start();
        if (start < 0) {
            if (params.state() == IniFile.State.PRESENT) {
                append();
            }
            return changed;
        }
        int end = start + (section == null ? 0 : 1);
        while (end < lines.size() && !lines.get(end).startsWith("[")) {
            end++;
        }
        List<String> part = lines.subList(start, end);
        if (params.state() == IniFile.State.PRESENT) {
            present(part);
        } else {
            absent(part);
        }
        return changed;
    }

    private int start() {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("[" + section + "]")) {
                return i;
            }
        }
        return -1;
    }

    private String assignment(String value) {
        return option + (params.noExtraSpaces() ? "=" : " = ") + value + "\n";
    }

    private void append() {
        lines.add("[" + section + "]\n");
        changed = true;
        message = "section and option added";
        if (option != null && !values.isEmpty()) {
            values.forEach(value -> lines.add(assignment(value)));
        } else if (option != null && params.allowNoValue()) {
            lines.add(option + "\n");
        } else {
            message = "only section added";
        }
    }

    private static @Nullable String value(@Nullable Pattern pattern, String line) {
        Matcher match = pattern == null ? null : pattern.matcher(line.substring(0, line.length() - (line.endsWith("\n") ? 1 : 0)));
        return match != null && match.lookingAt() ? match.group(1) : null;
    }

    private void set(List<String> part, int index, String line) {
        if (!part.get(index).equals(line)) {
            part.set(index, line);
            changed = true;
            message = "option changed";
        }
    }

    private void present(List<String> part) {
        if (option == null) {
            return;
        }
        List<Boolean> done = new ArrayList<>(Collections.nCopies(part.size(), false));
        boolean bare = !values.isEmpty();
        bare |= keep(part, done);
        if (params.exclusive() && !params.allowNoValue()) {
            replace(part, done);
        }
        insert(part, bare);
    }

    /** Lines that have one of the values already stay, or lose their comment sign. */
    private boolean keep(List<String> part, List<Boolean> done) {
        boolean bare = false;
        for (int i = 0; i < part.size(); i++) {
            String value = value(anyLine, part.get(i));
            if (value == null) {
                continue;
            }
            if (values.remove(value)) {
                bare |= value.isEmpty() && params.allowNoValue();
                set(part, i, value.isEmpty() && params.allowNoValue() ? option + "\n" : assignment(value));
                done.set(i, true);
            } else if (values.isEmpty() && params.allowNoValue()) {
                set(part, i, option + "\n");
                return true;
            }
        }
        return bare;
    }

    /** Other lines of the option get the values that are left over, and go where none is. */
    private void replace(List<String> part, List<Boolean> done) {
        for (int i = 0; i < part.size() && !values.isEmpty(); i++) {
            if (!done.get(i) && value(anyLine, part.get(i)) != null) {
                set(part, i, assignment(values.remove(0)));
                done.set(i, true);
            }
        }
        int first = section == null ? 0 : 1;
        for (int i = part.size() - 1; i >= first; i--) {
            if (!done.get(i) && value(anyLine, part.get(i)) != null) {
                part.remove(i);
                changed = true;
                message = "option changed";
            }
        }
    }

    /** What is missing goes behind the section's last line that says something. */
    private void insert(List<String> part, boolean bare) {
        List<String> missing = new ArrayList<>(values.stream().map(this::assignment).toList());
        if (values.isEmpty() && params.allowNoValue() && !bare) {
            missing.add(option + "\n");
        }
        int at = part.size();
        while (at > 0 && part.get(at - 1).matches("[ \\t]*([#;].*)?\\n?")) {
            at--;
        }
        if (!missing.isEmpty()) {
            part.addAll(at, missing);
            changed = true;
            message = "option added";
        }
    }

    private void absent(List<String> part) {
        if (option == null) {
            changed |= !part.isEmpty();
            message = part.isEmpty() ? message : "section removed";
            part.clear();
            return;
        }
        boolean gone = part.removeIf(line -> {
            String value = value(activeLine, line);
            return value != null && (params.exclusive() || values.contains(value));
        });
        if (gone) {
            changed = true;
            message = "option changed";
        }
    }
}

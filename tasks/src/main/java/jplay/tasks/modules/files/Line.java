package jplay.tasks.modules.files;

import java.util.List;
import java.util.regex.Matcher;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.text.Bytes;
import jplay.tasks.text.PythonRegex;
import org.jspecify.annotations.Nullable;

/** Where {@code lineinfile} puts its line, as Ansible's does: lines are changed in place. */
final class Line {
    private final LineInFile.Params params;
    private final List<String> lines;
    private final String line;
    private final @Nullable String after;
    private final @Nullable String before;
    private final @Nullable PythonRegex regexp;
    private final @Nullable PythonRegex place;
    private @Nullable Matcher match;
    private boolean matched;
    private int at = -1;
    private int beside = -1;

    Line(LineInFile.Params params, List<String> lines) {
        this.params = params;
        this.lines = lines;
        this.line = Bytes.of(String.valueOf(params.line()));
        this.before = params.insertbefore();
        this.after = params.insertafter() == null && before == null ? "EOF" : params.insertafter();
        this.regexp = params.regexp() == null ? null : Edit.pattern("regexp", params.regexp());
        if (after != null && !after.equals("BOF") && !after.equals("EOF")) {
            this.place = Edit.pattern("insertafter", after);
        } else {
            this.place = before != null && !before.equals("BOF") ? Edit.pattern("insertbefore", before) : null;
        }
    }

    static String strip(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return line.substring(0, end);
    }

    /** Does it, and says what was done; "" where nothing had to be. */
    String present() {
        findMatch();
        if (!matched) {
            findPlace();
        }
        if (at >= 0) {
            return replace();
        }
        if (params.backrefs()) {
            return "";
        }
        if ("BOF".equals(before) || "BOF".equals(after)) {
            lines.add(0, line + "\n");
            return "line added";
        }
        if ("EOF".equals(after) || beside < 0) {
            endLast();
            lines.add(line + "\n");
            return "line added";
        }
        return insert();
    }

    private void findMatch() {
        String text = params.searchString() == null ? null : Bytes.of(params.searchString());
        for (int i = 0; i < lines.size(); i++) {
            Matcher found = regexp == null ? null : regexp.search(lines.get(i));
            if (found != null || text != null && lines.get(i).contains(text)) {
                at = i;
                matched = true;
                match = found;
                if (params.firstmatch()) {
                    return;
                }
            }
        }
    }

    private void findPlace() {
        for (int i = 0; i < lines.size(); i++) {
            if (strip(lines.get(i)).equals(line)) {
                at = i;
            } else if (place != null && place.found(lines.get(i))) {
                beside = after != null ? i + 1 : i;
                if (params.firstmatch()) {
                    return;
                }
            }
        }
    }

    private String replace() {
        String wanted = line;
        if (params.backrefs() && match != null && regexp != null) {
            try {
                wanted = regexp.expand(match, line);
            } catch (IllegalArgumentException e) {
                throw new ModuleFailure("line: " + e.getMessage());
            }
        }
        wanted = wanted.endsWith("\n") ? wanted : wanted + "\n";
        if (lines.get(at).equals(wanted)) {
            return "";
        }
        lines.set(at, wanted);
        return "line replaced";
    }

    /** Beside the line that was found, unless it stands there already. */
    private String insert() {
        if (after == null) {
            lines.add(beside, line + "\n");
            return "line added";
        }
        boolean last = beside == lines.size();
        if (strip(lines.get(last ? beside - 1 : beside)).equals(line)) {
            return "";
        }
        if (last) {
            endLast();
        }
        lines.add(beside, line + "\n");
        return "line added";
    }

    private void endLast() {
        int last = lines.size() - 1;
        if (last >= 0 && !lines.get(last).endsWith("\n") && !lines.get(last).endsWith("\r")) {
            lines.set(last, lines.get(last) + "\n");
        }
    }
}

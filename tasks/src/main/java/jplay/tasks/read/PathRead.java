package jplay.tasks.read;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/** A path made absolute as the host sees it: {@code ~}, {@code ~user}, {@code $VARIABLE}, and the working directory. */
public record PathRead(String path) implements Read<String> {
    private static final Pattern HOME = Pattern.compile("~([A-Za-z0-9_][A-Za-z0-9_.-]*)?(?=/|$)");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)\\})");

    /** Whether the host has to be asked about this path at all. */
    public static boolean isNeeded(String path) {
        return !path.startsWith("/") || path.indexOf('$') >= 0;
    }

    @Override
    public String script() {
        StringBuilder word = new StringBuilder();
        Matcher home = HOME.matcher(path);
        int at = 0;
        if (home.lookingAt()) {
            word.append(home.group());
            at = home.end();
            if (at < path.length()) {
                word.append('/');
                at++;
            }
        }
        Matcher variable = VARIABLE.matcher(path);
        while (variable.find(at)) {
            String name = variable.group(1) != null ? variable.group(1) : variable.group(2);
            word.append(literal(path.substring(at, variable.start())));
            word.append("\"${").append(name).append("-\\$").append(name).append("}\"");
            at = variable.end();
        }
        return "jp_path " + word.append(literal(path.substring(at)));
    }

    @Override
    public Answer<String> parse(Output output) {
        return Answer.known(output.out());
    }

    private static String literal(String text) {
        return text.isEmpty() ? "" : Shell.quote(text);
    }
}

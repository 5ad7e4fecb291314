package jplay.tasks.modules.net;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;

/** What a server calls the file at a URL; Absent where it does not say. */
record NameRead(Request request) implements Read<String> {
    private static final Pattern NAME = Pattern.compile("(?m)^disposition .*?filename=\"?([^\";\\r\\n]+)\"?");
    private static final Pattern FINAL = Pattern.compile("(?m)^final (\\S+)");

    @Override
    public String script() {
        return request.variables() + "jp_name";
    }

    @Override
    public Answer<String> parse(Output output) {
        Matcher name = NAME.matcher(output.out());
        if (name.find()) {
            String plain = name.group(1).strip();
            plain = plain.substring(plain.lastIndexOf('/') + 1);
            if (!plain.isEmpty() && !plain.equals(".") && !plain.equals("..")) {
                return Answer.known(plain);
            }
        }
        Matcher address = FINAL.matcher(output.out());
        return address.find() ? Answer.known(Request.fileName(address.group(1))) : Answer.absent();
    }

    @Override
    public Subject subject() {
        return new Subject("name", request.url());
    }
}

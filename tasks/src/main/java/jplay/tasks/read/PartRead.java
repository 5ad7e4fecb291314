package jplay.tasks.read;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/** Some of a file's bytes, from an offset on; fewer where it ends. */
public record PartRead(String path, long offset, long length) implements Read<byte[]> {

    @Override
    public String script() {
        return "jp_part " + Shell.quote(path) + " " + offset + " " + length;
    }

    @Override
    public Answer<byte[]> parse(Output output) {
        return output.exit() == 0 ? Answer.known(output.stdout()) : Answer.unknown(output.err().strip());
    }
}

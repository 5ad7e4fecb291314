package jplay.runner.execute;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Output;

/** Runs programs on the control machine. */
final class Programs {
    private Programs() {}

    static Output run(List<String> argv) {
        try {
            Process process = new ProcessBuilder(argv).redirectInput(new File("/dev/null")).start();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Thread drain = Thread.ofPlatform().daemon().start(() -> drain(process.getErrorStream(), err));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            drain(process.getInputStream(), out);
            try {
                int exit = process.waitFor();
                drain.join();
                return new Output(exit, out.toByteArray(), err.toByteArray());
            } catch (InterruptedException e) {
                process.destroy();
                throw new Interrupted();
            }
        } catch (IOException e) {
            throw new ModuleFailure("cannot run " + argv.get(0) + " on the control machine: install it there (" + e.getMessage() + ")");
        }
    }

    private static void drain(InputStream in, ByteArrayOutputStream out) {
        try (in) {
            in.transferTo(out);
        } catch (IOException e) {
            // What came so far is what there is.
        }
    }
}

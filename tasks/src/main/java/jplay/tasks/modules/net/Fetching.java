package jplay.tasks.modules.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.NotKnownYet;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.modules.support.KeptFile;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.MissingRead;
import jplay.tasks.read.PathRead;
import org.jspecify.annotations.Nullable;

/** One download on its way to a decision. */
record Fetching(GetUrl.Params p, Request request, HostState host, Control control) {

    Plan plan() {
        if (PathRead.isNeeded(p.dest()) && !host.has(new PathRead(p.dest()))) {
            return new Plan.More(Reads.of(new PathRead(p.dest())));
        }
        String dest = PathRead.isNeeded(p.dest()) ? host.get(new PathRead(p.dest())).get() : p.dest();
        Checksum asked = Checksum.parse(p.checksum());
        MissingRead missing = new MissingRead(dest);
        List<Read<?>> first = new ArrayList<>(List.of(missing, new HttpToolRead(), file(dest, asked)));
        if (asked != null && asked.isUrl()) {
            first.add(new TextRead(p.request(asked.value())));
        }
        if (first.stream().anyMatch(read -> !host.has(read))) {
            return new Plan.More(new Reads(first));
        }
        List<String> gone = host.get(missing).get();
        if (gone.isEmpty()) {
            return into(dest, asked);
        }
        String parent = FilePaths.parent(dest);
        if (dest.endsWith("/") || gone.contains(parent)) {
            String directory = dest.endsWith("/") ? FilePaths.clean(dest) : parent;
            return Plan.Failed.of("Destination directory " + directory + " does not exist; make it first: file: path="
                    + directory + " state=directory");
        }
        return decide(FilePaths.clean(dest), asked);
    }

    /** Into a directory: under the name that the address has, or the server gives. */
    private Plan into(String directory, @Nullable Checksum asked) {
        String path = FilePaths.clean(FilePaths.join(directory, request.fileName()));
        if (!host.has(file(path, asked))) {
            return new Plan.More(Reads.of(file(path, asked)));
        }
        if (!host.get(file(path, asked)).isAbsent() || tool().equals("none")) {
            return decide(path, asked);
        }
        NameRead name = new NameRead(request);
        if (!host.has(name)) {
            return new Plan.More(Reads.of(name));
        }
        path = FilePaths.clean(FilePaths.join(directory, host.get(name).orElse(request.fileName())));
        return host.has(file(path, asked)) ? decide(path, asked) : new Plan.More(Reads.of(file(path, asked)));
    }

    private Plan decide(String path, @Nullable Checksum asked) {
        Checksum sum = asked == null || !asked.isUrl() ? asked : listed(asked);
        Answer<FileState> answer = host.get(file(path, asked));
        if (answer instanceof Answer.Unknown<FileState>(String why, boolean later)) {
            if (later) {
                return foretold(path, sum);
            }
            throw new ModuleFailure("cannot look at " + path + ": " + why);
        }
        @Nullable FileState is = answer.isAbsent() ? null : answer.get();
        KeptFile file = new KeptFile(path, is, p.mode(), 0644, p.owner(), p.group(), p.backup(), p.unsafeWrites());
        if (is != null && is.isDirectory()) {
            return Plan.Failed.of(path + " is a directory, and the file of that name is to be put there");
        }
        boolean fits = is != null && (sum == null ? !p.force() : sum.value().equals(digest(is, sum)));
        if (is != null && fits) {
            return file.keep(Fetched.of(request.url(), path, is, "file already exists", 0, null));
        }
        return tool().equals("none") || tool().equals("wget") && !request.fitsWget()
                ? fromControl(file, sum)
                : onHost(file, sum);
    }

    /** In check mode: what an earlier task will leave there, if anything, has a digest that nobody knows. */
    private Plan foretold(String path, @Nullable Checksum sum) {
        FileRead read = FileRead.of(path).following();
        if (!host.has(read)) {
            return new Plan.More(Reads.of(read));
        }
        if (host.get(read) instanceof Answer.Known<FileState>(FileState is)) {
            if (sum != null || p.force()) {
                throw new NotKnownYet("what is in " + path + " is known only when it is there");
            }
            KeptFile file = new KeptFile(path, is, p.mode(), 0644, p.owner(), p.group(), p.backup(), p.unsafeWrites());
            return file.keep(Fetched.planned(request.url(), path));
        }
        return onHost(new KeptFile(path, null, p.mode(), 0644, p.owner(), p.group(), p.backup(), p.unsafeWrites()), sum);
    }

    private Plan onHost(KeptFile file, @Nullable Checksum sum) {
        @Nullable FileState is = file.is();
        @Nullable String copy = file.copyName();
        Download download = new Download(
                request, file.target(), p.tmpDest(), sum, file.bits(is), p.owner(), p.group(), is, copy, p.unsafeWrites());
        if (is == null || sum != null) {
            Diff diff = Diff.properties(file.path(), is == null ? Map.of("state", "absent") : Map.of(), wanted(sum));
            return new Plan.Change(List.of(download), diff, Reads.NONE, applied -> applied.outputs().isEmpty()
                    ? Fetched.planned(request.url(), file.path())
                    : Fetched.of(request.url(), file.path(), applied.outputs().get(0), copy));
        }
        return new Plan.Opaque(download, output -> outcome(file, output, copy), null);
    }

    private Plan.Outcome outcome(KeptFile file, Output output, @Nullable String copy) {
        if (output.exit() != 0) {
            return new Plan.Outcome(false, output.err().strip(), Fetched.planned(request.url(), file.path()));
        }
        boolean same = Fetched.isSame(output);
        return new Plan.Outcome(!same, null, Fetched.of(request.url(), file.path(), output, same ? null : copy));
    }

    /** The control machine fetches, once for all hosts. */
    private Plan fromControl(KeptFile file, @Nullable Checksum sum) {
        needsControl();
        Content content = control.http().fetch(request.url(), request.allHeaders(), Duration.ofSeconds(Math.max(1, p.timeout())));
        if (sum != null && !content.digest(sum.jdk()).equals(sum.value())) {
            return Plan.Failed.of("The checksum for " + file.path() + " did not match " + sum.value() + "; it was " + content.digest(sum.jdk()) + ".");
        }
        @Nullable FileState is = file.is();
        if (is != null && content.digest("SHA-1").equals(digest(is, new Checksum("sha1", "")))) {
            return file.keep(Fetched.of(request.url(), file.path(), is, "OK", 0, null));
        }
        Diff diff = Diff.properties(file.path(), is == null ? Map.of("state", "absent") : Map.of(), wanted(sum));
        return file.write(content, diff, copy -> Fetched.put(request.url(), file, content, copy));
    }

    private void needsControl() {
        if (!request.fitsControl()) {
            throw new ModuleFailure("get_url needs curl on the host for this: the host has "
                    + (tool().equals("none") ? "neither curl nor wget" : "only wget, which would show the request to all its users")
                    + ", and the control machine does not fetch with validate_certs off, client_cert or anything but http(s); install curl first");
        }
    }

    private Checksum listed(Checksum asked) {
        Answer<String> text = host.get(new TextRead(p.request(asked.value())));
        if (text instanceof Answer.Unknown<String>(String why, boolean later)) {
            throw new ModuleFailure("cannot get the checksums: " + why);
        }
        if (text instanceof Answer.Known<String>(String sums)) {
            return asked.in(sums, request.fileName());
        }
        needsControl();
        Content sums = control.http().fetch(p.request(asked.value()).url(), request.allHeaders(), Duration.ofSeconds(Math.max(1, p.timeout())));
        return asked.in(sums.text(), request.fileName());
    }

    private String tool() {
        return host.get(new HttpToolRead()).orElse("none");
    }

    private static Map<String, Object> wanted(@Nullable Checksum sum) {
        return sum == null ? Map.of("state", "file") : Map.of("state", "file", sum.algorithm(), sum.value());
    }

    private static @Nullable String digest(FileState file, Checksum sum) {
        String known = file.digests().get(sum.algorithm());
        return known != null || file.content() == null ? known : file.content().digest(sum.jdk());
    }

    private static FileRead file(String path, @Nullable Checksum sum) {
        return new FileRead(FilePaths.clean(path), true, sum == null ? "sha1" : sum.algorithm(), false);
    }
}

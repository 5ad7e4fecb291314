package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.NotKnownYet;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.FileExtras;
import jplay.tasks.text.PythonCharset;
import org.jspecify.annotations.Nullable;

/** Renders a template to a file on a host. */
@Module(
        name = "template",
        summary = "Renders a template on the control machine and puts the text into a file on the host.",
        example = """
                - name: Configure the service
                  template:
                    src: service.conf.j2
                    dest: /etc/service.conf
                    owner: root
                    mode: "0640"
                """)
@AutoService(TaskModule.class)
public final class Template implements TaskModule<Template.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "The template, looked for in templates/. One whose name ends in .mustache is Mustache, any other Jinja.", required = true) String src,
            @Param(value = "The file on the host; in a directory, the template's name.", required = true) String dest,
            @Param("Keep what was there before, beside it, with the time in its name.") boolean backup,
            @Param(value = "Write where the text is another; otherwise only where nothing is.", def = "true") boolean force,
            @Param("Where dest is a link, write what it points to.") boolean follow,
            @Param("A command that judges the new file before it is put in place; %s stands for the file.") @Nullable String validate,
            @Param("What ends a line: \\n, \\r or \\r\\n.") @Nullable String newlineSequence,
            @Param("What begins a block.") @Nullable String blockStartString,
            @Param("What ends a block.") @Nullable String blockEndString,
            @Param("What begins an expression.") @Nullable String variableStartString,
            @Param("What ends an expression.") @Nullable String variableEndString,
            @Param("What begins a comment.") @Nullable String commentStartString,
            @Param("What ends a comment.") @Nullable String commentEndString,
            @Param(value = "Drop the newline after a block.", def = "true") boolean trimBlocks,
            @Param("Drop the blanks before a block.") boolean lstripBlocks,
            @Param(value = "The encoding of the file.", def = "utf-8") String outputEncoding,
            @Param("The mode; preserve takes the template's.") @Nullable FileMode mode,
            @Param("The owner.") @Nullable String owner,
            @Param("The group.") @Nullable String group,
            @Param("Write into a file that cannot be replaced whole, such as a bind mount.") boolean unsafeWrites,
            @Param(value = "", flat = true) FileExtras extras) {}

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Plan plan = decide(p, host, control);
        return p.extras().on(host, plan, Placed.files(plan));
    }

    private Plan decide(Params p, HostState host, Control control) {
        if (p.validate() != null && !p.validate().contains("%s")) {
            return Plan.Failed.of("validate must contain %s, which stands for the file: " + p.validate());
        }
        Path source = control.find(p.src(), "templates").toAbsolutePath().normalize();
        Wish wish = new Wish(p.owner(), p.group(), LocalTree.mode(p.mode(), source));
        Content content = content(p, source, control);
        return new Delivery(
                        content, source.toString(), String.valueOf(source.getFileName()), p.dest(), wish, null, p.force(),
                        p.follow(), p.backup(), p.validate(), p.unsafeWrites())
                .plan(host);
    }

    private static Control.TemplateOptions options(Params p) {
        return new Control.TemplateOptions(
                p.trimBlocks(), p.lstripBlocks(), newline(p.newlineSequence()), p.variableStartString(),
                p.variableEndString(), p.blockStartString(), p.blockEndString(), p.commentStartString(),
                p.commentEndString());
    }

    private static String newline(@Nullable String sequence) {
        return switch (sequence) {
            case null -> "\n";
            case "\n", "\\n" -> "\n";
            case "\r", "\\r" -> "\r";
            case "\r\n", "\\r\\n" -> "\r\n";
            default -> throw new ModuleFailure("newline_sequence needs to be one of: \\n, \\r or \\r\\n");
        };
    }

    private static Content content(Params p, Path source, Control control) {
        try {
            String text = control.render(source, extra(p, source), options(p));
            return Content.of(text.getBytes(charset(p.outputEncoding())));
        } catch (NotKnownYet e) {
            return Content.unknown(String.valueOf(e.getMessage()));
        }
    }

    private static Charset charset(String name) {
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : PythonCharset.of(name);
        } catch (IllegalArgumentException e) {
            throw new ModuleFailure("output_encoding: " + e.getMessage());
        }
    }

    /** The variables that a template has beside those of its task. */
    private static Map<String, Object> extra(Params p, Path source) {
        Map<String, Object> extra = new HashMap<>();
        extra.put("ansible_managed", "Ansible managed");
        extra.put("template_path", p.src());
        extra.put("template_fullpath", source.toString());
        extra.put("template_destpath", p.dest());
        extra.put("template_run_date", LocalDateTime.now().toString().replace('T', ' '));
        extra.put("template_host", HostName.VALUE);
        try {
            extra.put("template_uid", Files.getOwner(source).getName());
        } catch (IOException e) {
            throw new ModuleFailure("cannot read " + source + ": " + e.getMessage());
        }
        return extra;
    }

    /** Asked once. */
    private static final class HostName {
        static final String VALUE = name();

        private static String name() {
            try {
                return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            } catch (IOException e) {
                return "localhost";
            }
        }
    }
}

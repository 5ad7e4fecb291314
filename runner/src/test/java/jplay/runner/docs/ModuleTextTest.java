package jplay.runner.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import jplay.tasks.Modules;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import org.junit.jupiter.api.Test;

class ModuleTextTest {

    record Part(@Param(value = "An address.", required = true) String address) {}

    record Params(
            @Param(value = "Where it is to be; a path that is long enough to need a second line here.", required = true, aliases = "path") String dest,
            @Param(value = "Its mode.", def = "0644") FileMode mode,
            @Param(value = "How.", choices = {"a", "b"}) String how,
            @Param("Parts | pieces.") List<Part> parts) {}

    @Module(name = "sample", summary = "Makes an example.", needs = "tar", example = "- sample:\n    dest: /x\n")
    static final class Sample implements TaskModule<Params> {
        record Result(@Param("Where it is.") String dest) {}

        @Override
        public Plan plan(Params params, HostState state, Control control) {
            return new Plan.InSync(new Result(params.dest()));
        }
    }

    private static final Modules.Entry ENTRY =
            new Modules.Entry(Sample.class.getAnnotation(Module.class), new Sample());

    @Test
    void forATerminal() {
        assertEquals("""
                sample  (ansible.builtin.sample)

                  Makes an example.
                  Needs on the target: tar.

                Parameters (* required)

                  dest*  string, also path
                      Where it is to be; a path that is long
                      enough to need a second line here.

                  mode  mode, default 0644
                      Its mode.

                  how  string, one of a b
                      How.

                  parts  list of dict
                      Parts | pieces.

                      address*  string
                          An address.

                Result

                  dest  string
                      Where it is.

                Example

                  - sample:
                      dest: /x
                """, ModuleText.of(ENTRY, 46));
    }

    @Test
    void asAPage() {
        assertEquals("""
                <!-- Made by jplay doc --markdown; edit the module instead. -->
                # sample

                Makes an example.

                Full name: `ansible.builtin.sample`.
                Needs on the target: tar.

                ## Parameters

                | Name | Type | Default | |
                | --- | --- | --- | --- |
                | `dest` (required), `path` | string |  | Where it is to be; a path that is long enough to need a second line here. |
                | `mode` | mode | `0644` | Its mode. |
                | `how` | string |  | How. One of `a`, `b`. |
                | `parts` | list of dict |  | Parts \\| pieces. |
                | `parts.address` (required) | string |  | An address. |

                ## Result

                | Name | Type | |
                | --- | --- | --- |
                | `dest` | string | Where it is. |

                ## Example

                ```yaml
                - sample:
                    dest: /x
                ```
                """, ModulePages.of(List.of(ENTRY)).get("sample.md"));
    }
}

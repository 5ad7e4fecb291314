package jplay.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import jplay.tasks.contract.ShellLibrary;
import org.junit.jupiter.api.Test;

class ShellLibraryTest {
    /** A second function of the same name would silently replace the first. */
    @Test
    void namesAreUnique() {
        List<String> names = Pattern.compile("(?m)^([a-z_]+)\\(\\)").matcher(ShellLibrary.text()).results()
                .map(MatchResult::group).sorted().toList();
        assertEquals(List.copyOf(new TreeSet<>(names)), names);
    }
}

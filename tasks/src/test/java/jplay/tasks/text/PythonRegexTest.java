package jplay.tasks.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PythonRegexTest {
    /** Pattern, flags, text, replacement, and what Python's subn makes of them. */
    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("^(.*)Xms(\\d+)m(.*)$", "", "-Xms64m -x\n", "\\1Xms512m\\3", "-Xms512m -x\n", 1),
                Arguments.of("(?P<my_key>\\w+)=(?P<v>.*)", "", "a_b=1 2\n", "\\g<my_key>: \\g<2>", "a_b: 1 2\n", 1),
                Arguments.of("^", "m", "a\nb\n", "> ", "> a\n> b\n> ", 3),
                Arguments.of("$", "m", "a\nb\n", "!", "a!\nb!\n!", 3),
                Arguments.of("\\Z", "", "a\n", "!", "a\n!", 1),
                Arguments.of("$", "", "a\n", "!", "a!\n!", 2),
                Arguments.of("[[\\]&&^]+", "", "a[]&^b", "x", "axb", 1),
                Arguments.of("[]a]", "", "b]a", "x", "bxx", 2),
                Arguments.of("a{,2}b", "", "aaab", "x", "ax", 1),
                Arguments.of("a{b", "", "a{b", "x", "x", 1),
                Arguments.of("${xms}", "", "a", "x", "a", 0),
                Arguments.of("\\${xms}", "", "a${xms}", "x", "ax", 1),
                Arguments.of("x*", "", "abxd", "-", "-a-b--d-", 5),
                Arguments.of("(a)|(b)", "", "ab", "[\\1\\2]", "[a][b]", 2),
                Arguments.of("(?i)HELLO", "", "hello", "x", "x", 1),
                Arguments.of("(?P<q>[\\'\"]).*?(?P=q)", "", "say \"it\" 'a'", "x", "say x x", 2),
                Arguments.of("(.)\\1", "", "aabb", "<\\1>", "<a><b>", 2),
                Arguments.of(".", "", "a\r\u0085\n", "x", "xxx\n", 3),
                Arguments.of("a.b", "s", "a\nb", "x", "x", 1),
                Arguments.of("\\s+", "", " \t\u000b\fx", "-", "-x", 1),
                Arguments.of("[\\w.-]+@", "", "a.b-c@d", "x", "xd", 1),
                Arguments.of("(?<=a)b(?!c)", "", "abc abd", "x", "abc axd", 1),
                Arguments.of("(?#comment)a", "", "ab", "x", "xb", 1),
                Arguments.of("\\.\\/\\-\\#\\\"", "", "./-#\"", "x", "x", 1),
                Arguments.of("a", "", "a", "\\n\\t\\\\", "\n\t\\", 1),
                Arguments.of("^\\s*#?\\s*Port\\b.*$", "", "#Port 22\n", "Port 2222", "Port 2222\n", 1),
                Arguments.of("\\x41\\101\\0", "", "AA\u0000", "x", "x", 1),
                Arguments.of("(?m)^b$", "", "a\nb\nc", "x", "a\nx\nc", 1),
                Arguments.of("a|b|", "", "cab", "-", "-c---", 4),
                Arguments.of("[^\\n]+", "m", "ab\ncd", "x", "x\nx", 2),
                Arguments.of("}]", "", "}]", "x", "x", 1),
                Arguments.of("é+", "", "caféé", "e", "cafe", 1),
                Arguments.of("\\b\\w", "", "ab cd", "x", "xb xd", 2));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void asInPython(String pattern, String flags, String text, String replacement, String expected, int count) {
        PythonRegex.Replaced replaced = PythonRegex.of(pattern, flags).replace(replacement, text);
        assertEquals(expected, replaced.text());
        assertEquals(count, replaced.count());
    }

    @Test
    void wrongOnesSayWhatIsWrong() {
        for (String wrong : new String[] {"(", "[a", "a\\", "\\q", "(?P<x>", "(?P=y)", "*", "(a)\\2"}) {
            Throwable thrown = assertThrows(IllegalArgumentException.class, () -> PythonRegex.of(wrong).replace("", "a"), wrong);
            assertTrue(thrown.getMessage().contains("is no regular expression"), thrown.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> PythonRegex.of("a").replace("\\1", "a"));
    }
}

package jplay.runner.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpressionTest {
    @TempDir
    Path directory;

    private Object evaluate(String source, Map<String, ?> variables) {
        return Expression.parse(source).evaluate(Scope.of(variables, Environment.plain()));
    }

    @Test
    void theFreeVariablesAreKnown() {
        assertEquals(Set.of("a", "b", "c", "d", "x"), Expression.parse("a.b + c[d] | default(x) if b is defined else range(3) | list").names());
    }

    @Test
    void aParsedExpressionIsKept() {
        assertSame(Expression.parse("1 + 1 == 2"), Expression.parse("1 + 1 == 2"));
    }

    @Test
    void bareExpressionsHaveEscapes() {
        assertEquals("a\nb\u00fc\\d", evaluate("'a\\nb\\xfc\\d'", Map.of()));
    }

    @Test
    void errorsHaveOffsets() {
        assertEquals(4, assertThrows(ExpressionException.class, () -> Expression.parse("a + * b")).offset());
        assertEquals(8, assertThrows(ExpressionException.class, () -> evaluate("1 and 1 + 'a'", Map.of())).offset());
        Undefined undefined = (Undefined) evaluate("hots", Map.of("host", 1));
        assertEquals("'hots' is undefined; did you mean 'host'?", undefined.message());
        assertEquals(0, undefined.error().offset());
    }

    @Test
    void anyMapIsADict() {
        Map<String, Object> lazy = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                return Set.of(Map.entry("k", 5));
            }
        };
        assertEquals("{'k': 5} 6", evaluate("v ~ ' ' ~ (v.k + 1)", Map.of("v", lazy)));
        assertThrows(ExpressionException.class, () -> evaluate("v.update({'a': 1})", Map.of("v", lazy)));
    }

    @Test
    void aValueThatHoldsItselfIsAnError() {
        List<Object> list = new java.util.ArrayList<>();
        list.add(list);
        assertThrows(ExpressionException.class, () -> evaluate("l | string", Map.of("l", list)));
        assertThrows(ExpressionException.class, () -> evaluate("l | to_json", Map.of("l", list)));
        assertThrows(ExpressionException.class, () -> evaluate("l | flatten", Map.of("l", list)));
        assertThrows(ExpressionException.class, () -> Expression.parse("(".repeat(100_000)));
    }

    @Test
    void everyNameIsImplemented() {
        Filters.names().forEach(name -> assertNotNull(Filters.find(name), name));
        Tests.names().forEach(name -> assertNotNull(Tests.find(name), name));
        Lookups.names().forEach(name -> assertNotNull(Lookups.find(name, Environment.plain()), name));
    }

    @Test
    void thePasswordLookupRemembers() throws Exception {
        Path file = directory.resolve("sub/pw");
        String term = file + " length=12 chars=digits";
        Object first = evaluate("lookup('password', t)", Map.of("t", term));
        assertEquals(12, first.toString().length());
        assertEquals(first, evaluate("lookup('password', t)", Map.of("t", term)));
        assertEquals(first + "\n", Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String hash = (String) evaluate("lookup('password', t)", Map.of("t", term + " encrypt=sha512_crypt"));
        assertEquals(hash, evaluate("lookup('password', t)", Map.of("t", term + " encrypt=sha512_crypt")));
        assertEquals(0, hash.indexOf("$6$"));
    }

    @Test
    void tablesAreLookedUp() throws Exception {
        Path csv = Files.writeString(directory.resolve("a.csv"), "k1,\"x,y\",z\nk2,b,c\n");
        Path ini = Files.writeString(directory.resolve("a.ini"), "[DEFAULT]\nall = 1\n[s]\n; note\nkey = v = w\nMulti: a\n  b\n");
        assertEquals("x,y", evaluate("lookup('csvfile', 'k1 file=' ~ f ~ ' delimiter=,')", Map.of("f", csv.toString())));
        assertEquals("c", evaluate("lookup('csvfile', 'k2', file=f, delimiter=',', col=2)", Map.of("f", csv.toString())));
        assertEquals("none", evaluate("lookup('csvfile', 'k9', file=f, delimiter=',', default='none')", Map.of("f", csv.toString())));
        assertEquals("v = w", evaluate("lookup('ini', 'key', section='s', file=f)", Map.of("f", ini.toString())));
        assertEquals("1", evaluate("lookup('ini', 'all section=s file=' ~ f)", Map.of("f", ini.toString())));
        assertEquals("a\nb", evaluate("lookup('ini', 'multi', section='s', file=f)", Map.of("f", ini.toString())));
    }
}

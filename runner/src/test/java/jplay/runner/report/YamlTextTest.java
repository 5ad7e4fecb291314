package jplay.runner.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.source.YamlReader;
import org.junit.jupiter.api.Test;

class YamlTextTest {

    private static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", "plain words");
        values.put("mode", "0644");
        values.put("no", "no");
        values.put("colon", "a: b");
        values.put("quote", "'it''s'");
        values.put("hash", "a #b");
        values.put("empty", "");
        values.put("block", "one\n\n  two\n");
        values.put("null", null);
        values.put("number", 5L);
        values.put("list", Arrays.asList("a", null, List.of("x", "y"), Map.of("k", List.of(Map.of("deep", true)))));
        values.put("none", List.of());
        values.put("dict", Map.of("inner", Map.of()));
        return values;
    }

    @Test
    void readsWell() {
        assertEquals("""
                text: plain words
                mode: '0644'
                'no': 'no'
                colon: 'a: b'
                quote: '''it''''s'''
                hash: 'a #b'
                empty: ''
                block: |
                    one

                      two
                'null': null
                number: 5
                list:
                - a
                - null
                - - x
                  - y
                - k:
                  - deep: true
                none: []
                dict:
                    inner: {}
                """, YamlText.dict(values(), ""));
    }

    @Test
    void readsBackAsItWas() {
        assertEquals(values(), YamlReader.parse(YamlText.dict(values(), ""), "x").value());
    }
}

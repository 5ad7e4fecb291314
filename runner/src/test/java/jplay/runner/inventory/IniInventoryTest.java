package jplay.runner.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import jplay.runner.source.Problems;
import jplay.runner.source.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IniInventoryTest {
    @Test
    void groupsHostsAndVariables() {
        Inventory inventory = Inventories.ini("""
                lone
                [web]
                web[1:3] port=80 name="a b"  # comment
                web2 extra=yes
                [prod:children]
                web
                late
                [late]
                last
                [prod:vars]
                proxy = http://p:1 # stays
                """);
        assertEquals(List.of("lone", "web1", "web2", "web3", "last"), inventory.members("all"));
        assertEquals(List.of("web1", "web2", "web3", "last"), inventory.members("prod"));
        assertEquals(List.of("lone"), inventory.members("ungrouped"));
        assertEquals(List.of("prod", "web"), inventory.groupNames("web2"));
        assertEquals("{port=80, name=a b, extra=yes}", raw(inventory.host("web2")));
        assertEquals("http://p:1 # stays", inventory.group("prod").vars().get("proxy").raw());
        assertEquals("hosts:3:15", inventory.host("web1").vars().get("port").origin());
    }

    private static String raw(Host host) {
        java.util.Map<String, Object> map = new java.util.LinkedHashMap<>();
        host.vars().forEach((name, value) -> map.put(name, value.raw()));
        return map.toString();
    }

    @Test
    void aPortIsAVariable() {
        Inventory inventory = Inventories.ini("a:2222\n[2001:db8::1]:22\n2001:db8::2\nb:1 ansible_port=2\n");
        assertEquals(2222L, inventory.host("a").vars().get("ansible_port").raw());
        assertEquals(22L, inventory.host("2001:db8::1").vars().get("ansible_port").raw());
        assertEquals(java.util.Map.of(), inventory.host("2001:db8::2").vars());
        assertEquals(2L, inventory.host("b").vars().get("ansible_port").raw());
    }

    @Test
    void weakestGroupsComeFirst() {
        Inventory inventory = Inventories.ini("""
                [a]
                h
                [b]
                h
                [z]
                h
                [top:children]
                a
                [a:vars]
                ansible_group_priority=1
                [b:vars]
                ansible_group_priority=10
                """);
        assertEquals(List.of("top", "z", "b", "a"), inventory.groupsOf("h").stream().map(Group::name).toList());
    }

    @Test
    void localhostIsThereUnnamed() {
        Host host = Inventories.ini("a\n").host("localhost");
        assertEquals("local", host.vars().get("ansible_connection").raw());
        assertEquals(true, host.implicit());
        assertEquals(false, Inventories.ini("localhost x=1\n").host("127.0.0.1").implicit());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', value = {
        "`[web`!`hosts:1:1: this section has no closing ']' | write [web]`",
        "`a\n[web:var]\nx=1`!`hosts:2:6: there is no kind of section called 'var' | did you mean 'vars'?`",
        "`[web:hostz_and_more]`!`hosts:1:6: there is no kind of section called 'hostz_and_more' | the kinds are hosts, children and vars`",
        "`[my web]`!`hosts:1:1: '[my web]' is no section | a section is [group], [group:children] or [group:vars], without spaces`",
        "`[web]\n[p:children]\nwbe`!`hosts:3:1: [p:children] names 'wbe', which is not defined as a group | did you mean 'web'? Otherwise add a section [wbe]`",
        "`[p:children]\n  missing`!`hosts:2:3: [p:children] names 'missing', which is not defined as a group | add a section [missing]`",
        "`[x:vars]\na=1`!`hosts:1:2: [x:vars] gives variables to a group that is not defined | add a section [x]`",
        "`[a:children]\nb\n[b:children]\na`!`hosts:4:1: group 'b' would hold itself: a → b → a | take one of these out of the other`",
        "`[a:children]\na`!`hosts:2:1: group 'a' would hold itself: a → a | take one of these out of the other`",
        "`[a:children]\nall`!`hosts:2:1: group 'a' would hold itself: all → a → all | take one of these out of the other`",
        "`h x=1 y`!`hosts:1:7: 'y' is no variable; after the host come key=value | one host a line; quote values with spaces: key=\"a b\"`",
        "`  h x=\"a b`!`hosts:1:7: this quote is not closed | close it, or put a backslash before it if it belongs to the value`",
        "`[g]\n[g:vars]\nnovalue`!`hosts:3:1: 'novalue' is no variable | [g:vars] takes one key=value a line`",
        "`[g:children]\na b`!`hosts:2:1: 'a b' is no group's name | [g:children] takes one group a line`",
        "`h:x`!`hosts:1:1: 'h:x' is no host: what follows ':' is no port number | write NAME:22, or a section as [NAME:vars]`",
        "`h:0`!`hosts:1:1: 0 is no port | a port is a number from 1 to 65535`",
        "`h[1:2`!`hosts:1:1: the range '[1:2' has no closing ']' | write NAME[01:20]`",
        "`h[5:1]`!`hosts:1:1: the range [5:1] ends before it begins | write [1:20], [01:20], [a:f] or [1:20:2]`",
        "`h[01:100]`!`hosts:1:1: the range [01:100] begins with a 0 and its ends differ in length | write [1:20], [01:20], [a:f] or [1:20:2]`",
        "`h[1:3:0]`!`hosts:1:1: the range [1:3:0] needs a step of at least 1 | write [1:20], [01:20], [a:f] or [1:20:2]`",
        "`h[a:9]`!`hosts:1:1: the range [a:9] goes neither from number to number nor from letter to letter | write [1:20], [01:20], [a:f] or [1:20:2]`",
        "`h[1]`!`hosts:1:1: the range [1] is not begin:end or begin:end:step | write [1:20], [01:20], [a:f] or [1:20:2]`",
        "`h[0:999999999]`!`hosts:1:1: the range [0:999999999] names more than 1000000 hosts | write [1:20], [01:20], [a:f] or [1:20:2]`",
        "`[::1]`!`hosts:1:1: '[::1]' is no section | a section is [group], [group:children] or [group:vars], without spaces`",
        "`---`!`hosts:1:1: '---' begins YAML, and this file is read as INI | name the file with the ending .yml`",
        "`[g]\n[g:vars]\nansible_group_priority=high`!`hosts:3:24: ansible_group_priority takes a whole number | 1 is what every group has; the highest wins`",
    })
    void wrongLines(String text, String message) {
        Problems problems = new Problems();
        Inventories.ini(text, problems);
        assertEquals(message, Inventories.messages(problems.errors()));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        Problems problems = new Problems();
        Inventories.ini("[a\nskipped=1 x\n[b]\nh x\nh2:y\n", problems);
        assertEquals(List.of(1, 4, 5), problems.errors().stream().map(each -> each.span().line()).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', value = {
        "5!Long!5", "-5!Long!-5", "0x10!Long!16", "0o17!Long!15", "0b11!Long!3", "1_000!Long!1000", "007!String!007",
        "1.5!Double!1.5", "1.!Double!1.0", ".5!Double!0.5", "1e3!Double!1000.0", "10.0.0.1!String!10.0.0.1",
        "True!Boolean!true", "true!String!true", "yes!String!yes", "Truely!String!Truely",
        "`'a' \"b\"`!String!ab", "`'it\\'s'`!String!it's", "`r'\\d'`!String!`\\d`", "`'\\x41\\n'`!String!`A\n`",
        "`[1, 'a', [True]]`!ArrayList!`[1, a, [true]]`", "`(1, 2)`!ArrayList!`[1, 2]`", "(1)!Long!1",
        "`{'a': 1, 2: None}`!LinkedHashMap!`{a=1, 2=null}`", "`{1, 2}`!ArrayList!`[1, 2]`", "[a]!String![a]",
        "`{{ x }}`!String!`{{ x }}`", "`'open`!String!`'open`", "5 # c!Long!5", "a # c!String!a # c", "1-2!String!1-2",
        "99999999999999999999!BigInteger!99999999999999999999", "`[1, 2`!String!`[1, 2`", "``!String!``",
    })
    void valuesAreTypedAsPythonLiterals(String text, String type, String shown) {
        Value value = Value.of(PythonLiteral.read(text, jplay.runner.source.SourceSpan.file("x")));
        assertEquals(type + " " + shown, value.raw().getClass().getSimpleName() + " " + value.raw());
    }
}

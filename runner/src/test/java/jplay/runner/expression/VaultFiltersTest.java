package jplay.runner.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VaultFiltersTest {
    /** What Ansible makes of {@code 'text' | vault('word', salt='salt')}. */
    private static final String SEALED = "$ANSIBLE_VAULT;1.2;AES256;filter_default\n"
            + "37333631366337340a61343764363031613337373765376535373565383138333962383161316463\n"
            + "6563373430363262336339366438383633356363336431613131373734336665390a646133653564\n"
            + "3036643664633235336665666639616531656330353433666466\n";

    private static Object evaluate(String source) {
        return Expression.parse(source).evaluate(Scope.of(Map.of("sealed", SEALED), Environment.plain()));
    }

    @Test
    void sealsAndOpensAsAnsibleDoes() {
        assertEquals(SEALED, evaluate("'text' | vault('word', salt='salt')"));
        assertEquals("text", evaluate("sealed | unvault('word')"));
        assertEquals("text", evaluate("'text' | unvault('word')"));
        assertEquals("text", evaluate("'text' | vault('word', vault_id='mine') | unvault('word', vault_id='mine')"));
        assertTrue(String.valueOf(evaluate("'text' | vault('word', vault_id='mine')")).startsWith("$ANSIBLE_VAULT;1.2;AES256;mine\n"));
    }

    @Test
    void saysWhatIsWrong() {
        assertTrue(assertThrows(ExpressionException.class, () -> evaluate("sealed | unvault('other')")).message().contains("no vault password"));
        assertTrue(assertThrows(ExpressionException.class, () -> evaluate("[1] | vault('word')")).message().contains("only text"));
    }
}

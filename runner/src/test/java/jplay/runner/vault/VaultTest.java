package jplay.runner.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import jplay.runner.inventory.Inventories;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.SourceSpan;
import jplay.runner.vault.Vault.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The envelopes were made by ansible-vault 2.14. */
class VaultTest {
    private static final SourceSpan SPAN = SourceSpan.at("v.yml", 3, 4);
    private static final String DEFAULT_ID = """
            $ANSIBLE_VAULT;1.1;AES256
            37643337306666346563643964333165353133633233336464396365373865333163636330316331
            3330643637646533613530313834343931363064336262610a656565386335393061633265343530
            62613731373837643432613836663263616562313533653736356132663735333939393366303232
            3938613235303465310a323461643061346331656236653561323337646362613965366537306231
            35623737636263383661633236303635356532356637386361376461653237663761
            """;
    private static final String PROD_ID = """
            $ANSIBLE_VAULT;1.2;AES256;prod
            64363335383234303932383035663461643638376261653166343334626237343537303838373165
            3433376538303035333631313633656464643432646231300a626430363462336335653365633638
            39313462666238623366363234393131636265643131333134353066653366336330313137373935
            6163303030633062620a326666323336356630623066323631613064336234616532383131363763
            39313065326637316533306335376263626636656630633336353166653438643830
            """;

    private static Vault vault(String... idsAndSecrets) {
        List<Password> passwords = new java.util.ArrayList<>();
        for (int i = 0; i < idsAndSecrets.length; i += 2) {
            passwords.add(new Password(idsAndSecrets[i], idsAndSecrets[i + 1].toCharArray()));
        }
        return new Vault(passwords);
    }

    private static Problem problem(Vault vault, String envelope) {
        return assertThrows(ProblemException.class, () -> vault.open(envelope, SPAN)).problems().get(0);
    }

    @Test
    void opensBothFormats() {
        Vault vault = vault("default", "pass word", "prod", "other");
        assertEquals("hello: \"Grüße {{ x }}\"\n", vault.open(DEFAULT_ID, SPAN));
        assertEquals("hello: \"Grüße {{ x }}\"\n", vault.open(PROD_ID, SPAN));
        assertEquals("hello: \"Grüße {{ x }}\"\n", vault("default", "other").open(PROD_ID, SPAN));
        assertEquals("plain\n", vault.openFile("plain\n", "f"));
        assertEquals("hello: \"Grüße {{ x }}\"\n", vault.openFile(DEFAULT_ID, "f"));
    }

    @Test
    void aWrongPassword() {
        Problem problem = problem(vault("default", "wrong"), DEFAULT_ID);
        assertEquals("v.yml:3:4: no vault password that was given opens this, or it was changed", problem.span() + ": " + problem.message());
        assertEquals("tried: default", problem.help());
    }

    @Test
    void aMissingId() {
        Problem problem = problem(vault("dev", "wrong"), PROD_ID);
        assertEquals("this is encrypted with the vault id 'prod', of which no password was given", problem.message());
        assertEquals("given: dev; add --vault-id prod@FILE", problem.help());
        assertEquals("this is encrypted, and no vault password was given", problem(vault(), PROD_ID).message());
    }

    @Test
    void damagedEnvelopes() {
        Vault vault = vault("default", "pass word");
        assertEquals("this vault is damaged: it is cut off or something else stands in it",
                problem(vault, DEFAULT_ID.substring(0, 150)).message());
        assertEquals("this vault is damaged: it is of the kind 1.0 AES; known are 1.1 and 1.2 with AES256",
                problem(vault, "$ANSIBLE_VAULT;1.0;AES\n00").message());
        assertEquals("this vault is damaged: its first line is not of the form $ANSIBLE_VAULT;1.1;AES256", problem(vault, "$ANSIBLE_VAULT;").message());
        assertEquals("vault-password", problem(vault, DEFAULT_ID.replace("35623737", "35623738")).code());
    }

    @Test
    void thePasswordOfAFile(@TempDir Path directory) {
        Password password = Password.ofFile("default", Inventories.write(directory, "pw", "pass word\n"));
        assertEquals("default:***", password.toString());
        assertEquals("hello: \"Grüße {{ x }}\"\n", new Vault(List.of(password)).open(DEFAULT_ID, SPAN));
        Path empty = Inventories.write(directory, "empty", "\n");
        assertEquals("the vault password file " + empty + " is empty",
                assertThrows(ProblemException.class, () -> Password.ofFile("default", empty)).getMessage());
    }
}

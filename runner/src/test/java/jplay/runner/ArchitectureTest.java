package jplay.runner;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between packages go one way, and each library is known to one place. */
class ArchitectureTest {
    /** A package and those it may use; none uses what is not named here. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("source", Set.of()),
            Map.entry("json", Set.of()),
            Map.entry("known", Set.of()),
            Map.entry("event", Set.of("source")),
            Map.entry("model", Set.of("known", "source")),
            Map.entry("inventory", Set.of("source", "vault")),
            Map.entry("vault", Set.of("source")),
            Map.entry("vars", Set.of("expression", "inventory", "model", "source", "template", "vault")),
            Map.entry("expression", Set.of("known", "source")),
            Map.entry("template", Set.of("expression", "source")),
            Map.entry("connection", Set.of("source")),
            Map.entry("plan", Set.of("expression", "inventory", "known", "model", "source", "template", "vars")),
            Map.entry("keep", Set.of("event", "json", "report", "source")),
            Map.entry("execute", Set.of(
                    "connection", "event", "expression", "inventory", "keep", "known", "model", "plan", "source", "template", "vars", "vault")),
            Map.entry("report", Set.of("event", "json", "source")),
            Map.entry("rehearse", Set.of("event", "source")),
            Map.entry("docs", Set.of("expression", "json", "known", "model")),
            Map.entry("roles", Set.of("source")),
            Map.entry("cli", Set.of(
                    "connection", "docs", "event", "execute", "expression", "inventory", "json", "keep", "model", "plan", "rehearse", "report",
                    "roles", "source", "template", "vars", "vault")));

    /** A library and the one package that knows it. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "org.yaml.snakeyaml..", "jplay.runner.source..",
            "com.github.mustachejava..", "jplay.runner.template..",
            "net.schmizz..", "jplay.runner.connection.ssh..",
            "com.hierynomus..", "jplay.runner.connection.ssh..",
            "picocli..", "jplay.runner.cli..",
            "org.bouncycastle..", "jplay.tasks.modules.pki..");

    /** Looks into archives on the control machine; the JDK has no decoder for xz and zstd, their programs have. */
    private static final String DECOMPRESSES = "LocalArchive";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("jplay");

    @Test
    void arrowsGoOneWay() {
        assertAll(ARROWS.entrySet().stream().map(arrow -> () -> {
            String from = arrow.getKey();
            Set<String> to = arrow.getValue();
            String[] allowed = Stream.concat(Stream.of(from), to.stream()).map(name -> "jplay.runner." + name + "..").toArray(String[]::new);
            noClasses().that().resideInAPackage("jplay.runner." + from + "..")
                    .should().dependOnClassesThat(resideInAPackage("jplay.runner..").and(not(resideInAnyPackage(allowed))))
                    .because("of ARROWS in this test")
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }));
    }

    @Test
    void everyPackageHasItsArrows() {
        Set<String> packages = CLASSES.getPackage("jplay.runner").getSubpackages().stream()
                .map(JavaPackage::getRelativeName)
                .collect(Collectors.toCollection(TreeSet::new));
        packages.removeAll(ARROWS.keySet());
        assertEquals(Set.of(), packages);
    }

    /** What the table allows has no way back. */
    @Test
    void theArrowsHaveNoCycle() {
        Set<String> open = new TreeSet<>(ARROWS.keySet());
        while (open.removeIf(name -> ARROWS.get(name).stream().noneMatch(open::contains))) {
            // Those at the bottom go first.
        }
        assertEquals(Set.of(), open);
    }

    @Test
    void eachLibraryIsKnownToOnePackage() {
        LIBRARIES.forEach((library, owner) -> noClasses().that().resideOutsideOfPackage(owner)
                .should().dependOnClassesThat().resideInAPackage(library)
                .allowEmptyShould(true)
                .check(CLASSES));
    }

    @Test
    void modulesKnowNothingOfTheRunnerAndDoNoInputOrOutput() {
        noClasses().that().resideInAPackage("jplay.tasks..")
                .should().dependOnClassesThat().resideInAPackage("jplay.runner..")
                .check(CLASSES);
        for (String forbidden : List.of("java.net.Socket", "java.net.http.HttpClient", "java.lang.ProcessBuilder")) {
            noClasses().that().resideInAPackage("jplay.tasks.modules..").and().doNotHaveSimpleName(DECOMPRESSES)
                    .should().dependOnClassesThat().haveFullyQualifiedName(forbidden)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }
}

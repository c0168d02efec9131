package dev.sigilo.tokenize;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sigilo.tokenize", "dev.sigilo.keys", "dev.sigilo.policy");

    @Test
    void theDomainKnowsNeitherPulsarNorADatabaseNorALog() {
        noClasses()
                .that()
                .resideInAnyPackage("..domain..", "..application..", "dev.sigilo.keys..", "dev.sigilo.policy..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pulsar..", "java.sql..", "javax.sql..", "org.slf4j..", "java.util.logging..")
                .check(CLASSES);
    }

    @Test
    void dependenciesPointInwards() {
        noClasses()
                .that()
                .resideInAPackage("dev.sigilo.tokenize.domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sigilo.tokenize.application..",
                        "dev.sigilo.tokenize.infrastructure..",
                        "dev.sigilo.runtime..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.sigilo.tokenize.application..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sigilo.tokenize.infrastructure..", "dev.sigilo.runtime..")
                .check(CLASSES);
    }

    @Test
    void tokenizeKnowsNoOtherFunction() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sigilo.classify..", "dev.sigilo.project..")
                .check(CLASSES);
    }

    @Test
    void tokenizeUsesOnlyTheApiOfDetection() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sigilo.detection.*..")
                .check(CLASSES);
    }

    @Test
    void nothingThatHandlesRecordsPrintsToTheConsole() {
        noClasses()
                .that()
                .resideInAnyPackage("..domain..", "..infrastructure..", "dev.sigilo.keys..", "dev.sigilo.policy..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    /** So no text can make one go back and forth. */
    @Test
    void noRegularExpressionIsUsed() {
        noClasses()
                .that()
                .resideInAnyPackage("..domain..", "..infrastructure..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex..")
                .check(CLASSES);
    }

    @Test
    void noRegularExpressionIsCompiledForEveryCall() {
        noClasses()
                .that()
                .resideInAPackage("dev.sigilo.tokenize.domain..")
                .should()
                .callMethod(String.class, "matches", String.class)
                .orShould()
                .callMethod(String.class, "replaceAll", String.class, String.class)
                .check(CLASSES);
    }
}

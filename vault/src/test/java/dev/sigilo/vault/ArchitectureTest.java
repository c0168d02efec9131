package dev.sigilo.vault;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sigilo.vault");

    @Test
    void domainAndApplicationUseNoDatabaseNoPulsarNoCommandLineAndNoAdapter() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.sigilo.vault.domain..", "dev.sigilo.vault.application..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.apache.pulsar..",
                        "picocli..",
                        "org.slf4j..",
                        "java.util.logging..",
                        "java.nio.file..",
                        "dev.sigilo.driver..",
                        "dev.sigilo.sink..",
                        "dev.sigilo.vault.infrastructure..")
                .check(CLASSES);
    }

    @Test
    void theDomainUsesNoService() {
        noClasses()
                .that()
                .resideInAPackage("dev.sigilo.vault.domain..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sigilo.vault.application..")
                .check(CLASSES);
    }

    @Test
    void adaptersUseEachOtherOnlyWithinOneTechnology() {
        noClasses()
                .that()
                .resideInAPackage("..infrastructure.jdbc..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..infrastructure.pulsar..", "..infrastructure.file..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..infrastructure.pulsar..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..infrastructure.jdbc..", "..infrastructure.file..", "java.sql..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..infrastructure.file..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..infrastructure.jdbc..", "..infrastructure.pulsar..", "java.sql..", "org.apache.pulsar..")
                .check(CLASSES);
    }

    @Test
    void nothingPrintsToTheConsole() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void theCommandLineIsNotKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sigilo.cli..", "picocli..")
                .check(CLASSES);
    }
}

package dev.sigilo.export;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sigilo.export");

    @Test
    void domainAndApplicationKnowNeitherPulsarNorADatabaseNorALog() {
        noClasses()
                .that()
                .resideInAnyPackage("..domain..", "..application..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pulsar..", "java.sql..", "javax.sql..", "org.slf4j..", "dev.sigilo.runtime..")
                .check(CLASSES);
    }

    @Test
    void dependenciesPointInwards() {
        noClasses()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..export.application..", "..export.infrastructure..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..application..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..export.infrastructure..")
                .check(CLASSES);
    }

    @Test
    void exportHoldsNoKeysAndKnowsNoOtherFunction() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sigilo.keys..",
                        "dev.sigilo.classify..",
                        "dev.sigilo.tokenize..",
                        "dev.sigilo.project..",
                        "javax.crypto..")
                .check(CLASSES);
    }
}

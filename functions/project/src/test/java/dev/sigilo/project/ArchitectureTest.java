package dev.sigilo.project;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sigilo.project");

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
                .resideInAnyPackage("..project.application..", "..project.infrastructure..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..application..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..project.infrastructure..")
                .check(CLASSES);
    }

    @Test
    void projectHoldsNoKeysAndKnowsNoOtherFunction() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sigilo.keys..", "dev.sigilo.classify..", "dev.sigilo.tokenize..", "javax.crypto..")
                .check(CLASSES);
    }
}

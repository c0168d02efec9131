package dev.sigilo.classify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of the house, for this room. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sigilo.classify");

    @Test
    void theDomainKnowsNeitherPulsarNorDatabasesNorLoggersNorPolicies() {
        noClasses()
                .that()
                .resideInAPackage("dev.sigilo.classify.domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pulsar..",
                        "java.sql..",
                        "org.slf4j..",
                        "java.util.logging..",
                        "dev.sigilo.policy..",
                        "dev.sigilo.keys..",
                        "dev.sigilo.runtime..",
                        "dev.sigilo.classify.application..",
                        "dev.sigilo.classify.infrastructure..")
                .check(CLASSES);
    }

    @Test
    void theApplicationKnowsNeitherPulsarNorKeysNorTheInfrastructure() {
        noClasses()
                .that()
                .resideInAPackage("dev.sigilo.classify.application..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pulsar..",
                        "java.sql..",
                        "org.slf4j..",
                        "dev.sigilo.keys..",
                        "dev.sigilo.runtime..",
                        "dev.sigilo.classify.infrastructure..")
                .check(CLASSES);
    }

    @Test
    void noOtherFunctionIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sigilo.tokenize..", "dev.sigilo.project..", "dev.sigilo.cli..")
                .check(CLASSES);
    }

    @Test
    void theHotPathUsesNoRegularExpressionsAndNoClock() {
        noClasses()
                .that()
                .resideInAPackage("dev.sigilo.classify.domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.regex..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.sigilo.classify.domain..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void whatIsPublicInTheDomainIsMeantToBe() {
        classes()
                .that()
                .resideInAPackage("dev.sigilo.classify.domain..")
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .haveNameMatching(".*\\.(Classifier|FieldCategories|Intake|IntakeLimits|ModelCatalogue|Model"
                        + "|CatalogueException|Assertion|AssertionAnalyzer)")
                .check(CLASSES);
    }
}

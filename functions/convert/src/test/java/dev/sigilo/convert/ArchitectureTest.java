package dev.sigilo.convert;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of the house, for this room. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sigilo.convert");

    @Test
    void theApplicationKnowsNeitherPulsarNorKeysNorTheInfrastructure() {
        noClasses()
                .that()
                .resideInAPackage("dev.sigilo.convert.application..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pulsar..",
                        "java.sql..",
                        "org.slf4j..",
                        "dev.sigilo.keys..",
                        "dev.sigilo.runtime..",
                        "dev.sigilo.convert.infrastructure..")
                .check(CLASSES);
    }

    @Test
    void noOtherFunctionAndNoFormatIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sigilo.classify..",
                        "dev.sigilo.tokenize..",
                        "dev.sigilo.project..",
                        "dev.sigilo.cli..",
                        "dev.sigilo.formats.*..")
                .check(CLASSES);
    }
}

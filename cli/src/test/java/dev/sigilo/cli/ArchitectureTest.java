package dev.sigilo.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** The rules between modules. Each module has its own test for the rules inside it. */
class ArchitectureTest {
    /** What runs in the function workers or opens the vault. */
    private static final String[] DEPLOYED = {
        "dev.sigilo.records..",
        "dev.sigilo.text..",
        "dev.sigilo.identifiers..",
        "dev.sigilo.detection..",
        "dev.sigilo.policy..",
        "dev.sigilo.keys..",
        "dev.sigilo.secrets..",
        "dev.sigilo.runtime..",
        "dev.sigilo.formats..",
        "dev.sigilo.convert..",
        "dev.sigilo.classify..",
        "dev.sigilo.tokenize..",
        "dev.sigilo.project..",
        "dev.sigilo.sink..",
        "dev.sigilo.vault.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sigilo");

    @Test
    void domainsAndApplicationsUseNeitherPulsarNorDatabasesNorLoggersNorTheCommandLine() {
        noClasses()
                .that()
                .resideInAnyPackage("..domain..", "..application..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pulsar..",
                        "java.sql..",
                        "javax.sql..",
                        "org.slf4j..",
                        "picocli..",
                        "..infrastructure..")
                .check(CLASSES);
    }

    @Test
    void whatAllStagesShareUsesNoPulsar() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.sigilo.records..",
                        "dev.sigilo.text..",
                        "dev.sigilo.identifiers..",
                        "dev.sigilo.detection..",
                        "dev.sigilo.policy..",
                        "dev.sigilo.keys..",
                        "dev.sigilo.secrets..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.pulsar..", "java.sql..", "javax.sql..", "dev.sigilo.runtime..")
                .check(CLASSES);
    }

    @Test
    void theStagesDoNotKnowEachOther() {
        SlicesRuleDefinition.slices()
                .matching("dev.sigilo.(convert|classify|tokenize|project)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void nothingDeployedUsesTrainingEvaluationBenchmarksOrTheCommandLine() {
        noClasses()
                .that()
                .resideInAnyPackage(DEPLOYED)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sigilo.training..",
                        "dev.sigilo.evaluation..",
                        "dev.sigilo.benchmarks..",
                        "dev.sigilo.samples..",
                        "dev.sigilo.stack..",
                        "dev.sigilo.cli..")
                .check(CLASSES);
    }

    @Test
    void outsideOfDetectionOnlyItsApiIsUsed() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sigilo.detection..", "dev.sigilo.training..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sigilo.detection.*..")
                .check(CLASSES);
    }
}

package dev.sigilo.text;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sigilo.text");

    @Test
    void theModuleKnowsNeitherPulsarNorADatabaseNorALog() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pulsar..", "java.sql..", "javax.sql..", "org.slf4j..", "java.util.logging..")
                .check(CLASSES);
    }

    @Test
    void theModuleKnowsNothingOfSigiloButItsRecords() {
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "belong to another module",
                        type -> type.getPackageName().startsWith("dev.sigilo.")
                                && !type.getPackageName().startsWith("dev.sigilo.text")
                                && !type.getPackageName().equals("dev.sigilo.records")))
                .check(CLASSES);
    }

    /** So that no text can make an expression backtrack. AgeReader reads at most 60 characters. */
    @Test
    void onlyTheAgeReaderUsesARegularExpression() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(AgeReader.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex..")
                .check(CLASSES);
    }

    @Test
    void nothingIsPrintedToTheConsole() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }
}

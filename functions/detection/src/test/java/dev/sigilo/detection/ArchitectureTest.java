package dev.sigilo.detection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sigilo.detection");

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
    void theModuleKnowsOfSigiloOnlyTextAndIdentifiers() {
        Set<String> allowed = Set.of("detection", "text", "identifiers");
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe("belong to another module", type -> {
                    String[] parts = type.getPackageName().split("\\.");
                    return parts.length > 2
                            && type.getPackageName().startsWith("dev.sigilo.")
                            && !allowed.contains(parts[2]);
                }))
                .check(CLASSES);
    }

    @Test
    void thePackagesHaveNoCycles() {
        slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(CLASSES);
    }

    /** So no text can make one go back and forth. */
    @Test
    void noRegularExpressionIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex..")
                .check(CLASSES);
    }

    @Test
    void noRegularExpressionIsCompiledForEveryCall() {
        noClasses()
                .should()
                .callMethod(String.class, "matches", String.class)
                .orShould()
                .callMethod(String.class, "replaceAll", String.class, String.class)
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

    /** The base package is a slice too, so a rule that uses the detector is a cycle. */
    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("dev.sigilo.detection")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package of detection";
        }
    }
}

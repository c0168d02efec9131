package dev.sigilo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Category;
import dev.sigilo.records.Fields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedPoliciesTest {
    private static final Path FOLDER = Path.of("../../pulsar-config/policies");

    @ParameterizedTest
    @ValueSource(strings = {"pseudonymized", "safe-harbor"})
    void coversEveryFieldThatSigiloKnows(String name) throws Exception {
        Policy policy = load(name);

        assertThat(policy.name()).isEqualTo(name);
        assertThat(policy.rules().keySet()).containsAll(Fields.STUDY).containsAll(Fields.IDENTITY);
    }

    @Test
    void everyLineOfSafeHarborNamesItsParagraph() throws Exception {
        Policy policy = load("safe-harbor");

        assertThat(policy.rules().values())
                .allSatisfy(
                        rule -> assertThat(rule.basis()).as(rule.field()).matches("164\\.514\\(b\\)\\(2\\)\\(i\\).*"));
        List<String> textLines = Files.readAllLines(FOLDER.resolve("safe-harbor.yaml")).stream()
                .dropWhile(line -> !line.startsWith("text:"))
                .skip(1)
                .toList();
        assertThat(textLines).isNotEmpty().allSatisfy(line -> assertThat(line).contains("basis: \"164.514(b)(2)(i)"));
    }

    @Test
    void safeHarborLinksNothingByPatient() throws Exception {
        Policy policy = load("safe-harbor");

        assertThat(policy.linkPatients()).isFalse();
        assertThat(policy.rules().values())
                .extracting(FieldRule::action)
                .doesNotContain(Action.TOKEN, Action.FF1, Action.UID, Action.SHIFT_DATE);
        IntStream.range(0, 18)
                .mapToObj(i -> Category.values()[i])
                .forEach(category -> assertThat(
                                policy.textRule(category.name(), category).action())
                        .as(category.name())
                        .isIn(Action.REDACT, Action.YEAR));
    }

    @Test
    void theSchemaListsEveryCategoryAndAction() {
        String schema = Policy.jsonSchema();

        Arrays.stream(Category.values()).forEach(category -> assertThat(schema).contains('"' + category.name() + '"'));
        Arrays.stream(Action.values()).forEach(action -> assertThat(schema).contains('"' + action.policyName() + '"'));
    }

    private static Policy load(String name) throws Exception {
        return Policy.load(Files.readString(FOLDER.resolve(name + ".yaml")), name + ".yaml");
    }
}

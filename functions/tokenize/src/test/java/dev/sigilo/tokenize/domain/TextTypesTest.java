package dev.sigilo.tokenize.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.policy.Action;
import dev.sigilo.policy.Policy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The policy and the detector speak of the same types. */
class TextTypesTest {

    @ParameterizedTest
    @EnumSource(IdentifierType.class)
    void aPolicyCanNameEveryTypeThatIsDetected(IdentifierType type) {
        Policy policy = Policy.load("""
                name: one-type
                version: 1
                identity: [record_id]
                fields: {record_id: {category: OTHER_ID, action: drop}}
                text: {%s: redact}
                """.formatted(type), "one-type.yaml");

        assertThat(policy.textRule(type.name(), type.category()).action()).isEqualTo(Action.REDACT);
    }
}

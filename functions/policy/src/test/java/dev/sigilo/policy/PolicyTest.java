package dev.sigilo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sigilo.records.Category;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final String SMALL = """
            name: small
            version: 1
            identity: [record_id]
            patient: [patient_id, patient_name+birth_date]
            aliases: {uid: record_id}
            fields:
              record_id: {category: OTHER_ID, action: token, kind: record}
              patient_id: {category: MEDICAL_RECORD_NUMBER, action: token, kind: pat}
              patient_name: {category: NAME, action: token}
              birth_date: {category: DATE, action: shift_date}
              report: {category: FREE_TEXT, action: scrub}
              phone: {category: PHONE, action: ff1, alphabet: digits}
            text: {NAME: token, STREET: {action: token, kind: address}, COUNTRY: keep}
            """;

    @Test
    void readsTheFile() {
        Policy policy = Policy.load(SMALL, "small.yaml");

        assertThat(policy.name()).isEqualTo("small");
        assertThat(policy.patient()).containsExactly(List.of("patient_id"), List.of("patient_name", "birth_date"));
        assertThat(policy.fieldName("uid")).isEqualTo("record_id");
        assertThat(policy.rule("patient_id"))
                .isEqualTo(new FieldRule(
                        "patient_id", Category.MEDICAL_RECORD_NUMBER, Action.TOKEN, "pat", null, null, null));
        assertThat(policy.rule("phone").check()).isEqualTo(FieldRule.CheckDigit.NONE);
        assertThat(policy.rule("nobody_foresaw")).isNull();
    }

    @Test
    void defaultsAreSafe() {
        Policy policy = Policy.load(SMALL, "small.yaml");

        assertThat(policy.unknownFields()).isEqualTo(UnknownFields.DROP);
        assertThat(policy.tokenDomain()).isEqualTo("default");
        assertThat(policy.maxShiftDays()).isEqualTo(365);
        assertThat(policy.linkPatients()).isTrue();
        assertThat(policy.rule("patient_name").kind()).isEqualTo("patient_name");
        assertThat(policy.textRule("PASSPORT", Category.OTHER_ID).action()).isEqualTo(Action.REDACT);
    }

    @Test
    void aTextTypeTakesPrecedenceOverItsCategory() {
        Policy policy = Policy.load(SMALL, "small.yaml");

        assertThat(policy.textRule("STREET", Category.GEOGRAPHIC)).isEqualTo(new TextRule(Action.TOKEN, "address"));
        assertThat(policy.textRule("STAFF_NAME", Category.NAME)).isEqualTo(new TextRule(Action.TOKEN, "name"));
        assertThat(policy.textRule("COUNTRY", Category.QUASI_IDENTIFIER).action())
                .isEqualTo(Action.KEEP);
    }

    @Test
    void everyFaultIsReportedWithItsLineAndCorrection() {
        String wrong = SMALL.replace("action: token, kind: pat}", "action: tokenise, kind: pat}")
                .replace(
                        "report: {category: FREE_TEXT, action: scrub}",
                        "report: {category: FREE_TEXT, action: scrub, colour: red}")
                .replace("version: 1", "version: one");

        PolicyException e = catchThrowableOfType(PolicyException.class, () -> Policy.load(wrong, "small.yaml"));

        assertThat(e.faults()).hasSize(3);
        assertThat(e)
                .hasMessageContaining("small.yaml:8: fields.patient_id.action: must be one of token, ff1, shift_date")
                .hasMessageContaining(
                        "small.yaml:11: fields.report.colour: is unknown here; allowed are category, action, kind")
                .hasMessageContaining("small.yaml:2: version: must be integer");
    }

    @Test
    void refusesToKeepAnIdentifier() {
        fault(
                "patient_name: {category: NAME, action: token}",
                "patient_name: {category: NAME, action: keep}",
                "small.yaml:9: fields.patient_name.action: keep would let an identifier through");
        fault("COUNTRY: keep", "PHONE: keep", "text.PHONE: keep would let an identifier through");
    }

    @Test
    void refusesAnActionThatDoesNotFit() {
        fault(
                "action: shift_date",
                "action: cap_age",
                "fields.birth_date.action: cap_age is not for category DATE; what is: token");
        fault("NAME: token", "NAME: shift_date", "text.NAME: shift_date is not for NAME");
    }

    @Test
    void refusesFieldsWithoutARule() {
        fault("identity: [record_id]", "identity: [study_uid]", "identity.0: study_uid has no rule under fields");
        fault("patient_name+birth_date", "patient_name+shoe_size", "patient.1: shoe_size has no rule under fields");
        fault("uid: record_id", "uid: rid", "aliases.uid: rid has no rule under fields");
    }

    @Test
    void refusesOptionsWithoutEffect() {
        fault(
                "report: {category: FREE_TEXT, action: scrub}",
                "report: {category: FREE_TEXT, action: scrub, kind: x1}",
                "fields.report.kind: is for token, ff1 and uid only");
        fault("kind: record", "kind: rec", "rec is kept for the record's own token");
    }

    @Test
    void refusesDuplicateNamesAndTextThatIsNotYaml() {
        fault("version: 1", "version: 1\nversion: 2", "version: is defined twice, first in line 2");
        fault("name: small", "name: [small", "small.yaml:");
        fault("name: small", "name: &a small\nother: *a", "other");
        assertThatThrownBy(() -> Policy.load("", "empty.yaml"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("the policy is empty");
        assertThatThrownBy(() -> Policy.load("- a", "list.yaml"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("must be object");
    }

    @Test
    void refusesMissingRequiredParts() {
        fault("identity: [record_id]\n", "", "lacks identity; add it");
    }

    private static void fault(String right, String wrong, String message) {
        assertThat(SMALL).contains(right);
        assertThatThrownBy(() -> Policy.load(SMALL.replace(right, wrong), "small.yaml"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(message);
    }
}

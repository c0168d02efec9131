package dev.sigilo.tokenize.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.RejectReason;
import dev.sigilo.records.Suppression;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuppressionListTest {
    private static final Suppression PATIENT =
            new Suppression(false, Map.of("pat_1_a", Sealing.PATIENT, "nid_1_a", "national_id"));

    @Test
    void theNewestDecisionAboutATokenStands() {
        SuppressionList list = new SuppressionList();
        assertThat(list.isEmpty()).isTrue();
        list.apply(PATIENT);
        assertThat(list.reason(Map.of("pat_1_a", Sealing.PATIENT))).isEqualTo(RejectReason.ERASED_PATIENT);
        list.apply(new Suppression(true, PATIENT.tokens()));
        assertThat(list.isEmpty()).isTrue();
        assertThat(list.reason(Map.of("pat_1_a", Sealing.PATIENT))).isNull();
        list.apply(PATIENT);
        assertThat(list.hasAll(PATIENT.tokens())).isTrue();
    }

    /** Two fields may contain the same kind of value: a guardian's number must not match the patient's. */
    @Test
    void aTokenKeepsOutInTheFieldAloneThatItWasErasedBy() {
        SuppressionList list = new SuppressionList();
        list.apply(PATIENT);

        assertThat(list.reason(Map.of("nid_1_a", "guardian_national_id"))).isNull();
        assertThat(list.reason(Map.of("nid_1_a", "national_id"))).isEqualTo(RejectReason.ERASED_PATIENT);
    }

    @Test
    void aRecordIsNamedByItsOwnReasonAndAPatientFirst() {
        SuppressionList list = new SuppressionList();
        list.apply(new Suppression(false, Map.of("rec_1_a", Sealing.RECORD)));
        Map<String, String> tokens = Map.of("rec_1_a", Sealing.RECORD, "pat_1_a", Sealing.PATIENT);

        assertThat(list.reason(tokens)).isEqualTo(RejectReason.ERASED_RECORD);
        list.apply(PATIENT);
        assertThat(list.reason(tokens)).isEqualTo(RejectReason.ERASED_PATIENT);
    }

    @Test
    void aLiftTakesAllTokensOfThePatientAndNoOthers() {
        Suppression later = new Suppression(false, Map.of("pat_2_a", Sealing.PATIENT, "pat_1_a", Sealing.PATIENT));
        Suppression other = new Suppression(false, Map.of("pat_1_b", Sealing.PATIENT));

        assertThat(SuppressionList.with(List.of(later, other, PATIENT), Map.of("nid_1_a", "national_id")))
                .containsOnlyKeys("pat_1_a", "pat_2_a", "nid_1_a");
        assertThat(SuppressionList.with(List.of(PATIENT, new Suppression(true, PATIENT.tokens())), PATIENT.tokens()))
                .isEmpty();
        assertThat(SuppressionList.with(List.of(PATIENT), Map.of("pat_1_c", Sealing.PATIENT)))
                .isEmpty();
    }

    @Test
    void rejectsAMergeThatRetiresTheNumberOfAnErasedPatient() {
        SuppressionList list = new SuppressionList();
        list.apply(new Suppression(false, Map.of("pat_1_a", Sealing.PATIENT)));

        assertThat(list.reason(Map.of("rec_1_x", Sealing.RECORD, "pat_1_a", "prior_patient_id")))
                .isEqualTo(RejectReason.ERASED_PATIENT);
        assertThat(list.reason(Map.of("rec_1_x", Sealing.RECORD, "pat_1_a", "other_field")))
                .isNull();
    }
}

package dev.sigilo.tokenize.domain;

import static dev.sigilo.tokenize.domain.TestRecords.KEYS;
import static dev.sigilo.tokenize.domain.TestRecords.PSEUDONYMIZED;
import static dev.sigilo.tokenize.domain.TestRecords.ROTATED;
import static dev.sigilo.tokenize.domain.TestRecords.SAFE_HARBOR;
import static dev.sigilo.tokenize.domain.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.EventKind;
import dev.sigilo.records.Evidence;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.tokenize.domain.ScrubbedText.Replacement;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.nio.CharBuffer;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {
    /** Replaces every occurrence of one word, so that these tests depend on no detection. */
    private static final TextScrubber SECRET_WORD = context -> text -> {
        int at = text.indexOf("SECRET");
        return ScrubbedText.of(text, at < 0 ? List.of() : List.of(new Replacement(at, at + 6, "NAME", "[NAME]")));
    };

    @Test
    void everyFieldGoesWhereItBelongs() throws Exception {
        TokenizedRecord event = tokenize(
                PSEUDONYMIZED,
                record().with("age", 61)
                        .with("normal", true)
                        .with("postal_code", "02139-1234")
                        .with("country", "US")
                        .with("nobody_foresaw", "x"));

        assertThat(event.event()).isEqualTo(EventKind.TOKENIZED);
        assertThat(event.fields())
                .containsOnly(
                        Map.entry("report", "No acute disease."), Map.entry("age", "61"), Map.entry("normal", "true"));
        assertThat(event.tokens())
                .containsOnlyKeys("record_id", "patient_id", "patient_name", "postal_code", "country")
                .containsEntry("postal_code", "021")
                .containsEntry("country", "US");
        assertThat(event.tokens().get("patient_name")).matches("pat_name_1_[a-z2-7]{26}");
        assertThat(event.extra()).isEmpty();
        assertThat(event.recordToken()).startsWith("rec_1_");
    }

    /** A bare "021" in a text would look like a figure of the patient's. */
    @Test
    void thePatientsOwnPostalCodeShowsInTextsThatItWasOne() throws Exception {
        TestRecords record = record().with("postal_code", "02139")
                .with("country", "US")
                .with("report", "Lives in 02139. No acute disease.");
        TokenizedRecord event = new Tokenizer(PSEUDONYMIZED, KEYS, Scrubber.standard()).tokenize(record.classified());

        assertThat(event.fields()).containsEntry("report", "Lives in [ZIP 021]. No acute disease.");
        assertThat(event.tokens()).containsEntry("postal_code", "021");
    }

    @Test
    void thePatientsTokenIsThatOfThePatientsId() throws Exception {
        TokenizedRecord event = tokenize(PSEUDONYMIZED, record());

        assertThat(event.patientToken())
                .isEqualTo(event.tokens().get("patient_id"))
                .startsWith("pat_1_");
    }

    @Test
    void whereThePatientHasNoIdTheNextOneOfThePolicyCounts() throws Exception {
        TestRecords anonymous = record().without("patient_id");

        assertThat(tokenize(PSEUDONYMIZED, anonymous).patientToken()).isNull();
        assertThat(tokenize(PSEUDONYMIZED, anonymous.with("birth_date", "1961-05-01"))
                        .patientToken())
                .startsWith("pat_1_");
    }

    @Test
    void spellingsOfOnePersonGetOneToken() throws Exception {
        String one = tokenize(PSEUDONYMIZED, record().with("patient_name", "JOSÉ  PÉREZ"))
                .tokens()
                .get("patient_name");
        String other = tokenize(PSEUDONYMIZED, record().with("patient_name", "José Pérez"))
                .tokens()
                .get("patient_name");

        assertThat(one).isEqualTo(other);
    }

    @Test
    void anAliasIsItsField() throws Exception {
        TokenizedRecord event =
                tokenize(PSEUDONYMIZED, record().without("record_id").with("uid", 1878));

        assertThat(event.tokens()).containsKey("record_id").doesNotContainKey("uid");
    }

    @Test
    void aRotationChangesNewTokensButNotTheRecords() throws Exception {
        TokenizedRecord before = tokenize(PSEUDONYMIZED, record());
        TokenizedRecord after = new Tokenizer(PSEUDONYMIZED, ROTATED, SECRET_WORD).tokenize(record().classified());

        assertThat(after.recordToken()).isEqualTo(before.recordToken());
        assertThat(after.keyEpoch()).isEqualTo(2);
        assertThat(after.patientToken()).startsWith("pat_2_").isNotEqualTo(before.patientToken());
    }

    @Test
    void recipientsWithDifferentDomainsCannotJoin() throws Exception {
        Policy other = TestRecords.policy("token_domain: default", "token_domain: study-a");
        TokenizedRecord here =
                tokenize(PSEUDONYMIZED, record().with("study_uid", "1.2.3").with("diagnosis_date", "2020-01-01"));
        TokenizedRecord there =
                tokenize(other, record().with("study_uid", "1.2.3").with("diagnosis_date", "2020-01-01"));

        assertThat(there.recordToken()).isNotEqualTo(here.recordToken());
        assertThat(there.tokens().values())
                .doesNotContainAnyElementsOf(here.tokens().values());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsIntervalsBetweenDatesOfOnePatient(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            LocalDate birth = LocalDate.of(1945 + random.nextInt(60), 1 + random.nextInt(12), 1 + random.nextInt(28));
            LocalDate diagnosis = birth.plusDays(random.nextInt(7000));
            TokenizedRecord event = tokenize(
                    PSEUDONYMIZED,
                    record().with("patient_id", "P" + random.nextInt(1000))
                            .with("birth_date", birth.toString())
                            .with("diagnosis_date", diagnosis + "T08:30:00+01:00"));

            LocalDate movedBirth = LocalDate.parse(event.tokens().get("birth_date"));
            String movedDiagnosis = event.fields().get("diagnosis_date");
            assertThat(movedDiagnosis).as("seed %d, record %d", seed, i).endsWith("T08:30:00+01:00");
            assertThat(ChronoUnit.DAYS.between(movedBirth, LocalDate.parse(movedDiagnosis.substring(0, 10))))
                    .isEqualTo(ChronoUnit.DAYS.between(birth, diagnosis));
            assertThat(Math.abs(ChronoUnit.DAYS.between(birth, movedBirth))).isBetween(1L, 365L);
        }
    }

    @Test
    void aDateThatNoCalendarHasIsRedacted() throws Exception {
        assertThat(tokenize(PSEUDONYMIZED, record().with("diagnosis_date", "2023-02-30"))
                        .fields())
                .containsEntry("diagnosis_date", "[DATE]");
        assertThat(tokenize(SAFE_HARBOR, record().with("diagnosis_date", "soon"))
                        .fields())
                .containsEntry("diagnosis_date", "[DATE]");
    }

    @Test
    void anAgeOfNinetyAndOverIsOneClassAndItsBirthYearGoesToo() throws Exception {
        TokenizedRecord event =
                tokenize(SAFE_HARBOR, record().with("age", "093Y").with("birth_date", "1938-01-01"));

        assertThat(event.fields()).containsEntry("age", "90+");
        assertThat(event.tokens()).containsEntry("birth_date", "[DATE]");
        assertThat(tokenize(SAFE_HARBOR, record().with("birth_date", "1931-01-01"))
                        .tokens())
                .containsEntry("birth_date", "[DATE]");
        assertThat(tokenize(SAFE_HARBOR, record().with("birth_date", "1961-01-01"))
                        .tokens())
                .containsEntry("birth_date", "1961");
    }

    @Test
    void safeHarborLeavesNothingThatJoinsAPatientsRecords() throws Exception {
        TokenizedRecord event = tokenize(
                SAFE_HARBOR, record().with("diagnosis_date", "2020-05-06").with("phone", "617-555-0101"));

        assertThat(event.patientToken()).isNull();
        assertThat(event.tokens()).isEmpty();
        assertThat(event.fields()).containsEntry("diagnosis_date", "2020");
    }

    @Test
    void whatWasFoundInTextIsCountedByKind() throws Exception {
        TokenizedRecord event = tokenize(
                PSEUDONYMIZED, record().with("findings", "seen by SECRET").with("impression", "SECRET agrees"));

        assertThat(event.scrubbed()).containsExactly(Map.entry("NAME", 2));
        assertThat(event.fields()).containsEntry("findings", "seen by [NAME]");
    }

    @Test
    void evidenceMovesWithItsText() throws Exception {
        String report = "\ud83d\ude00 SECRET has a nodule.";
        int start = report.codePointCount(0, report.indexOf("nodule"));
        TokenizedRecord event = tokenize(
                PSEUDONYMIZED,
                record().with("report", report)
                        .evidence(
                                new Evidence("report", start, start + 6, "abnormal", "r"),
                                new Evidence("phone", 0, 3, "abnormal", "r")));

        assertThat(event.classification().evidence()).hasSize(1);
        Evidence moved = event.classification().evidence().get(0);
        String text = event.fields().get("report");
        assertThat(text.substring(text.offsetByCodePoints(0, moved.start()), text.offsetByCodePoints(0, moved.end())))
                .isEqualTo("nodule");
    }

    @Test
    void unforeseenFieldsAreLeftOutScrubbedOrRejectedAsThePolicySays() throws Exception {
        Policy scrub = TestRecords.policy("unknown_fields: drop", "unknown_fields: scrub");
        Policy reject = TestRecords.policy("unknown_fields: drop", "unknown_fields: reject");
        TestRecords record =
                record().with("note", "by SECRET").with("SECRET_note", "x").with("nested", "{\"a\":[1,\"SECRET\"]}");

        assertThat(tokenize(PSEUDONYMIZED, record).extra()).isEmpty();
        assertThat(tokenize(scrub, record).extra())
                .containsOnlyKeys("note", "nested")
                .containsEntry("note", "by [NAME]");
        assertThatThrownBy(() -> tokenize(reject, record))
                .isInstanceOfSatisfying(
                        RecordFormatException.class, e -> assertThat(e.reason()).isEqualTo(RejectReason.UNKNOWN_FIELD))
                .hasMessageNotContaining("note");
    }

    @Test
    void nestedValuesAreReadAsText() throws Exception {
        ClassifiedRecord nested = record().with("symptoms", CharBuffer.wrap("[\"fever\",{\"seen\":\"by\\nSECRET\"}]"))
                .classified();

        assertThat(tokenizer(PSEUDONYMIZED).tokenize(nested).fields())
                .containsEntry("symptoms", "fever\nseen: by\n[NAME]");
    }

    @Test
    void aFlagIsSaidInOneWayAndOneThatIsSomethingElseIsLeftOut() throws Exception {
        assertThat(tokenize(
                                PSEUDONYMIZED,
                                record().with("normal", "Sí")
                                        .with("abnormal", 0)
                                        .with("uncertain", "Quent"))
                        .fields())
                .containsEntry("normal", "true")
                .containsEntry("abnormal", "false")
                .doesNotContainKey("uncertain");
    }

    @Test
    void aValueThatSaysThatThereIsNoneGetsNoToken() throws Exception {
        TokenizedRecord event = tokenize(
                PSEUDONYMIZED,
                record().with("patient_id", "N/A")
                        .with("patient_name", "Unknown")
                        .with("age", "unknown")
                        .with("phone", "----XX"));

        assertThat(event.tokens()).containsOnlyKeys("record_id");
        assertThat(event.patientToken()).isNull();
        assertThat(event.fields()).doesNotContainKey("age");
    }

    @Test
    void aValueThatCannotBeEncryptedInItsFormatRejectsTheRecord() throws Exception {
        Policy ff1 = TestRecords.policy(
                "{category: PHONE, action: token, kind: phone}", "{category: PHONE, action: ff1, kind: phone}");

        String encrypted =
                tokenize(ff1, record().with("phone", "(617) 555-0101")).tokens().get("phone");
        assertThat(encrypted).matches("\\(\\d{3}\\) \\d{3}-\\d{4}").isNotEqualTo("(617) 555-0101");
        assertThatThrownBy(() -> tokenize(ff1, record().with("phone", "ask Quentin")))
                .isInstanceOfSatisfying(
                        RecordFormatException.class, e -> assertThat(e.reason()).isEqualTo(RejectReason.TOKEN_FAILED));
        assertThatThrownBy(() -> tokenize(ff1, record().with("phone", "12345")))
                .isInstanceOf(RecordFormatException.class);
    }

    @Test
    void doingItAgainGivesTheSameBytes() throws Exception {
        ClassifiedRecord record = record().with("birth_date", "1961-01-01")
                .with("findings", "SECRET")
                .classified();

        assertThat(tokenizer(PSEUDONYMIZED).tokenize(record))
                .isEqualTo(tokenizer(PSEUDONYMIZED).tokenize(record));
    }

    private static TokenizedRecord tokenize(Policy policy, TestRecords record) throws RecordFormatException {
        return tokenizer(policy).tokenize(record.classified());
    }

    private static Tokenizer tokenizer(Policy policy) {
        return new Tokenizer(policy, KEYS, SECRET_WORD);
    }
}

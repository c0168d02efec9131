package dev.sigilo.vault.application;

import static dev.sigilo.vault.application.MemoryVault.PATIENT;
import static dev.sigilo.vault.application.MemoryVault.RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.vault.domain.AuditedFailure;
import dev.sigilo.vault.domain.OperatorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EraseTest {
    private static final String OTHER = "rec_1_bbbbbbbbbbbbbbbbbbbbbbbbbb";

    private final MemoryVault vault = new MemoryVault();
    private final List<String> certificates = new ArrayList<>();

    @BeforeEach
    void addTwoPatients() {
        vault.addRecord(RECORD, PATIENT, "{}");
        vault.addRecord(OTHER, "pat_1_bbbbbbbbbbbbbbbbbbbbbbbbbb", "{}");
    }

    @Test
    void suppressesThenDestroysTheKeysThenRemovesTheRows() {
        ErasureResult erased = erasePatient(null);

        assertThat(vault.stored)
                .containsExactly(
                        "locked",
                        "audit " + PATIENT + " begun 1",
                        "suppressed [" + PATIENT + "]",
                        "keys destroyed of [" + RECORD + "]",
                        "event ERASED of " + RECORD,
                        "audit " + PATIENT + " erased 1");
        assertThat(erased).isEqualTo(new ErasureResult(1, true, 0, 0));
        assertThat(vault.sealed.get(RECORD).wrappedKey()).isNull();
        assertThat(vault.sealed.get(OTHER).wrappedKey()).isNotNull();
        assertThat(vault.query).containsExactly(OTHER);
    }

    @Test
    void changesNothingWhenItIsRepeated() {
        erasePatient(null);
        vault.stored.clear();

        assertThat(erasePatient(null)).isEqualTo(new ErasureResult(1, false, 0, 0));
        assertThat(vault.stored).containsExactly("locked", "audit " + PATIENT + " nothing was left 1");
    }

    @Test
    void continuesAnErasureThatWasInterruptedAfterTheKeysWereDestroyed() {
        vault.originals().destroyKeys(Map.of(RECORD, 4L));
        vault.stored.clear();

        assertThat(erasePatient(null).erasedNow()).isTrue();
        assertThat(vault.stored).contains("event ERASED of " + RECORD, "audit " + PATIENT + " erased 1");
    }

    @Test
    void destroysNothingIfTheFirstAuditLineCannotBeStored() {
        vault.auditRefuses = "begun";

        assertThatThrownBy(() -> erasePatient(null)).isInstanceOf(OperatorException.class);
        assertThat(vault.stored).containsExactly("locked", "note " + PATIENT + " failed: the audit trail is full 1");
        assertThat(vault.sealed.get(RECORD).wrappedKey()).isNotNull();
    }

    @Test
    void notesThatItFoundNobodyAndChangesNothing() {
        String unknown = "pat_1_cccccccccccccccccccccccccc";

        assertThatThrownBy(() -> erase(new ErasureSubject(false, true), Map.of(unknown, Sealing.PATIENT), null))
                .hasMessageContaining("knows no patient with this token");
        assertThat(vault.stored)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("note " + unknown + " failed: the vault knows no patient")
                .endsWith(" 0");
    }

    @Test
    void doesNotAuditAFailureTwice() {
        vault.waiting = "3 at project-query";

        assertThatThrownBy(() -> erasePatient(null))
                .isInstanceOf(AuditedFailure.class)
                .hasMessageContaining("3 at project-query made no progress");
        assertThat(vault.stored).last().isEqualTo("audit " + PATIENT + " erased 1");
    }

    @Test
    void refusesAnIdThatSeveralRecordsHave() {
        Map<String, String> both = Map.of(RECORD, Sealing.RECORD, OTHER, Sealing.RECORD);

        assertThatThrownBy(() -> erase(new ErasureSubject(true, false), both, null))
                .hasMessageContaining("several records have this id");
        assertThat(vault.stored).noneMatch(step -> step.startsWith("keys"));
    }

    @Test
    void closesTheRejectsOfThePatientAndCountsThoseThatNameNobody() {
        vault.rejected.add(reject(PATIENT, "msg_1", new byte[1]));
        vault.rejected.add(new RejectedRecord(
                RejectedRecord.tokenOf(provenance()),
                null,
                "classify",
                RejectReason.NOT_JSON,
                null,
                3,
                0,
                null,
                provenance(),
                10,
                new byte[1],
                new byte[1],
                0));

        assertThat(erasePatient(null)).isEqualTo(new ErasureResult(2, true, 1, 1));
        assertThat(vault.erased).containsKeys(RECORD, "msg_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pat_1_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                "pat_1_dddddddddddddddddddddddddd",
                "pat_1_eeeeeeeeeeeeeeeeeeeeeeeeee"
            })
    void erasesTheRecordsUnderEveryMergedNumberOfThePatient(String token) {
        String second = "pat_1_dddddddddddddddddddddddddd";
        String third = "pat_1_eeeeeeeeeeeeeeeeeeeeeeeeee";
        vault.addMerge("rec_1_m1", second, PATIENT);
        vault.addMerge("rec_1_m2", third, second);
        vault.addRecord("rec_1_late", third, "{}");

        ErasureResult erased = erase(new ErasureSubject(false, true), Map.of(token, Sealing.PATIENT), null);

        assertThat(erased.records()).isEqualTo(4);
        assertThat(erased.merged()).hasSize(2).doesNotContain(token).isSubsetOf(PATIENT, second, third);
        assertThat(vault.query).containsExactly(OTHER);
        assertThat(vault.decisions)
                .last()
                .satisfies(decision -> assertThat(decision.tokens()).containsKeys(PATIENT, second, third));
    }

    @Test
    void erasesOnlyTheRecordWhenItIsAMerge() {
        vault.addMerge("rec_1_m1", "pat_1_dddddddddddddddddddddddddd", PATIENT);

        ErasureResult erased = erase(new ErasureSubject(true, true), Map.of("rec_1_m1", Sealing.RECORD), null);

        assertThat(erased).isEqualTo(new ErasureResult(1, true, 0, 0));
        assertThat(vault.query).containsExactlyInAnyOrder(RECORD, OTHER);
    }

    @Test
    void storesTheHashOfTheCertificateBeforeItsFileIsWritten() {
        erasePatient(certification());

        assertThat(vault.stored)
                .endsWith(
                        "audit " + PATIENT + " erased 1",
                        "audit " + PATIENT + " certificate HASH 1",
                        "certificate written");
        assertThat(certificates)
                .singleElement()
                .asString()
                .contains("records_left_by_replay=0")
                .contains("data_keys_destroyed_now=1");
    }

    @Test
    void certifiesNothingWhileTheLogHasARecord() {
        erasePatient(null);
        vault.events.add(new RecordStatus(
                RECORD,
                PATIENT,
                1,
                vault.policy.treatment(null),
                new Provenance("t", "1:2:-1", 9, Long.MAX_VALUE),
                null));

        assertThatThrownBy(() -> erasePatient(certification()))
                .isInstanceOf(AuditedFailure.class)
                .hasMessageContaining("No certificate was written");
        assertThat(certificates).isEmpty();
    }

    @Test
    void liftsOnlyWhatIsSuppressed() {
        AuditedOperation lift = vault.operation("erase lift", "patient");

        assertThatThrownBy(() -> lift.run("failed: ", () -> {
                    service(new ErasureSubject(false, true), lift).lift(Map.of(PATIENT, Sealing.PATIENT));
                    return null;
                }))
                .hasMessageContaining("not on the suppression list");
        erasePatient(null);
        vault.stored.clear();
        service(new ErasureSubject(false, true), lift).lift(Map.of(PATIENT, Sealing.PATIENT));

        assertThat(vault.stored)
                .containsExactly(
                        "locked",
                        "audit " + PATIENT + " begun 0",
                        "lifted [" + PATIENT + "]",
                        "audit " + PATIENT + " lifted 0");
    }

    private static Provenance provenance() {
        return new Provenance("persistent://medical/intake/raw-partition-0", "1:2:0", 40, 160);
    }

    private static RejectedRecord reject(String patientToken, String recordToken, byte[] sealed) {
        return new RejectedRecord(
                recordToken,
                patientToken,
                "tokenize",
                RejectReason.NOT_JSON,
                null,
                3,
                0,
                null,
                provenance(),
                10,
                sealed,
                sealed,
                0);
    }

    private ErasureCertification certification() {
        return new ErasureCertification(
                new ErasureCertificate() {
                    @Override
                    public String sign(Map<String, Object> content) {
                        certificates.add(content.toString());
                        return "HASH";
                    }

                    @Override
                    public void write() {
                        vault.stored.add("certificate written");
                    }
                },
                new ErasureCertification.Places("jdbc:mysql://h/db", "log", "rejected"),
                vault.log(),
                new ProgressListener() {
                    @Override
                    public void advanced(long done) {}

                    @Override
                    public void finished() {}
                });
    }

    private ErasureResult erasePatient(ErasureCertification certification) {
        return erase(new ErasureSubject(false, true), Map.of(PATIENT, Sealing.PATIENT), certification);
    }

    private ErasureResult erase(
            ErasureSubject subject, Map<String, String> tokens, ErasureCertification certification) {
        AuditedOperation operation = vault.operation("erase", subject.meaning());
        return operation.run("failed: ", () -> service(subject, operation).erase(tokens, certification));
    }

    private Erase service(ErasureSubject subject, AuditedOperation operation) {
        Erase.Ports ports = new Erase.Ports(
                vault.originals(),
                vault.statuses(),
                vault.query(),
                vault.rejected::forEach,
                vault.log(),
                vault.suppressions(),
                vault.pipeline());
        return new Erase(ports, vault.policy, null, subject, Duration.ofSeconds(1), operation);
    }
}

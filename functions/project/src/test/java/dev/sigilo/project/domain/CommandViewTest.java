package dev.sigilo.project.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.EventKind;
import dev.sigilo.records.Fields;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.records.Treatment;
import dev.sigilo.records.Version;
import dev.sigilo.records.ViewRow;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandViewTest {
    private static final long VERSION = Version.of(1_763_970_000_000L, 8, 2);
    private static final Provenance PROVENANCE = new Provenance("raw", "7:8:-1:2", 1_763_970_000_000L, VERSION);
    private static final Treatment TREATMENT =
            new Treatment("pseudonymized", 3, "0123456789abcdef0123456789abcdef", "a1b2c3d4e5f6", "0.1.0+5f2c");

    private final CommandView view = new CommandView();
    private final ViewRow inProcess = view.sealed(status(PROVENANCE, null));
    private final ViewRow tokenized = view.tokenized(status(PROVENANCE, EventKind.TOKENIZED));
    private final ViewRow rejected = view.rejected(new RejectedRecord(
            "rec_1_A",
            "pat_1_B",
            "tokenize",
            RejectReason.TOKEN_FAILED,
            "report",
            -1,
            4,
            TREATMENT,
            PROVENANCE,
            10,
            null,
            null,
            0));
    private final ViewRow erased = view.tokenized(status(PROVENANCE, EventKind.ERASED));

    private static RecordStatus status(Provenance provenance, EventKind event) {
        return new RecordStatus("rec_1_A", "pat_1_B", 1, TREATMENT, provenance, event);
    }

    @Test
    void saysWhereARecordStands() {
        assertThat(Stream.of(inProcess, tokenized, rejected, erased)
                        .map(row -> row.columns().get("status")))
                .containsExactly("IN_PROCESS", "TOKENIZED", "REJECTED", "ERASED");
        assertThat(rejected.columns())
                .containsEntry("stage", "tokenize")
                .containsEntry("patient_token", "pat_1_B")
                .containsEntry("reason", "TOKEN_FAILED")
                .containsEntry("field", "report")
                .containsEntry("position", null);
    }

    @Test
    void aLaterStateOfTheSameMessageHasAHigherVersion() {
        List<Long> versions = Stream.of(inProcess, tokenized, rejected, erased)
                .map(row -> (Long) row.columns().get("version"))
                .toList();
        assertThat(versions).isSorted().doesNotHaveDuplicates();
    }

    /** A redelivered reject must not undo the REPLACED status of a message that was published again. */
    @Test
    void aReplacedMessageStaysReplaced() {
        ViewRow replaced = view.replaced(new RejectedRecord(
                "msg_1", null, "classify", RejectReason.NOT_JSON, null, 3, 0, null, PROVENANCE, 10, null, null, 0));

        assertThat(replaced.columns()).containsEntry("status", "REPLACED").containsEntry("reason", "NOT_JSON");
        assertThat((Long) replaced.columns().get("version"))
                .isGreaterThan((Long) rejected.columns().get("version"));
    }

    @Test
    void aRecordThatHasAnotherTokenSinceIsReplacedUnderItsEarlierOne() {
        ViewRow replaced = view.tokenized(status(PROVENANCE, EventKind.REPLACED));

        assertThat(replaced.columns()).containsEntry("status", "REPLACED").doesNotContainKey("patient_token");
        assertThat((Long) replaced.columns().get("version"))
                .isGreaterThan((Long) tokenized.columns().get("version"));
    }

    @Test
    void aMergeOfPatientsIsVisible() throws RecordFormatException {
        TokenizedRecord merge = new TokenizedRecord(
                EventKind.TOKENIZED,
                "rec_1_A",
                "pat_1_B",
                1,
                Treatment.of("pseudonymized"),
                PROVENANCE,
                Map.of(),
                Map.of(),
                Map.of("visit_id", "v", Fields.MERGED_PATIENT_TOKEN, "pat_1_C"),
                Map.of(),
                null);

        assertThat(view.fold("TokenizedRecord", TokenizedRecordCodec.encode(merge)))
                .get()
                .satisfies(row -> assertThat(row.columns())
                        .containsEntry("patient_token", "pat_1_B")
                        .containsEntry("merged_patient_token", "pat_1_C"));
    }

    @Test
    void eachRowSaysWhatTheRecordWasProcessedWith() {
        for (ViewRow row : List.of(inProcess, tokenized, rejected)) {
            assertThat(row.columns())
                    .containsEntry("policy", "pseudonymized")
                    .containsEntry("policy_version", 3)
                    .containsEntry("policy_hash", "0123456789abcdef0123456789abcdef")
                    .containsEntry("code_version", "0.1.0+5f2c");
        }
    }

    @Test
    void aRecordPublishedAgainGoesThroughItsStatesAgain() {
        Provenance again = new Provenance("raw", "7:9:-1:0", 1_763_970_000_001L, Version.of(1_763_970_000_001L, 9, 0));
        ViewRow next = view.sealed(status(again, null));
        assertThat((Long) next.columns().get("version"))
                .isGreaterThan((Long) erased.columns().get("version"));
    }

    @Test
    void anErasedRecordKeepsNoPatient() {
        assertThat(erased.columns()).doesNotContainKey("patient_token");
    }
}

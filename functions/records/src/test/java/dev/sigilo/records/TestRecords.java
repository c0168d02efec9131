package dev.sigilo.records;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One filled example of each type, of nobody. */
final class TestRecords {
    static final Provenance PROVENANCE = new Provenance(
            "persistent://medical/intake/raw", "12:34:-1:5", 1_700_000_000_123L, Version.of(1_700_000_000_123L, 34, 5));

    static final Classification CLASSIFICATION = new Classification(
            "en",
            "CR",
            "modality:declared",
            "CHEST",
            "image:inferred",
            "chest-xray-triage",
            List.of("chest-xray-triage", "report-nlp"),
            "modality+body_part",
            List.of(),
            List.of("modality: declared CR, written CT in report"),
            Label.ABNORMAL,
            List.of(new Evidence("findings", 3, 40, Label.ABNORMAL.text(), "affirmed")),
            Label.NORMAL,
            false,
            Map.of("cardiomegaly", ObservationStatus.POSITIVE));

    static final Treatment TREATMENT =
            new Treatment("pseudonymized", 3, "0123456789abcdef0123456789abcdef", "a1b2c3d4e5f6", "0.1.0+5f2c9e1a7b03");
    /** What seal writes: it uses no detector, and its schema has no field for one. */
    static final Treatment WITHOUT_DETECTOR =
            new Treatment("pseudonymized", 3, "0123456789abcdef0123456789abcdef", null, "0.1.0+5f2c9e1a7b03");

    static final ClassifiedRecord CLASSIFIED = new ClassifiedRecord(
            PROVENANCE,
            TREATMENT,
            "record_id",
            "R-1",
            Map.of("patient_name", Category.NAME),
            CLASSIFICATION,
            OriginalMessage.json("{\"record_id\":\"R-1\",\"report\":\"a \\\"b\\\" ñ 😀\"}"));

    static final TokenizedRecord TOKENIZED = new TokenizedRecord(
            EventKind.TOKENIZED,
            "rec_1_A",
            "pat_1_B",
            1,
            TREATMENT,
            PROVENANCE,
            Map.of("report", "[NAME pat_1_B] 😀"),
            Map.of("patient_id", "pat_1_B"),
            Map.of("ward", "4"),
            Map.of("NAME", 1),
            CLASSIFICATION);

    static final SealedRecord SEALED = new SealedRecord(
            "rec_1_A",
            "pat_1_B",
            1,
            Map.of("pat_1_B", "patient_id"),
            WITHOUT_DETECTOR,
            PROVENANCE,
            "sealed".getBytes(StandardCharsets.UTF_8),
            new byte[] {0, -1, 127},
            77);

    static final RejectedRecord REJECTED = new RejectedRecord(
            "msg_1",
            "pat_1_b",
            "classify",
            RejectReason.WRONG_TYPE,
            "age",
            12,
            7,
            TREATMENT,
            PROVENANCE,
            99,
            new byte[] {1},
            new byte[] {2},
            77);

    private TestRecords() {}
}

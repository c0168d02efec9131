package dev.sigilo.export.domain;

import dev.sigilo.records.Classification;
import dev.sigilo.records.EventKind;
import dev.sigilo.records.Label;
import dev.sigilo.records.ObservationStatus;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.Treatment;
import java.util.List;
import java.util.Map;

/** Events of the log for tests. */
public final class Events {
    public static final String RECORD = "rec_1_abcdefghijklmnopqrstuvwxyz";
    public static final String PATIENT = "pat_1_zyxwvutsrqponmlkjihgfedcba";
    private static final Classification CT = new Classification(
            "en",
            "CT",
            "modality:declared",
            "CHEST",
            "body_part:declared",
            "chest-ct",
            List.of("chest-ct"),
            "r1",
            List.of(),
            List.of(),
            Label.ABNORMAL,
            List.of(),
            null,
            null,
            Map.of("nodule", ObservationStatus.POSITIVE));

    private Events() {}

    /** A radiology report with everything that a bundle shows. */
    public static TokenizedRecord full() {
        return tokenized(
                PATIENT,
                Map.of(
                        "report", "A 5 mm nodule in the right upper lobe.\nNo effusion.",
                        "findings", "A 5 mm nodule.",
                        "impression", "Pulmonary nodule.",
                        "sex", "F",
                        "age", "50",
                        "body_part", "CHEST",
                        "image", "CT of the chest",
                        "code", "71250 CT CHEST W/O CONTRAST",
                        "diagnosis_date", "2019-11-02"),
                Map.of("study_uid", "2.25.123456789", "accession_number", "accession_1_x", "birth_date", "1969-04-01"),
                Map.of(
                        "report_status", "F",
                        "study_series", "3",
                        "study_instances", "412",
                        "series_uid", "2.25.987654321",
                        "coded_observations", """
                        [{"system":"LN","code":"718-7","display":"Hemoglobin","value":"13.50","unit":"g/dL","flag":"N","status":"F","range":"12-16"},
                         {"system":"LN","code":"6690-2","display":"Leukocytes","value":"> 20","unit":"10*3/uL","value_system":"UCUM","value_code":"10*3/uL","flag":"odd"},
                         {"system":"SCT","code":"427359005","display":"Solitary nodule of lung","value_system":"SCT","value_code":"52101004","value":"Present","status":"C"},
                         {"system":"LOCAL","code":"GDT 7","display":"Impression","value":"seen again"},
                         {"display":"Comment","value":"as before","unit":"mm"},
                         {"code":" "}, {}, "text"]"""));
    }

    public static TokenizedRecord tokenized(
            String patient, Map<String, String> fields, Map<String, String> tokens, Map<String, String> extra) {
        return event(EventKind.TOKENIZED, patient, "pseudonymized", fields, tokens, extra, CT);
    }

    public static TokenizedRecord event(
            EventKind kind,
            String patient,
            String policy,
            Map<String, String> fields,
            Map<String, String> tokens,
            Map<String, String> extra,
            Classification classification) {
        return new TokenizedRecord(
                kind,
                RECORD,
                patient,
                1,
                new Treatment(policy, 1, "0123456789abcdef0123456789abcdef", "abcdef012345", "0.1.0+abc"),
                new Provenance("persistent://medical/intake/raw", "7:8:-1:2", 1_763_970_000_000L, 4_000_000_000L),
                fields,
                tokens,
                extra,
                Map.of(),
                classification);
    }

    /** An event that ends a record. */
    public static TokenizedRecord removed(EventKind kind) {
        return event(kind, PATIENT, "pseudonymized", Map.of(), Map.of(), Map.of(), null);
    }

    public static Classification classification() {
        return CT;
    }
}

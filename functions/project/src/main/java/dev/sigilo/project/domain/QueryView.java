package dev.sigilo.project.domain;

import dev.sigilo.records.Fields;
import dev.sigilo.records.JsonText;
import dev.sigilo.records.LoggedRecord;
import dev.sigilo.records.LoggedRecordCodec;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.Version;
import dev.sigilo.records.ViewRow;
import dev.sigilo.text.AgeReader;
import dev.sigilo.text.Digits;
import dev.sigilo.text.Flag;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The query view: one row of {@code medical_records} per tokenized record, typed for SQL. A value that does not have
 * its column's type (a redacted age, a date without its day) becomes null, so that the database does not reject the
 * row. If it is a further field of the policy, the column {@code extra} then has its text.
 */
public final class QueryView implements View {
    /** The format of records that no reader converted. */
    private static final String JSON_FORMAT = "json";

    private static final int LONGEST_CODE = 255;
    private static final int LONGEST_COUNT = 9;
    private static final int LONGEST_TOKEN = 64;

    /** The columns that are fields of the event, unchanged. */
    private static final List<String> CARRIED = List.of(
            "model_id",
            "model_ids",
            "label",
            "evidence",
            "observations",
            "declared_label",
            "label_agrees",
            "language",
            "modality_code",
            "body_part_code",
            "rule",
            "missing",
            "conflicts",
            "tokens",
            "extra",
            "scrubbed",
            "key_epoch",
            "policy",
            "policy_version",
            "policy_hash",
            "detector_version",
            "code_version");

    @Override
    public String name() {
        return "query";
    }

    @Override
    public String schema() {
        return RecordSchemas.QUERY_ROW.definition();
    }

    @Override
    public String rowType() {
        return "QueryRow";
    }

    /** Reads every message as an event of the log, because the function of this view reads no other topic. */
    @Override
    public Optional<ViewRow> fold(String type, byte[] message) throws RecordFormatException {
        return Optional.of(rowOf(LoggedRecordCodec.decode(message)));
    }

    /** Returns the row of this event. */
    public ViewRow rowOf(LoggedRecord event) {
        Map<String, Object> columns = new LinkedHashMap<>(64);
        columns.put("record_token", event.recordToken());
        if (event.removed()) {
            columns.put("version", event.provenance().version());
            columns.put("deleted", true);
            return new ViewRow(event.recordToken(), columns);
        }
        columns.put("patient_token", event.columns().get("patient_token"));
        for (String name : Fields.STUDY) {
            String text = event.fields().get(name);
            if (text == null) {
                continue;
            }
            if (name.equals(Fields.AGE)) {
                columns.put(name, years(text));
            } else if (Fields.FLAGS.contains(name)) {
                columns.put(name, flag(text));
            } else if (name.equals(Fields.DIAGNOSIS_DATE)) {
                columns.put(name, day(text));
                columns.put("diagnosis_year", year(text));
            } else {
                columns.put(name, text);
            }
        }
        for (String name : CARRIED) {
            columns.put(name, event.columns().get(name));
        }
        putSource(event.columns(), columns);
        columns.put("published_at", event.provenance().publishedAt());
        columns.put("version", Version.atStage(event.provenance().version(), Version.TOKENIZED));
        return new ViewRow(event.recordToken(), columns);
    }

    /**
     * Adds the columns of what HL7 v2, FHIR and DICOM bring. A record without the name of its format was sent as JSON. What
     * a column cannot hold as it is (a redacted value, a month or year, a producer's own field of this name) stays in
     * {@code extra}, where every further field is.
     */
    private static void putSource(Map<String, Object> event, Map<String, Object> columns) {
        columns.put(Fields.SOURCE_FORMAT, event.getOrDefault(Fields.SOURCE_FORMAT, JSON_FORMAT));
        Map<String, String> others = new LinkedHashMap<>();
        for (String name : Fields.SOURCE) {
            if (event.get(name) instanceof String text) {
                Object value = sourceValue(name, text);
                columns.put(name, value);
                // Only the tokenizer writes merged_patient_token; any other text in it is unexpected and stays out.
                if (!name.equals(Fields.MERGED_PATIENT_TOKEN)
                        && (value == null || !value.toString().equals(text))) {
                    others.put(name, text);
                }
            }
        }
        if (!others.isEmpty() && event.get("extra") instanceof JsonText extra) {
            columns.put("extra", extra.with(others));
        }
    }

    /** Returns the value of a column, or null if the text does not fit. */
    private static Object sourceValue(String name, String text) {
        return switch (name) {
            case Fields.STUDY_SERIES, Fields.STUDY_INSTANCES -> count(text);
            case Fields.REPORT_DATE, Fields.ORDER_DATE, Fields.ADMISSION_DATE -> day(text);
            case Fields.CODED_OBSERVATIONS, Fields.DICOM -> JsonText.isStructure(text) ? text : null;
            case Fields.MERGED_PATIENT_TOKEN -> isPatientToken(text) ? text : null;
            default -> text.length() <= LONGEST_CODE ? text : null;
        };
    }

    private static boolean isPatientToken(String text) {
        if (text.length() > LONGEST_TOKEN || !text.startsWith("pat_")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '_' && (c < 'a' || c > 'z') && !Digits.isDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private static Integer count(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_COUNT && Digits.areDigits(text, 0, text.length())
                ? (Integer) Digits.number(text, 0, text.length())
                : null;
    }

    /** Returns the whole years of an age in a format that {@link AgeReader} reads, or null. */
    static Integer years(String text) {
        double years = AgeReader.years(text);
        return years == AgeReader.NONE ? null : (Integer) (int) years;
    }

    /** Returns the value of a declared flag, in any form that classify accepts. */
    static Boolean flag(String text) {
        return Flag.read(text);
    }

    /** Returns the ISO 8601 day that the text begins with, or null if there is none (for example only a year). */
    static String day(String text) {
        if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        // Parsed by hand for speed, because this runs for every record.
        if (!Digits.areDigits(text, 0, 4) || !Digits.areDigits(text, 5, 7) || !Digits.areDigits(text, 8, 10)) {
            return null;
        }
        int year = Digits.number(text, 0, 4);
        int month = Digits.number(text, 5, 7);
        int day = Digits.number(text, 8, 10);
        if (year < 1000
                || month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(year, month).lengthOfMonth()) {
            return null;
        }
        return text.substring(0, 10);
    }

    /** Returns the year that the text begins with, or null. */
    static Integer year(String text) {
        if (text.length() < 4 || text.length() > 4 && text.charAt(4) != '-') {
            return null;
        }
        return Digits.areDigits(text, 0, 4) ? (Integer) Digits.number(text, 0, 4) : null;
    }
}

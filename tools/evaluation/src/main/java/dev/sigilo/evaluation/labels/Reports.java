package dev.sigilo.evaluation.labels;

import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the reports of a CSV file as records. */
public final class Reports {
    private static final List<String> FIELDS =
            List.of(Fields.IMAGE, Fields.INDICATION, Fields.COMPARISON, Fields.FINDINGS, Fields.IMPRESSION);

    private Reports() {}

    /** Returns every row of a file with the columns uid, image, indication, comparison, findings and impression. */
    public static List<MedicalRecord> read(Path csv) throws IOException {
        List<MedicalRecord> records = new ArrayList<>();
        CsvRows.read(csv).forEach(row -> records.add(record(row)));
        return records;
    }

    /** Returns the row as a record. */
    static MedicalRecord record(Map<String, String> row) {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        fields.put(Fields.RECORD_ID, new FieldValue(FieldValue.Type.STRING, row.getOrDefault("uid", "")));
        for (String field : FIELDS) {
            fields.put(field, new FieldValue(FieldValue.Type.STRING, row.getOrDefault(field, "")));
        }
        return MedicalRecord.of(fields);
    }
}

package dev.sigilo.tests.format;

import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.FieldMap;
import dev.sigilo.formats.MessageReader;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.formats.SourceReject;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A format for tests, in ISO 8859-1: records of {@code name=value} lines, with an empty line between records. The map
 * gives the field of each name.
 */
public final class PairsReader implements MessageReader {
    private final FieldMap map;

    /** Creates a reader for the format that the map names. */
    public PairsReader(FieldMap map) {
        this.map = map;
    }

    @Override
    public String format() {
        return map.format();
    }

    @Override
    public Conversion read(byte[] message) throws RecordFormatException {
        List<SourceRecord> records = new ArrayList<>();
        List<SourceReject> rejects = new ArrayList<>();
        String text = new String(message, StandardCharsets.ISO_8859_1);
        if (!text.contains("=")) {
            throw new RecordFormatException(RejectReason.NO_RECORD, null, -1);
        }
        for (String part : text.split("\n\n")) {
            byte[] bytes = part.getBytes(StandardCharsets.ISO_8859_1);
            String place = "record[" + (records.size() + rejects.size() + 1) + "]";
            Map<String, FieldValue> fields = fields(part);
            if (fields.isEmpty()) {
                rejects.add(new SourceReject(place, RejectReason.WRONG_TYPE, bytes));
            } else {
                records.add(new SourceRecord(place, MedicalRecord.of(fields), bytes));
            }
        }
        return new Conversion(records, rejects, Map.of());
    }

    private Map<String, FieldValue> fields(String part) {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        for (FieldMap.Entry entry : map.entries()) {
            part.lines()
                    .filter(line -> line.startsWith(entry.path() + "="))
                    .map(line -> line.substring(entry.path().length() + 1))
                    .findFirst()
                    .ifPresent(value -> fields.put(entry.field(), new FieldValue(FieldValue.Type.STRING, value)));
        }
        return fields;
    }
}

package dev.sigilo.tests.format;

import dev.sigilo.records.FieldValue;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormat;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A format for tests: one {@code name=value} per line, in ISO 8859-1. */
final class KeyValueFormat implements RecordFormat {

    @Override
    public String name() {
        return "key-value";
    }

    @Override
    public MedicalRecord read(byte[] message) throws RecordFormatException {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        for (String line : new String(message, StandardCharsets.ISO_8859_1).split("\n")) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new RecordFormatException(RejectReason.UNREADABLE_INPUT, null, -1);
            }
            fields.put(line.substring(0, equals), new FieldValue(FieldValue.Type.STRING, line.substring(equals + 1)));
        }
        return MedicalRecord.of(fields);
    }
}

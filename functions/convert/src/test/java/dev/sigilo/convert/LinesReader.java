package dev.sigilo.convert;

import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.FieldMap;
import dev.sigilo.formats.FieldMapException;
import dev.sigilo.formats.MessageReader;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.formats.SourceReject;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A format for tests: each line is a record, whose whole text is its {@code record_id}. A line {@code ?…} cannot be
 * read, a message {@code !…} is not of the format, {@code bug…} is a fault of the reader.
 */
public final class LinesReader implements MessageReader {
    private final String format;

    /** Creates the reader; the map's only valid path is {@code line}. */
    public LinesReader(FieldMap map) {
        format = map.format();
        if (map.entries().stream().anyMatch(entry -> !entry.path().equals("line"))) {
            throw new FieldMapException("lines", List.of("the only path is line"));
        }
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public Conversion read(byte[] message) throws RecordFormatException {
        String text = new String(message, StandardCharsets.UTF_8);
        if (text.startsWith("!")) {
            throw new RecordFormatException(RejectReason.NOT_HL7, "line[1]", -1);
        }
        if (text.startsWith("bug")) {
            throw new IllegalStateException(text);
        }
        List<SourceRecord> records = new ArrayList<>();
        List<SourceReject> rejects = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            String place = "line[" + ++number + "]";
            byte[] part = line.getBytes(StandardCharsets.UTF_8);
            if (line.startsWith("?")) {
                rejects.add(new SourceReject(place, RejectReason.WRONG_TYPE, part));
            } else if (!line.isBlank()) {
                records.add(new SourceRecord(
                        place,
                        MedicalRecord.of(Map.of("record_id", new FieldValue(FieldValue.Type.STRING, line))),
                        part));
            }
        }
        return new Conversion(records, rejects, Map.of("comment", 2, "note", 1));
    }
}

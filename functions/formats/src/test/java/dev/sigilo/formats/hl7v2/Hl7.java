package dev.sigilo.formats.hl7v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.FieldMap;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Messages of the tests, and the reader with the map that is delivered. */
final class Hl7 {
    static final String HEADER = "MSH|^~\\&|RIS|HOSPITAL|SIGILO||20240501101500||ORU^R01|C1|P|2.5";
    static final String PATIENT = "PID|1||4711^^^HOSP^MR||DUCK^DONALD^D^JR^DR||19241010|M";
    static final Hl7Reader READER = new Hl7Reader(map());

    private Hl7() {}

    static FieldMap map() {
        try {
            String yaml = Files.readString(Path.of("..", "..", "pulsar-config", "formats", "hl7v2.yaml"));
            return FieldMap.load(yaml, "hl7v2.yaml", "hl7v2");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String... segments) {
        return (String.join("\r", segments) + "\r").getBytes(StandardCharsets.UTF_8);
    }

    static Conversion read(String... segments) throws RecordFormatException {
        return READER.read(bytes(segments));
    }

    /** Reads a message that contains one record. */
    static MedicalRecord one(String... segments) throws RecordFormatException {
        Conversion conversion = read(segments);
        if (conversion.records().size() != 1) {
            throw new AssertionError(conversion.records().size() + " records");
        }
        return conversion.records().get(0).record();
    }

    /** Reads an ORU with this patient and order. */
    static MedicalRecord report(String... observations) throws RecordFormatException {
        String[] segments = new String[observations.length + 3];
        segments[0] = HEADER;
        segments[1] = PATIENT;
        segments[2] = "OBR|1|P1|F1|71020^Chest X-ray^C4";
        System.arraycopy(observations, 0, segments, 3, observations.length);
        return one(segments);
    }

    static JsonNode json(MedicalRecord record, String field) {
        try {
            return record.get(field) == null
                    ? new ObjectMapper().createArrayNode()
                    : new ObjectMapper().readTree(record.get(field).text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(SourceRecord record) {
        return new String(record.message(), StandardCharsets.UTF_8);
    }
}

package dev.sigilo.formats.fhir;

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
import java.util.ArrayList;
import java.util.List;

/** Messages of tests, and the reader with the map that ships. */
final class Fhir {
    static final FhirReader READER = new FhirReader(map());

    private Fhir() {}

    static FieldMap map() {
        try {
            Path file = Path.of("../../pulsar-config/formats/fhir.yaml");
            return FieldMap.load(Files.readString(file), "fhir.yaml", "fhir");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON with single quotes for readability. */
    static String json(String quoted) {
        return quoted.replace('\'', '"');
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Conversion read(String quoted) throws RecordFormatException {
        return READER.read(bytes(json(quoted)));
    }

    static MedicalRecord one(String quoted) throws RecordFormatException {
        List<SourceRecord> records = read(quoted).records();
        if (records.size() != 1) {
            throw new AssertionError(records.size() + " records");
        }
        return records.get(0).record();
    }

    /** A bundle of resources; each has a full URL of its type and id. */
    static String bundle(String... resources) {
        List<String> entries = new ArrayList<>();
        for (String resource : resources) {
            entries.add("{'resource':" + resource + "}");
        }
        return "{'resourceType':'Bundle','type':'collection','entry':[" + String.join(",", entries) + "]}";
    }
}

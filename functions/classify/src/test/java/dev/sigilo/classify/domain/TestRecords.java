package dev.sigilo.classify.domain;

import dev.sigilo.records.FieldValue;
import dev.sigilo.records.MedicalRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records and the catalogue for tests. No record is of a real person. */
final class TestRecords {
    private TestRecords() {}

    /** A record of these names and texts, one after the other. */
    static MedicalRecord record(String... namesAndTexts) {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            fields.put(namesAndTexts[i], new FieldValue(FieldValue.Type.STRING, namesAndTexts[i + 1]));
        }
        return MedicalRecord.of(fields);
    }

    /** The catalogue that ships. */
    static ModelCatalogue catalogue() {
        try {
            return ModelCatalogue.load(catalogueText(), "models.yaml");
        } catch (CatalogueException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static String catalogueText() {
        try {
            return Files.readString(Path.of("../../pulsar-config/models.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a tab-separated file beside the tests. */
    static List<String[]> table(String file) {
        try (InputStream in = TestRecords.class.getResourceAsStream(file)) {
            List<String[]> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    rows.add(line.split("\t"));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

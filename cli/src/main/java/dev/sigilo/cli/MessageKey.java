package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.sigilo.records.IdText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The message key: a record's id, or the patient of an HL7 v2 message, so that all messages about a record keep their
 * order. Messages without an id have no key. FHIR and DICOM messages have none either, because one message may have
 * records of several patients: of two such messages about one record, either may be processed first.
 */
final class MessageKey {
    private static final JsonFactory JSON = JsonFactory.builder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final Map<String, Integer> rankOfField = new LinkedHashMap<>();

    /** @param fields names of the fields that may hold a record's id; the first one that is set counts */
    MessageKey(Iterable<String> fields) {
        fields.forEach(field -> rankOfField.putIfAbsent(field, rankOfField.size()));
    }

    /**
     * Returns the key of a message, or null if it has none.
     *
     * @param format the message's format; null for a record as JSON
     */
    String of(String format, byte[] message) {
        if (format == null) {
            return of(message);
        }
        return format.equals(InputFormat.HL7V2.id()) ? Hl7Key.of(message) : null;
    }

    /** Returns the key of a record, or null if it has none. */
    private String of(byte[] message) {
        String key = null;
        int best = Integer.MAX_VALUE;
        try (JsonParser json = JSON.createParser(message)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            String name;
            while (best > 0 && (name = json.nextFieldName()) != null) {
                JsonToken value = json.nextToken();
                int rank = rankOfField.getOrDefault(name, Integer.MAX_VALUE);
                if (rank < best && (value == JsonToken.VALUE_STRING || value.isNumeric())) {
                    String id = IdText.of(json.getText());
                    if (!id.isEmpty()) {
                        key = id;
                        best = rank;
                    }
                }
                json.skipChildren();
            }
            return key;
        } catch (IOException e) {
            // Not JSON: the pipeline will reject it. A key read before the fault is kept; nothing depends on it.
            return key;
        }
    }
}

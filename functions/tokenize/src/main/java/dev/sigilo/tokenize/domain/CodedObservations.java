package dev.sigilo.tokenize.domain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.ProducerJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The coded observations of a record, as a field with the action {@code codes} holds them: a list of objects. Parts
 * that {@link #PARTS} does not name are dropped. Contains PHI.
 */
final class CodedObservations {
    static final String SYSTEM = "system";
    static final String CODE = "code";
    static final String DISPLAY = "display";
    static final String VALUE = "value";
    static final String VALUE_SYSTEM = "value_system";
    static final String VALUE_CODE = "value_code";
    static final String UNIT = "unit";
    static final String FLAG = "flag";
    static final String STATUS = "status";
    static final String RANGE = "range";
    /** The parts of an observation, in the order in which they are written. */
    static final List<String> PARTS =
            List.of(SYSTEM, CODE, DISPLAY, VALUE, VALUE_SYSTEM, VALUE_CODE, UNIT, FLAG, STATUS, RANGE);

    private static final JsonFactory JSON = ProducerJson.recordFactory();

    private final List<Map<String, String>> observations;

    private CodedObservations(List<Map<String, String>> observations) {
        this.observations = observations;
    }

    /** Returns the observations of a field. A text instead of an object becomes the display of an observation. */
    static CodedObservations of(FieldValue value) {
        List<Map<String, String>> observations = new ArrayList<>();
        if (value.type() != FieldValue.Type.ARRAY && value.type() != FieldValue.Type.OBJECT) {
            observations.add(Map.of(DISPLAY, value.text()));
            return new CodedObservations(observations);
        }
        try (JsonParser json = JSON.createParser(value.text())) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                observations.add(readObservation(json));
            } else {
                for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                    if (token == JsonToken.START_OBJECT) {
                        observations.add(readObservation(json));
                    } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                        observations.add(Map.of(DISPLAY, json.getText()));
                    } else {
                        json.skipChildren();
                    }
                }
            }
        } catch (IOException e) {
            // Impossible, because the value was parsed before. The cause would quote the value.
            throw new UncheckedIOException(new IOException("a value that was JSON is none any more"));
        }
        return new CodedObservations(observations);
    }

    private static Map<String, String> readObservation(JsonParser json) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        String name;
        while ((name = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            if (!token.isScalarValue()) {
                json.skipChildren();
            } else if (token != JsonToken.VALUE_NULL && PARTS.contains(name)) {
                String text = json.getText().strip();
                if (!text.isEmpty()) {
                    parts.put(name, text);
                }
            }
        }
        return parts;
    }

    /** Calls for every text that may contain a name, so that a scrubber finds the name in other texts too. */
    void eachText(Consumer<String> reader) {
        for (Map<String, String> parts : observations) {
            String display = parts.get(DISPLAY);
            String value = parts.get(VALUE);
            if (display != null) {
                reader.accept(display);
            }
            if (value != null && !MeasuredValues.isNumber(value)) {
                reader.accept(labelled(parts));
            }
        }
    }

    /** Returns the value after its display, as a reader sees it: the display says what the value is. */
    static String labelled(Map<String, String> parts) {
        return label(parts) + parts.get(VALUE);
    }

    static String label(Map<String, String> parts) {
        String display = parts.get(DISPLAY);
        return display == null ? "" : display + ": ";
    }

    /** Returns the observations after treatment as a JSON array; null if nothing is left. */
    String treated(CodedObservationTreatment treatment) {
        StringWriter text = new StringWriter();
        boolean any = false;
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Map<String, String> parts : observations) {
                Map<String, String> treated = treatment.treat(parts);
                if (treated.isEmpty()) {
                    continue;
                }
                any = true;
                json.writeStartObject();
                for (String part : PARTS) {
                    String value = treated.get(part);
                    if (value != null) {
                        json.writeStringField(part, value);
                    }
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return any ? text.toString() : null;
    }

    /** Returns only the number of observations, because they describe a person. */
    @Override
    public String toString() {
        return "CodedObservations[" + observations.size() + "]";
    }
}

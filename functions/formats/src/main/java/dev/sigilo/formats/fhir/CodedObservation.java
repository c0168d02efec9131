package dev.sigilo.formats.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A coded fact: the field {@code coded_observations} is a list of them. Each part may be null. Contains PHI.
 *
 * @param system      the short name of the code's system
 * @param code        what was observed
 * @param display     the code's text
 * @param value       the value as text
 * @param valueSystem the short name of the value's code system
 * @param valueCode   the value's code
 * @param unit        the value's unit
 * @param flag        the interpretation, such as H
 * @param status      the status, such as final
 * @param range       the reference range
 */
record CodedObservation(
        String system,
        String code,
        String display,
        String value,
        String valueSystem,
        String valueCode,
        String unit,
        String flag,
        String status,
        String range) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Returns a fact that is a code without a value, such as a diagnosis; null if the concept has neither. */
    static CodedObservation of(Element concept, String status) {
        Element coding = CodeSystems.preferred(concept);
        String text = FhirText.concept(concept);
        if (coding == null && text == null) {
            return null;
        }
        return new CodedObservation(
                coding == null ? null : CodeSystems.name(coding.peek("system")),
                coding == null ? null : coding.peek("code"),
                coding == null || coding.peek("display") == null ? text : coding.peek("display"),
                null,
                null,
                null,
                null,
                null,
                status,
                null);
    }

    /** Returns a list of facts as JSON. */
    static String json(List<CodedObservation> facts) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (CodedObservation fact : facts) {
                json.writeStartObject();
                write(json, "system", fact.system);
                write(json, "code", fact.code);
                write(json, "display", fact.display);
                write(json, "value", fact.value);
                write(json, "value_system", fact.valueSystem);
                write(json, "value_code", fact.valueCode);
                write(json, "unit", fact.unit);
                write(json, "flag", fact.flag);
                write(json, "status", fact.status);
                write(json, "range", fact.range);
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    @Override
    public String toString() {
        return "CodedObservation";
    }
}

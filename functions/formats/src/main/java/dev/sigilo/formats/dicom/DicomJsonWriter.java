package dev.sigilo.formats.dicom;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes datasets as compact DICOM JSON (PS3.18 Annex F). */
final class DicomJsonWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?");

    private DicomJsonWriter() {}

    static String text(Dataset dataset) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(dataset, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    static void write(Dataset dataset, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            write(dataset, json);
        }
    }

    private static void write(Dataset dataset, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<Integer, Element> entry : dataset.elements().entrySet()) {
            Element element = entry.getValue();
            json.writeObjectFieldStart(Tag.json(entry.getKey()));
            json.writeStringField("vr", element.vr().name());
            if (element.isBulk()) {
                json.writeStringField("BulkDataURI", "");
            } else if (!element.values().isEmpty()) {
                write(element.values(), element.vr(), json);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(List<Object> values, Vr vr, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("Value");
        for (Object value : values) {
            if (value instanceof Dataset item) {
                write(item, json);
            } else if (value instanceof PersonName name) {
                write(name, json);
            } else if (value instanceof Element.JsonNumber number) {
                json.writeNumber(number.literal());
            } else if (value instanceof String text && !(vr == Vr.UI && text.isEmpty())) {
                json.writeString(text);
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    private static void write(PersonName name, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (name.alphabetic() != null) {
            json.writeStringField("Alphabetic", name.alphabetic());
        }
        if (name.ideographic() != null) {
            json.writeStringField("Ideographic", name.ideographic());
        }
        if (name.phonetic() != null) {
            json.writeStringField("Phonetic", name.phonetic());
        }
        json.writeEndObject();
    }

    /** Returns a number as JSON writes it, or the text itself if it is not a number. */
    static Object number(String text) {
        String plain = text.startsWith("+") ? text.substring(1) : text;
        if (NUMBER.matcher(plain).matches()) {
            return new Element.JsonNumber(plain);
        }
        return text;
    }
}

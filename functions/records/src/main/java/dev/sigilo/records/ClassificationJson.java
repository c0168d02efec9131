package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.expect;
import static dev.sigilo.records.MessageJson.string;
import static dev.sigilo.records.MessageJson.writeString;
import static dev.sigilo.records.MessageJson.writeStrings;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes and reads the JSON of a {@link Classification}, whose fields are fields of the message itself. */
final class ClassificationJson {
    private ClassificationJson() {}

    static void write(JsonGenerator json, Classification c) throws IOException {
        writeString(json, "language", c.language());
        writeString(json, "modality_code", c.modality());
        writeString(json, "modality_from", c.modalityFrom());
        writeString(json, "body_part_code", c.bodyPart());
        writeString(json, "body_part_from", c.bodyPartFrom());
        writeString(json, "model_id", c.modelId());
        writeStrings(json, "model_ids", c.modelIds());
        writeString(json, "rule", c.rule());
        writeStrings(json, "missing", c.missing());
        writeStrings(json, "conflicts", c.conflicts());
        writeLabel(json, "label", c.label());
        json.writeArrayFieldStart("evidence");
        for (Evidence evidence : c.evidence()) {
            writeEvidence(json, evidence);
        }
        json.writeEndArray();
        writeLabel(json, "declared_label", c.declaredLabel());
        if (c.labelAgrees() != null) {
            json.writeBooleanField("label_agrees", c.labelAgrees());
        }
        json.writeObjectFieldStart("observations");
        for (Map.Entry<String, ObservationStatus> observation : c.observations().entrySet()) {
            json.writeStringField(observation.getKey(), observation.getValue().text());
        }
        json.writeEndObject();
    }

    private static void writeLabel(JsonGenerator json, String name, Label label) throws IOException {
        writeString(json, name, label == null ? null : label.text());
    }

    static void writeEvidence(JsonGenerator json, Evidence evidence) throws IOException {
        json.writeStartObject();
        writeString(json, "field", evidence.field());
        json.writeNumberField("start", evidence.start());
        json.writeNumberField("end", evidence.end());
        writeString(json, "label", evidence.label());
        writeString(json, "rule", evidence.rule());
        json.writeEndObject();
    }

    static List<Evidence> readEvidence(JsonParser json) throws IOException {
        expect(json, JsonToken.START_ARRAY);
        List<Evidence> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, JsonToken.START_OBJECT);
            EvidenceReader reader = new EvidenceReader();
            MessageJson.readObject(json, reader::read);
            list.add(reader.build());
        }
        return list;
    }

    private static Map<String, ObservationStatus> readObservations(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        Map<String, ObservationStatus> observations = new LinkedHashMap<>();
        MessageJson.readObject(json, (name, value) -> {
            observations.put(name, ObservationStatus.of(string(value)));
            return true;
        });
        return observations;
    }

    private static final class EvidenceReader {
        private String field;
        private int start;
        private int end;
        private String label;
        private String rule;

        boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "field" -> field = string(json);
                case "start" -> start = json.getIntValue();
                case "end" -> end = json.getIntValue();
                case "label" -> label = string(json);
                case "rule" -> rule = string(json);
                default -> {
                    return false;
                }
            }
            return true;
        }

        Evidence build() {
            return new Evidence(field, start, end, label, rule);
        }
    }

    /** Collects the fields in the order in which they are read. */
    static final class Reader {
        private String language;
        private String modality;
        private String modalityFrom;
        private String bodyPart;
        private String bodyPartFrom;
        private String modelId;
        private List<String> modelIds = List.of();
        private String rule;
        private List<String> missing = List.of();
        private List<String> conflicts = List.of();
        private Label label;
        private List<Evidence> evidence = List.of();
        private Label declaredLabel;
        private Boolean labelAgrees;
        private Map<String, ObservationStatus> observations = Map.of();

        boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "language" -> language = string(json);
                case "modality_code" -> modality = string(json);
                case "modality_from" -> modalityFrom = string(json);
                case "body_part_code" -> bodyPart = string(json);
                case "body_part_from" -> bodyPartFrom = string(json);
                case "model_id" -> modelId = string(json);
                case "model_ids" -> modelIds = MessageJson.readStrings(json);
                case "rule" -> rule = string(json);
                case "missing" -> missing = MessageJson.readStrings(json);
                case "conflicts" -> conflicts = MessageJson.readStrings(json);
                case "label" -> label = Label.of(string(json));
                case "evidence" -> evidence = readEvidence(json);
                case "declared_label" -> declaredLabel = Label.of(string(json));
                case "label_agrees" -> labelAgrees = json.getBooleanValue();
                case "observations" -> observations = readObservations(json);
                default -> {
                    return false;
                }
            }
            return true;
        }

        Classification build() {
            return new Classification(
                    language,
                    modality,
                    modalityFrom,
                    bodyPart,
                    bodyPartFrom,
                    modelId,
                    modelIds,
                    rule,
                    missing,
                    conflicts,
                    label,
                    evidence,
                    declaredLabel,
                    labelAgrees,
                    observations);
        }
    }
}

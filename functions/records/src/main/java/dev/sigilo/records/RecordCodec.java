package dev.sigilo.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes and reads Sigilo's types as JSON, UTF-8. Written out by hand over Jackson's streaming API: it is on the path
 * of every record, twice a stage. Thread-safe. Reading throws {@link RecordFormatException} with
 * {@link RejectReason#UNREADABLE_INPUT} for bytes that are not of the type; fields it does not know it passes over,
 * so that an older reader takes a newer message.
 */
public final class RecordCodec {
    private static final char REPLACEMENT = '\uFFFD';
    private static final JsonFactory JSON = factory().build();
    /**
     * For types whose names in `tokens` are tokens, new ones in every message: Jackson's table of names would be copied, filled and
     * emptied again for each. Where names come again, that table makes reading faster.
     */
    private static final JsonFactory NEW_NAMES = factory().configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false).build();

    private static JsonFactoryBuilder factory() {
        return (JsonFactoryBuilder) JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(64 * 1024 * 1024).build())
                .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
    }

    private RecordCodec() {
    }

    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] write(Body body) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(JSON._getBufferRecycler(), 4096);
                JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /** One field of a type: reads its value, at which the parser stands. */
    @FunctionalInterface
    private interface FieldReader {
        boolean read(String name, JsonParser json) throws IOException;
    }

    @FunctionalInterface
    private interface Opening {
        JsonParser parser() throws IOException;
    }

    private static void readKnownNames(byte[] bytes, FieldReader reader) throws RecordFormatException {
        read(() -> JSON.createParser(bytes), reader);
    }

    private static void read(byte[] bytes, FieldReader reader) throws RecordFormatException {
        read(text(bytes), reader);
    }

    private static void read(String text, FieldReader reader) throws RecordFormatException {
        // From a String: without its table Jackson reads bytes through an InputStreamReader, which takes longer than that.
        read(() -> NEW_NAMES.createParser(text), reader);
    }

    private static void read(Opening opening, FieldReader reader) throws RecordFormatException {
        try (JsonParser json = opening.parser()) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new RecordFormatException(RejectReason.UNREADABLE_INPUT, null, -1);
            }
            readObject(json, reader);
        } catch (IOException | NullPointerException | ArithmeticException e) {
            // The cause quotes the input, so it stays here.
            throw new RecordFormatException(RejectReason.UNREADABLE_INPUT, null, -1);
        }
    }

    private static String text(byte[] bytes) throws RecordFormatException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            // Written so, or put there in place of what is not UTF-8, which this refuses.
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException e) {
                throw new RecordFormatException(RejectReason.UNREADABLE_INPUT, null, -1);
            }
        }
        return text;
    }

    private static void readObject(JsonParser json, FieldReader reader) throws IOException {
        String name;
        while ((name = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            if (token != JsonToken.VALUE_NULL && !reader.read(name, json)) {
                json.skipChildren();
            }
        }
        expect(json, JsonToken.END_OBJECT);
    }

    // ---- ClassifiedRecord

    /** The record as JSON. */
    public static byte[] encode(ClassifiedRecord record) {
        return write(json -> {
            writeProvenance(json, record.provenance());
            writeTreatment(json, record.treatment());
            writeString(json, "natural_id_field", record.naturalIdField());
            writeString(json, "natural_id", record.naturalId());
            writeMap(json, "categories", record.categories());
            writeClassification(json, record.classification());
            writeString(json, "original", record.original());
        });
    }

    /**
     * The record that these bytes are.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static ClassifiedRecord decodeClassified(byte[] bytes) throws RecordFormatException {
        ClassifiedBuilder b = new ClassifiedBuilder();
        readKnownNames(bytes, (name, json) -> {
            switch (name) {
                case "provenance" -> b.provenance = readProvenance(json);
                case "natural_id_field" -> b.naturalIdField = string(json);
                case "natural_id" -> b.naturalId = string(json);
                case "categories" -> b.categories = readMap(json);
                case "original" -> b.original = string(json);
                default -> {
                    return b.treatment.read(name, json) || b.classification.read(name, json);
                }
            }
            return true;
        });
        require(b.provenance, b.treatment.policy, b.naturalId, b.original);
        return new ClassifiedRecord(b.provenance, b.treatment.build(), b.naturalIdField, b.naturalId, b.categories,
                b.classification.build(), b.original);
    }

    private static final class ClassifiedBuilder {
        Provenance provenance;
        final TreatmentBuilder treatment = new TreatmentBuilder();
        String naturalIdField;
        String naturalId;
        Map<String, String> categories = Map.of();
        final ClassificationBuilder classification = new ClassificationBuilder();
        String original;
    }

    // ---- TokenizedRecord

    /** The event as JSON. */
    public static byte[] encode(TokenizedRecord record) {
        return write(json -> {
            writeString(json, "event", record.event());
            writeString(json, "record_token", record.recordToken());
            writeString(json, "patient_token", record.patientToken());
            json.writeNumberField("key_epoch", record.keyEpoch());
            writeTreatment(json, record.treatment());
            writeProvenance(json, record.provenance());
            writeMap(json, "fields", record.fields());
            writeMap(json, "tokens", record.tokens());
            writeMap(json, "extra", record.extra());
            json.writeObjectFieldStart("scrubbed");
            for (Map.Entry<String, Integer> count : record.scrubbed().entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
            if (record.classification() != null) {
                writeClassification(json, record.classification());
            }
        });
    }

    /**
     * The event that these bytes are.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static TokenizedRecord decodeTokenized(byte[] bytes) throws RecordFormatException {
        TokenizedBuilder b = new TokenizedBuilder();
        read(bytes, (name, json) -> {
            switch (name) {
                case "event" -> b.event = string(json);
                case "record_token" -> b.recordToken = string(json);
                case "patient_token" -> b.patientToken = string(json);
                case "key_epoch" -> b.keyEpoch = json.getIntValue();
                case "provenance" -> b.provenance = readProvenance(json);
                case "fields" -> b.fields = readMap(json);
                case "tokens" -> b.tokens = readMap(json);
                case "extra" -> b.extra = readMap(json);
                case "scrubbed" -> readObject(json, (kind, value) -> {
                    b.scrubbed.put(kind, value.getIntValue());
                    return true;
                });
                default -> {
                    return b.treatment.read(name, json) || b.classification.read(name, json);
                }
            }
            return true;
        });
        require(b.event, b.recordToken, b.treatment.policy, b.provenance);
        return new TokenizedRecord(b.event, b.recordToken, b.patientToken, b.keyEpoch, b.treatment.build(), b.provenance,
                b.fields, b.tokens, b.extra, b.scrubbed, TokenizedRecord.removes(b.event) ? null : b.classification.build());
    }

    private static final class TokenizedBuilder {
        String event;
        String recordToken;
        String patientToken;
        int keyEpoch;
        final TreatmentBuilder treatment = new TreatmentBuilder();
        Provenance provenance;
        Map<String, String> fields = Map.of();
        Map<String, String> tokens = Map.of();
        Map<String, String> extra = Map.of();
        final Map<String, Integer> scrubbed = new LinkedHashMap<>();
        final ClassificationBuilder classification = new ClassificationBuilder();
    }

    // ---- LoggedRecord

    /**
     * The event that these bytes are, a {@link TokenizedRecord}'s, with its lists and maps of texts as they are written. What they hold is looked at
     * all the same: whatever is of another type than the schema says is refused.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static LoggedRecord decodeLogged(byte[] bytes) throws RecordFormatException {
        LoggedBuilder b = new LoggedBuilder(text(bytes));
        read(b.text, b::read);
        require(b.event, b.recordToken, b.columns.get("policy"), b.provenance);
        return new LoggedRecord(b.event, b.recordToken, b.provenance, b.fields, b.columns);
    }

    private static final class LoggedBuilder {
        final String text;
        String event;
        String recordToken;
        Provenance provenance;
        Map<String, String> fields = Map.of();
        final Map<String, Object> columns = new HashMap<>(64);

        LoggedBuilder(String text) {
            this.text = text;
            columns.put("evidence", List.of());
            for (String list : List.of("model_ids", "missing", "conflicts")) {
                columns.put(list, JsonText.EMPTY_LIST);
            }
            for (String object : List.of("observations", "tokens", "extra", "scrubbed")) {
                columns.put(object, JsonText.EMPTY_OBJECT);
            }
        }

        boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "event" -> event = string(json);
                case "record_token" -> recordToken = string(json);
                case "provenance" -> provenance = readProvenance(json);
                case "fields" -> fields = readMap(json);
                case "patient_token", "policy", "policy_hash", "detector_version", "code_version", "language", "modality_code", "modality_from",
                        "body_part_code", "body_part_from", "model_id", "rule", "label", "declared_label" -> columns.put(name, string(json));
                case "key_epoch", "policy_version" -> columns.put(name, json.getIntValue());
                case "label_agrees" -> columns.put(name, json.getBooleanValue());
                case "model_ids", "missing", "conflicts" -> columns.put(name, carried(json, RecordCodec::passStrings));
                case "observations", "tokens", "extra" -> columns.put(name, carried(json, RecordCodec::passMap));
                case "scrubbed" -> columns.put(name, carried(json, RecordCodec::passCounts));
                // Read and not carried: what a newer version adds to it must not get into a view unseen.
                case "evidence" -> columns.put(name, readEvidence(json));
                default -> {
                    return false;
                }
            }
            return true;
        }

        private JsonText carried(JsonParser json, Passage passage) throws IOException {
            int from = (int) json.currentTokenLocation().getCharOffset();
            passage.pass(json);
            return new JsonText(text.substring(from, (int) json.currentLocation().getCharOffset()));
        }
    }

    /** Goes through a list or an object, at whose beginning the parser stands, up to its end. */
    @FunctionalInterface
    private interface Passage {
        void pass(JsonParser json) throws IOException;
    }

    private static void passStrings(JsonParser json) throws IOException {
        expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, JsonToken.VALUE_STRING);
        }
    }

    private static void passMap(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        while (json.nextFieldName() != null) {
            json.nextToken();
            expect(json, JsonToken.VALUE_STRING);
        }
    }

    private static void passCounts(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        while (json.nextFieldName() != null) {
            json.nextToken();
            passInt(json);
        }
    }

    private static void passInt(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_NUMBER_INT);
        json.getIntValue();
    }

    // ---- SealedRecord

    /** The sealed record as JSON; bytes are base64. */
    public static byte[] encode(SealedRecord record) {
        return write(json -> {
            writeString(json, "record_token", record.recordToken());
            writeString(json, "patient_token", record.patientToken());
            json.writeNumberField("key_epoch", record.keyEpoch());
            writeMap(json, "tokens", record.tokens());
            writeTreatment(json, record.treatment());
            writeFlatProvenance(json, record.provenance());
            json.writeBinaryField("sealed", record.sealed());
            json.writeBinaryField("wrapped_key", record.wrappedKey());
            json.writeNumberField("sealing_key_id", record.sealingKeyId());
            writeString(json, "seal_order", record.sealOrder());
        });
    }

    /**
     * The sealed record that these bytes are.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static SealedRecord decodeSealed(byte[] bytes) throws RecordFormatException {
        SealedBuilder b = new SealedBuilder();
        read(bytes, (name, json) -> {
            switch (name) {
                case "record_token" -> b.recordToken = string(json);
                case "patient_token" -> b.patientToken = string(json);
                case "key_epoch" -> b.keyEpoch = json.getIntValue();
                case "tokens" -> b.tokens = readMap(json);
                case "sealed" -> b.sealed = json.getBinaryValue();
                case "wrapped_key" -> b.wrappedKey = json.getBinaryValue();
                case "sealing_key_id" -> b.sealingKeyId = json.getLongValue();
                default -> {
                    return b.treatment.read(name, json) || b.provenance.read(name, json);
                }
            }
            return true;
        });
        require(b.recordToken, b.treatment.policy, b.sealed, b.wrappedKey);
        return new SealedRecord(b.recordToken, b.patientToken, b.keyEpoch, b.tokens, b.treatment.build(), b.provenance.build(),
                b.sealed, b.wrappedKey, b.sealingKeyId);
    }

    private static final class SealedBuilder {
        String recordToken;
        String patientToken;
        int keyEpoch;
        Map<String, String> tokens = Map.of();
        final TreatmentBuilder treatment = new TreatmentBuilder();
        final ProvenanceBuilder provenance = new ProvenanceBuilder();
        byte[] sealed;
        byte[] wrappedKey;
        long sealingKeyId;
    }

    // ---- Standing

    /**
     * Where the record of a {@link SealedRecord} or {@link TokenizedRecord} stands. What else they hold, the sealed original
     * and the texts above all, is passed over and not decoded.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static Standing decodeStanding(byte[] bytes) throws RecordFormatException {
        StandingBuilder b = new StandingBuilder();
        read(bytes, (name, json) -> {
            switch (name) {
                case "event" -> b.event = string(json);
                case "record_token" -> b.recordToken = string(json);
                case "patient_token" -> b.patientToken = string(json);
                case "key_epoch" -> b.keyEpoch = json.getIntValue();
                case "provenance" -> {
                    expect(json, JsonToken.START_OBJECT);
                    readObject(json, b.provenance::read);
                }
                default -> {
                    return b.treatment.read(name, json) || b.provenance.read(name, json);
                }
            }
            return true;
        });
        require(b.recordToken, b.treatment.policy);
        return new Standing(b.recordToken, b.patientToken, b.keyEpoch, b.treatment.build(), b.provenance.build(), b.event);
    }

    private static final class StandingBuilder {
        String event;
        String recordToken;
        String patientToken;
        int keyEpoch;
        final TreatmentBuilder treatment = new TreatmentBuilder();
        final ProvenanceBuilder provenance = new ProvenanceBuilder();
    }

    // ---- Suppression

    /** Encodes a suppression decision as JSON. */
    public static byte[] encode(Suppression suppression) {
        return write(json -> {
            json.writeBooleanField("lifted", suppression.lifted());
            writeMap(json, "tokens", suppression.tokens());
        });
    }

    /**
     * Decodes a suppression decision.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT} if the bytes cannot be read or a field is missing
     */
    public static Suppression decodeSuppression(byte[] bytes) throws RecordFormatException {
        Boolean[] lifted = {null};
        List<Map<String, String>> tokens = new ArrayList<>();
        read(bytes, (name, json) -> {
            switch (name) {
                case "lifted" -> lifted[0] = json.getBooleanValue();
                case "tokens" -> tokens.add(readMap(json));
                default -> {
                    return false;
                }
            }
            return true;
        });
        require(lifted[0], tokens.isEmpty() ? null : tokens);
        return new Suppression(lifted[0], tokens.get(0));
    }

    // ---- RejectedRecord

    /** The rejected record as JSON; bytes are base64. */
    public static byte[] encode(RejectedRecord record) {
        return write(json -> {
            writeString(json, "record_token", record.recordToken());
            writeString(json, "patient_token", record.patientToken());
            writeString(json, "stage", record.stage());
            writeString(json, "reason", record.reason().code());
            writeString(json, "field", record.field());
            json.writeNumberField("position", record.position());
            if (record.line() > 0) {
                json.writeNumberField("line", record.line());
            }
            if (record.treatment() != null) {
                writeTreatment(json, record.treatment());
            }
            writeFlatProvenance(json, record.provenance());
            json.writeNumberField("size_bytes", record.sizeBytes());
            if (record.sealed() != null) {
                json.writeBinaryField("sealed", record.sealed());
                json.writeBinaryField("wrapped_key", record.wrappedKey());
            }
            json.writeNumberField("sealing_key_id", record.sealingKeyId());
        });
    }

    /**
     * The rejected record that these bytes are.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static RejectedRecord decodeRejected(byte[] bytes) throws RecordFormatException {
        RejectedBuilder b = new RejectedBuilder();
        read(bytes, (name, json) -> {
            switch (name) {
                case "record_token" -> b.recordToken = string(json);
                case "patient_token" -> b.patientToken = string(json);
                case "stage" -> b.stage = string(json);
                case "reason" -> b.reason = reason(string(json));
                case "field" -> b.field = string(json);
                case "position" -> b.position = json.getLongValue();
                case "line" -> b.line = json.getLongValue();
                case "size_bytes" -> b.sizeBytes = json.getLongValue();
                case "sealed" -> b.sealed = json.getBinaryValue();
                case "wrapped_key" -> b.wrappedKey = json.getBinaryValue();
                case "sealing_key_id" -> b.sealingKeyId = json.getLongValue();
                default -> {
                    return b.treatment.read(name, json) || b.provenance.read(name, json);
                }
            }
            return true;
        });
        require(b.recordToken, b.stage, b.reason);
        return new RejectedRecord(b.recordToken, b.patientToken, b.stage, b.reason, b.field, b.position, b.line, b.treatment.build(),
                b.provenance.build(), b.sizeBytes, b.sealed, b.wrappedKey, b.sealingKeyId);
    }

    private static RejectReason reason(String code) throws IOException {
        for (RejectReason reason : RejectReason.values()) {
            if (reason.code().equals(code)) {
                return reason;
            }
        }
        throw new IOException("reason code of a newer version");
    }

    private static final class RejectedBuilder {
        String recordToken;
        String patientToken;
        String stage;
        RejectReason reason;
        String field;
        long position = -1;
        long line;
        final TreatmentBuilder treatment = new TreatmentBuilder();
        final ProvenanceBuilder provenance = new ProvenanceBuilder();
        long sizeBytes;
        byte[] sealed;
        byte[] wrappedKey;
        long sealingKeyId;
    }

    // ---- Row

    /** The row as JSON, nulls left out. */
    public static byte[] encode(Row row) {
        return write(json -> {
            for (Map.Entry<String, Object> column : row.columns().entrySet()) {
                if (column.getValue() != null) {
                    json.writeFieldName(column.getKey());
                    writeValue(json, column.getValue());
                }
            }
        });
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof JsonText carried) {
            json.writeRawValue(carried.text());
        } else if (value instanceof Evidence evidence) {
            writeEvidence(json, evidence);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                writeValue(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                writeValue(json, entry.getValue());
            }
            json.writeEndObject();
        } else {
            throw new IllegalArgumentException("a column cannot hold " + value.getClass().getName());
        }
    }

    // ---- parts

    private static void writeString(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void writeStrings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void writeMap(JsonGenerator json, String name, Map<String, String> map) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : map.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeProvenance(JsonGenerator json, Provenance provenance) throws IOException {
        json.writeObjectFieldStart("provenance");
        writeFlatProvenance(json, provenance);
        json.writeEndObject();
    }

    private static void writeFlatProvenance(JsonGenerator json, Provenance provenance) throws IOException {
        writeString(json, "topic", provenance.topic());
        writeString(json, "message_id", provenance.messageId());
        json.writeNumberField("published_at", provenance.publishedAt());
        json.writeNumberField("version", provenance.version());
    }

    private static void writeTreatment(JsonGenerator json, Treatment treatment) throws IOException {
        writeString(json, "policy", treatment.policy());
        if (treatment.policyVersion() > 0) {
            json.writeNumberField("policy_version", treatment.policyVersion());
        }
        writeString(json, "policy_hash", treatment.policyHash());
        writeString(json, "detector_version", treatment.detector());
        writeString(json, "code_version", treatment.code());
    }

    private static void writeEvidence(JsonGenerator json, Evidence evidence) throws IOException {
        json.writeStartObject();
        writeString(json, "field", evidence.field());
        json.writeNumberField("start", evidence.start());
        json.writeNumberField("end", evidence.end());
        writeString(json, "label", evidence.label());
        writeString(json, "rule", evidence.rule());
        json.writeEndObject();
    }

    private static void writeClassification(JsonGenerator json, Classification c) throws IOException {
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
        writeString(json, "label", c.label());
        json.writeArrayFieldStart("evidence");
        for (Evidence evidence : c.evidence()) {
            writeEvidence(json, evidence);
        }
        json.writeEndArray();
        writeString(json, "declared_label", c.declaredLabel());
        if (c.labelAgrees() != null) {
            json.writeBooleanField("label_agrees", c.labelAgrees());
        }
        writeMap(json, "observations", c.observations());
    }

    private static final class ClassificationBuilder {
        String language;
        String modality;
        String modalityFrom;
        String bodyPart;
        String bodyPartFrom;
        String modelId;
        List<String> modelIds = List.of();
        String rule;
        List<String> missing = List.of();
        List<String> conflicts = List.of();
        String label;
        List<Evidence> evidence = List.of();
        String declaredLabel;
        Boolean labelAgrees;
        Map<String, String> observations = Map.of();

        boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "language" -> language = string(json);
                case "modality_code" -> modality = string(json);
                case "modality_from" -> modalityFrom = string(json);
                case "body_part_code" -> bodyPart = string(json);
                case "body_part_from" -> bodyPartFrom = string(json);
                case "model_id" -> modelId = string(json);
                case "model_ids" -> modelIds = readStrings(json);
                case "rule" -> rule = string(json);
                case "missing" -> missing = readStrings(json);
                case "conflicts" -> conflicts = readStrings(json);
                case "label" -> label = string(json);
                case "evidence" -> evidence = readEvidence(json);
                case "declared_label" -> declaredLabel = string(json);
                case "label_agrees" -> labelAgrees = json.getBooleanValue();
                case "observations" -> observations = readMap(json);
                default -> {
                    return false;
                }
            }
            return true;
        }

        Classification build() {
            return new Classification(language, modality, modalityFrom, bodyPart, bodyPartFrom, modelId, modelIds, rule,
                    missing, conflicts, label, evidence, declaredLabel, labelAgrees, observations);
        }
    }

    private static final class ProvenanceBuilder {
        String topic;
        String messageId;
        long publishedAt;
        long version;

        boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "topic" -> topic = string(json);
                case "message_id" -> messageId = string(json);
                case "published_at" -> publishedAt = json.getLongValue();
                case "version" -> version = json.getLongValue();
                default -> {
                    return false;
                }
            }
            return true;
        }

        Provenance build() {
            return new Provenance(topic, messageId, publishedAt, version);
        }
    }

    private static final class TreatmentBuilder {
        String policy;
        int policyVersion;
        String policyHash;
        String detector;
        String code;

        boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "policy" -> policy = string(json);
                case "policy_version" -> policyVersion = json.getIntValue();
                case "policy_hash" -> policyHash = string(json);
                case "detector_version" -> detector = string(json);
                case "code_version" -> code = string(json);
                default -> {
                    return false;
                }
            }
            return true;
        }

        /** Returns null if the message has none of these fields. */
        Treatment build() {
            return policy == null && code == null ? null : new Treatment(policy, policyVersion, policyHash, detector, code);
        }
    }

    private static Provenance readProvenance(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        ProvenanceBuilder b = new ProvenanceBuilder();
        readObject(json, b::read);
        return b.build();
    }

    private static List<Evidence> readEvidence(JsonParser json) throws IOException {
        expect(json, JsonToken.START_ARRAY);
        List<Evidence> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, JsonToken.START_OBJECT);
            String[] texts = new String[3];
            int[] offsets = new int[2];
            readObject(json, (name, value) -> {
                switch (name) {
                    case "field" -> texts[0] = string(value);
                    case "start" -> offsets[0] = value.getIntValue();
                    case "end" -> offsets[1] = value.getIntValue();
                    case "label" -> texts[1] = string(value);
                    case "rule" -> texts[2] = string(value);
                    default -> {
                        return false;
                    }
                }
                return true;
            });
            list.add(new Evidence(texts[0], offsets[0], offsets[1], texts[1], texts[2]));
        }
        return list;
    }

    private static List<String> readStrings(JsonParser json) throws IOException {
        expect(json, JsonToken.START_ARRAY);
        List<String> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(string(json));
        }
        return list;
    }

    private static Map<String, String> readMap(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        Map<String, String> map = new LinkedHashMap<>();
        readObject(json, (name, value) -> {
            map.put(name, string(value));
            return true;
        });
        return map;
    }

    private static String string(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw new IOException("another JSON type than the schema says");
        }
    }

    private static void require(Object... fields) throws RecordFormatException {
        for (Object field : fields) {
            if (field == null) {
                throw new RecordFormatException(RejectReason.UNREADABLE_INPUT, null, -1);
            }
        }
    }
}

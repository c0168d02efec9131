package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.records.ConvertedRecord;
import dev.sigilo.records.ConvertedRecordCodec;
import dev.sigilo.records.RecordFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each topic gets of the records of one message, put together per record. Messages of one record are found by the position
 * that convert gives it (topic, message id and the number of the part), and rows by the record token.
 */
final class MessageTrial {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DROPPED = "source_dropped";

    private final TopologyDriver driver;

    /** @param driver the chain, after one message */
    MessageTrial(TopologyDriver driver) {
        this.driver = driver;
    }

    /**
     * Returns one line per record, in the order of the message, then one per reject that belongs to no record.
     *
     * @param stages the topics by the name that they have in the line
     */
    List<String> lines(Map<String, String> stages, String rejected) throws IOException {
        Map<String, JsonNode> rejects = new LinkedHashMap<>();
        for (DriverMessage message : driver.read(rejected)) {
            JsonNode reject = JSON.readTree(message.getValue());
            rejects.putIfAbsent(id(reject), reject);
        }
        List<String> lines = new ArrayList<>();
        for (DriverMessage message : driver.read("converted")) {
            ConvertedRecord converted = converted(message.getValue());
            ObjectNode line = JSON.createObjectNode();
            JsonNode record = describe(converted, line);
            JsonNode reject = rejects.remove(converted.provenance().messageId());
            if (reject == null) {
                addStages(line, converted.provenance().messageId(), stages);
            } else {
                line.set("rejected", reject);
            }
            if (record.has(DROPPED)) {
                line.set("dropped", record.get(DROPPED));
            }
            lines.add(JSON.writeValueAsString(line));
        }
        for (JsonNode reject : rejects.values()) {
            lines.add(JSON.writeValueAsString(JSON.createObjectNode().set("rejected", reject)));
        }
        return lines;
    }

    private static ConvertedRecord converted(byte[] message) throws JsonProcessingException {
        try {
            return ConvertedRecordCodec.decode(message);
        } catch (RecordFormatException e) {
            throw new IllegalStateException("convert wrote a message of another type", e);
        }
    }

    /** Adds the record as convert made it, and returns it. */
    private static JsonNode describe(ConvertedRecord converted, ObjectNode line) throws IOException {
        try {
            JsonNode record = JSON.readTree(converted.original().record().json());
            line.putObject("converted")
                    .put("format", converted.original().format())
                    .put("place", converted.place())
                    .set("record", record);
            return record;
        } catch (RecordFormatException e) {
            throw new IllegalStateException("convert wrote a record that is not one", e);
        }
    }

    private void addStages(ObjectNode line, String id, Map<String, String> stages) throws IOException {
        String token = null;
        for (Map.Entry<String, String> stage : stages.entrySet()) {
            JsonNode last = null;
            for (DriverMessage message : driver.read(stage.getValue())) {
                JsonNode each = JSON.readTree(message.getValue());
                // Rows have only the record token; the row of a later stage follows that of an earlier one.
                if (id.equals(id(each)) || id(each) == null && token != null && token.equals(token(each))) {
                    last = each;
                }
            }
            token = last != null && token(last) != null ? token(last) : token;
            line.set(stage.getKey(), last);
        }
    }

    private static String token(JsonNode message) {
        return message.path("record_token").textValue();
    }

    /** Returns the position of the message that this one is about, or null if it does not name it. */
    private static String id(JsonNode message) {
        JsonNode id = message.path("provenance").path("message_id");
        return (id.isMissingNode() ? message.path("message_id") : id).textValue();
    }
}

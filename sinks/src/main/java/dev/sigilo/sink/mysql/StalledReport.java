package dev.sigilo.sink.mysql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.functions.api.Record;

/**
 * A message of the error topic as a row of {@code refusedTable}, which has one row for each key and table whose row
 * waits. A report that the row was written deletes it and leaves its version in the tombstone table, so that redelivery
 * of an older report does not bring it back.
 */
final class StalledReport implements Record<byte[]> {
    /** Suffix that makes the name of {@code refusedTable} the name of its tombstone table. */
    static final String CLEARED = "_cleared";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARTITION = Pattern.compile("-partition-\\d+$");
    private static final String TABLE = "table_name";
    private static final String ORDER = "row_order";
    private static final String WRITTEN = "written";

    private final Record<?> report;
    private final byte[] row;

    private StalledReport(Record<?> report, byte[] row) {
        this.report = report;
        this.row = row;
    }

    /**
     * Returns the settings for writing {@code refusedTable}, derived from those of the sink: the same server and user,
     * one connection.
     */
    static Map<String, Object> settings(Map<String, Object> sink, MySqlSinkConfig config) {
        Map<String, Object> settings = new HashMap<>(sink);
        settings.keySet()
                .removeAll(List.of(
                        "insertMode",
                        "nonKey",
                        "excludeNonDeclaredFields",
                        "nullValueAction",
                        "unknownFields",
                        "keysets",
                        "shards",
                        "shard",
                        "errorTopic",
                        "errorTopicKeys",
                        "refusedRows",
                        "refusedTable"));
        String key = config.keyColumns().get(0);
        settings.put("tableName", config.getRefusedTable());
        settings.put("key", key + "," + TABLE);
        settings.put("versionColumn", ORDER);
        settings.put("deleteField", WRITTEN);
        settings.put("tombstoneTable", config.getRefusedTable() + CLEARED);
        settings.put("requiredColumns", key + "," + TABLE + ",reason,column_name,sink,since," + ORDER);
        settings.put("connections", 1);
        return settings;
    }

    /** Returns whether this message comes from this topic or one of its partitions. */
    static boolean isFrom(String topic, Record<?> message) {
        return message.getTopicName()
                .map(name -> fullName(PARTITION.matcher(name).replaceFirst("")).equals(fullName(topic)))
                .orElse(false);
    }

    private static String fullName(String topic) {
        return topic.contains("://") ? topic : "persistent://" + topic;
    }

    /**
     * Returns the row of this report, or null if it has none: a report without a key, or one from an earlier version of
     * the sink, for which no later report would say that its row was written.
     *
     * @param keyColumn the column that has the refused row's key
     */
    static StalledReport of(Record<?> report, String keyColumn) {
        byte[] bytes = report.getMessage()
                .map(Message::getData)
                .orElse(report.getValue() instanceof byte[] value ? value : new byte[0]);
        JsonNode json;
        try {
            json = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return null;
        }
        if (!json.path(WRITTEN).isBoolean()
                || !json.path("key").isTextual()
                || !json.path("table").isTextual()) {
            return null;
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.set(keyColumn, json.get("key"));
        row.set(TABLE, json.get("table"));
        row.put(ORDER, json.path(ORDER).asText(""));
        row.set(WRITTEN, json.get(WRITTEN));
        if (!json.path(WRITTEN).asBoolean()) {
            row.set("reason", json.get("reason"));
            row.set("column_name", json.get("column"));
            row.set("sink", json.get("sink"));
            row.set("since", json.get("since"));
        }
        return new StalledReport(report, row.toString().getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked")
    Record<GenericObject> record() {
        // If nothing decodes the message, a sink gets bytes, whatever type it declares.
        return (Record<GenericObject>) (Record<?>) this;
    }

    @Override
    public byte[] getValue() {
        return row;
    }

    @Override
    public Schema<byte[]> getSchema() {
        return Schema.BYTES;
    }

    @Override
    public Optional<String> getTopicName() {
        return report.getTopicName();
    }

    @Override
    public Optional<Long> getRecordSequence() {
        return report.getRecordSequence();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Optional<Message<byte[]>> getMessage() {
        return (Optional<Message<byte[]>>) (Optional<?>) report.getMessage();
    }

    @Override
    public void ack() {
        report.ack();
    }

    @Override
    public void fail() {
        report.fail();
    }

    /** No value is ever printed. */
    @Override
    public String toString() {
        return "StalledReport";
    }
}

package dev.sigilo.sink.mysql;

import dev.sigilo.sink.mysql.TestMessages.TestMessage;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.schema.GenericRecord;
import org.apache.pulsar.common.schema.SchemaType;

/** Messages for the table that most tests use: an id, a text, a number, a version. */
final class RowMessages {
    static final String TABLE = "(id VARCHAR(64) PRIMARY KEY, txt VARCHAR(100), num INT, doc JSON,"
            + " must VARCHAR(10) NOT NULL, version BIGINT NOT NULL)";
    static final Schema<GenericRecord> SCHEMA = TestMessages.schema(SchemaType.JSON, """
            {"type":"record","name":"Row","fields":[
             {"name":"id","type":["null","string"],"default":null},
             {"name":"txt","type":["null","string"],"default":null},
             {"name":"num","type":["null","long"],"default":null},
             {"name":"doc","type":["null","string"],"default":null},
             {"name":"must","type":["null","string"],"default":null},
             {"name":"version","type":["null","long"],"default":null}]}""");

    private RowMessages() {}

    static String id(int number) {
        return "id-" + number;
    }

    static TestMessage row(int number, long version) {
        return json(
                number,
                "{\"id\":\"%s\",\"txt\":\"text %d of %d\",\"num\":%d,\"doc\":\"{\\\"n\\\": %d}\",\"must\":\"x\",\"version\":%d}"
                        .formatted(id(number), version, number, number, number, version));
    }

    /** The row that a message of {@link #row} leaves, as {@code SELECT id, txt, num, version} shows it. */
    static String stored(int number, long version) {
        return "%s|text %d of %d|%d|%d".formatted(id(number), version, number, number, version);
    }

    static TestMessage tombstone(int number, long version) {
        return json(number, "{\"id\":\"%s\",\"version\":%d,\"deleted\":true}".formatted(id(number), version));
    }

    static TestMessage json(int number, String json) {
        return TestMessages.json(SCHEMA, number, id(number), json);
    }
}

package dev.sigilo.driver.sample;

import java.nio.charset.StandardCharsets;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.functions.api.Context;
import org.apache.pulsar.functions.api.Function;
import org.apache.pulsar.functions.api.Record;

/** Passes a word on as a row; a word without a length deletes its row. */
public final class CountFunction implements Function<byte[], Record<byte[]>> {
    private static final Schema<byte[]> ROWS = SampleOutput.jsonSchema(
            "{\"name\":\"word\",\"type\":\"string\"},{\"name\":\"length\",\"type\":[\"null\",\"int\"]},"
                    + "{\"name\":\"version\",\"type\":\"long\"},{\"name\":\"deleted\",\"type\":[\"null\",\"boolean\"]}");

    @Override
    public Record<byte[]> process(byte[] input, Context context) {
        String json = new String(input, StandardCharsets.UTF_8);
        String row = json.contains("\"length\":null") ? json.replace("}", ",\"deleted\":true}") : json;
        return SampleOutput.of(null, context.getCurrentRecord().getKey().orElseThrow(), row, ROWS);
    }
}

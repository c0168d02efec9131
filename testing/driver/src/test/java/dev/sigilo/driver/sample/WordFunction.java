package dev.sigilo.driver.sample;

import java.nio.charset.StandardCharsets;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.functions.api.Context;
import org.apache.pulsar.functions.api.Function;
import org.apache.pulsar.functions.api.Record;

/**
 * Takes a line {@code word text} and sends the text's length with the line's publish time as version; refuses an empty
 * line. Some words make it misbehave, for the tests of what the driver refuses.
 */
public final class WordFunction implements Function<byte[], Record<byte[]>> {
    private static final Schema<byte[]> WORDS = SampleOutput.jsonSchema(
            "{\"name\":\"word\",\"type\":\"string\"},{\"name\":\"length\",\"type\":[\"null\",\"int\"]},"
                    + "{\"name\":\"version\",\"type\":\"long\"}");
    private static final Schema<byte[]> REFUSED = SampleOutput.jsonSchema("{\"name\":\"message\",\"type\":\"string\"}");

    private String rejectedTopic;

    @Override
    public void initialize(Context context) {
        rejectedTopic = (String) context.getUserConfigValue("rejectedTopic").orElseThrow();
        if (!"hello".equals(((String) context.getUserConfigValue("greeting").orElseThrow()).strip())) {
            throw new IllegalArgumentException("userConfig.greeting must be hello");
        }
        if (!"secret".equals(context.getSecret("WORD_KEY"))) {
            throw new IllegalArgumentException("secret WORD_KEY is missing");
        }
        if (!Double.valueOf(20).equals(context.getUserConfigValue("limit").orElseThrow())) {
            throw new IllegalArgumentException("userConfig.limit is not the number that the runtime gives");
        }
    }

    @Override
    public Record<byte[]> process(byte[] input, Context context) {
        String line = new String(input, StandardCharsets.UTF_8).strip();
        var message = context.getCurrentRecord().getMessage().orElseThrow();
        context.recordMetric("lines", 1);
        return switch (line.split(" ")[0]) {
            case "" ->
                SampleOutput.of(rejectedTopic, null, "{\"message\":\"" + message.getMessageId() + "\"}", REFUSED);
            case "throw" -> throw new IllegalStateException(line);
            case "null" -> null;
            case "elsewhere" -> SampleOutput.of("medical/other/topic", null, "{}", WORDS);
            case "misfit" -> SampleOutput.of(null, null, "{\"word\":1}", WORDS);
            case "unnamed" -> SampleOutput.of(null, null, "{\"word\":\"w\",\"patient\":1}", WORDS);
            case "state" -> {
                context.putState("k", null);
                yield null;
            }
            default -> {
                String[] parts = line.split(" ", 2);
                yield SampleOutput.of(
                        null,
                        parts[0],
                        "{\"word\":\"" + parts[0] + "\",\"length\":"
                                + (parts.length < 2 ? null : parts[1].length()) + ",\"version\":"
                                + message.getPublishTime()
                                + "}",
                        WORDS);
            }
        };
    }
}

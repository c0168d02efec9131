package dev.sigilo.runtime;

import dev.sigilo.records.Canary;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.Version;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.functions.api.Record;

/** Reads the position, time and properties of a message that the runtime passes to a function. */
final class InputMessages {
    private static final int LONGEST_LINE_NUMBER = 10;

    /** Returns the message's position and time, with the version of a first stage. */
    static Provenance provenance(Record<?> record) {
        Message<?> message = record.getMessage()
                .orElseThrow(() -> new IllegalStateException(
                        "the runtime gave a record without its Pulsar message; run this function on a Pulsar topic"));
        String topic = record.getTopicName().orElse(message.getTopicName());
        // ledger:entry:partition, and :batchIndex for a member of a batch. The text is parsed because the classes
        // that implement it are not part of the client's API.
        String id = message.getMessageId().toString();
        String[] parts = id.split(":");
        long entry = parts.length > 1 ? number(parts[1]) : 0;
        int batchIndex = parts.length > 3 ? (int) number(parts[3]) : 0;
        long publishedAt = message.getPublishTime();
        return new Provenance(topic, id, publishedAt, Version.of(publishedAt, entry, batchIndex));
    }

    /** Returns whether the message came from this topic or one of its partitions. */
    static boolean isFrom(Record<?> record, String topic) {
        String from = record.getTopicName().orElse("");
        return from.startsWith(topic)
                && (from.length() == topic.length() || from.startsWith("-partition-", topic.length()));
    }

    /** Returns the type that the sending stage gave the message, or null. */
    static String type(Record<?> record) {
        return record.getProperties().get(OutputMessage.TYPE_PROPERTY);
    }

    /** Returns whether an earlier stage marked the message as a canary's. */
    static boolean isCanary(Record<?> record) {
        return record.getProperties().containsKey(Canary.PROPERTY);
    }

    /**
     * Returns the line number, in the published file, that the message's properties give; 0 if there is none or it is
     * not a number of at most ten digits.
     */
    static long line(Record<?> record) {
        String line = record.getProperties().get(OutputMessage.LINE_PROPERTY);
        return line != null
                        && line.length() <= LONGEST_LINE_NUMBER
                        && line.chars().allMatch(c -> c >= '0' && c <= '9')
                ? number(line)
                : 0;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private InputMessages() {}
}

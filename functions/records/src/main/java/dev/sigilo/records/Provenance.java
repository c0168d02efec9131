package dev.sigilo.records;

/**
 * The source of a record, and its order among the messages about the same record.
 *
 * @param topic       the intake topic
 * @param messageId   Pulsar message id, as {@code ledger:entry:partition:batchIndex}; followed by {@code :p} and a
 *                    number for one part of a message with several records
 * @param publishedAt the producer's publish time, milliseconds since 1970-01-01 UTC
 * @param version     {@link Version} of the message at its first stage
 */
public record Provenance(String topic, String messageId, long publishedAt, long version) {
    /** Stands before the number of a part. */
    private static final String PART = ":p";

    /**
     * Returns the provenance of one part of this message. Its version is the message's.
     *
     * @param number the part's number in the message, from 1
     */
    public Provenance ofPart(int number) {
        return new Provenance(topic, messageId + PART + number, publishedAt, version);
    }
}

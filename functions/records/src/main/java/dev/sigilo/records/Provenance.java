package dev.sigilo.records;

/**
 * The source of a record, and its order among the messages about the same record.
 *
 * @param topic       the intake topic
 * @param messageId   Pulsar message id, as {@code ledger:entry:partition:batchIndex}
 * @param publishedAt the producer's publish time, milliseconds since 1970-01-01 UTC
 * @param version     {@link Version} of the message at its first stage
 */
public record Provenance(String topic, String messageId, long publishedAt, long version) {}

package dev.sigilo.records;

/**
 * A record as it came in: what a {@link RecordFormat} read, and from what.
 *
 * @param record   the record
 * @param original the message
 */
public record ReceivedRecord(MedicalRecord record, OriginalMessage original) {}

package dev.sigilo.records;

/**
 * A received record: the record that a {@link RecordFormat} read, and its message.
 *
 * @param record   the record
 * @param original the message
 */
public record ReceivedRecord(MedicalRecord record, OriginalMessage original) {}

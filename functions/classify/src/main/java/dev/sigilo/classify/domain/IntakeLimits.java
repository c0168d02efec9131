package dev.sigilo.classify.domain;

import dev.sigilo.records.MedicalRecord;

/**
 * How much a producer may send in one message.
 *
 * @param maxRecordBytes bytes of one message, 1 and up
 * @param maxFields      fields of one record, 1 to {@link MedicalRecord#MAX_FIELDS}
 */
public record IntakeLimits(int maxRecordBytes, int maxFields) {
    /** 1000 fields and 1 MiB, so that the classified record and the sealed original each fit in a Pulsar message. */
    public static final IntakeLimits DEFAULT = new IntakeLimits(1024 * 1024, MedicalRecord.MAX_FIELDS);

    public IntakeLimits {
        if (maxRecordBytes < 1) {
            throw new IllegalArgumentException("maxRecordBytes must be 1 or more, but is " + maxRecordBytes);
        }
        if (maxFields < 1 || maxFields > MedicalRecord.MAX_FIELDS) {
            throw new IllegalArgumentException(
                    "maxFields must be 1 to " + MedicalRecord.MAX_FIELDS + ", but is " + maxFields);
        }
    }
}

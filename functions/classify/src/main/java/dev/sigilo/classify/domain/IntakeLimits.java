package dev.sigilo.classify.domain;

import dev.sigilo.records.MedicalRecord;

/**
 * The limits on what a producer may send in one message.
 *
 * @param maxRecordBytes maximum size of one message in bytes, from 1
 * @param maxFields      maximum number of fields in one record, 1 to {@link MedicalRecord#MAX_FIELDS}
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

package dev.sigilo.records;

/**
 * Orders all messages about one record: by publish time, then position in the topic, then stage. A version is one
 * signed 64-bit number, so that a database can compare it: 42 bits of milliseconds (until the year 2109), 9 bits of
 * entry id, 10 bits of batch index, 2 bits of stage. It never depends on the clock of the writer, so the table is the
 * same whatever the order and number of deliveries.
 */
public final class Version {
    /** The original is sealed; the record is still being processed. */
    public static final int SEALED = 0;
    /** The record is in the log. */
    public static final int TOKENIZED = 1;
    /** A stage rejected the record. */
    public static final int REJECTED = 2;
    /** The patient was erased. */
    public static final int ERASED = 3;
    /**
     * The rejected message was published again. This is the final stage: no later row for that message overrides it.
     */
    public static final int REPLACED = 3;

    private static final int STAGE_BITS = 2;
    private static final int BATCH_BITS = 10;
    private static final int ENTRY_BITS = 9;

    /**
     * Returns the version of a message at its first stage, from its publish time in milliseconds and its position in
     * the topic.
     */
    public static long of(long publishedAtMillis, long entryId, int batchIndex) {
        long position = (entryId & ((1L << ENTRY_BITS) - 1)) << BATCH_BITS
                | (Math.max(batchIndex, 0) & ((1L << BATCH_BITS) - 1));
        return publishedAtMillis << (ENTRY_BITS + BATCH_BITS + STAGE_BITS) | position << STAGE_BITS;
    }

    /** Returns the version of the same message at a later stage. */
    public static long atStage(long version, int stage) {
        return version >> STAGE_BITS << STAGE_BITS | stage;
    }

    private Version() {}
}

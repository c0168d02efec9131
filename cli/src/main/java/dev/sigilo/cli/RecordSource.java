package dev.sigilo.cli;

/** A source of records to publish. */
interface RecordSource {
    /** Returns the next record, or null at the end. */
    RecordReader.Entry next();

    /** Returns how much of the source was read so far, in the source's own unit. */
    long done();

    /** Returns how many empty lines were skipped so far. */
    default long emptyLines() {
        return 0;
    }
}

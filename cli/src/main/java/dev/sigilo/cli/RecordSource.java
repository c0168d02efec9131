package dev.sigilo.cli;

/** Where the records come from that are published, one after the other. */
interface RecordSource {
    /** The next record, or null at the end. */
    RecordReader.Entry next();

    /** How much of the source was read so far, in its own measure. */
    long done();

    /** How many lines without any character were left out so far. */
    default long emptyLines() {
        return 0;
    }
}

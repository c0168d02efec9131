package dev.sigilo.cli;

import java.io.IOException;

/** The messages of one file. */
interface MessageSource {
    /** Returns the next message, or null at the end. */
    RecordReader.Entry next() throws IOException;
}

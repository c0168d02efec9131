package dev.sigilo.tokenize.domain;

/** Takes what identifies somebody out of free text. Thread-safe; what it gives for one record is used by one thread. */
public interface TextScrubber {

    /** Returns the version of the detection models; null if there are none. */
    default String version() {
        return null;
    }

    /** Prepares for the texts of one record. */
    Session begin(RecordContext record);

    /** Scrubs the texts of one record. */
    interface Session {
        /**
         * Takes note of the names in a text of the record, so that they are found in its other texts too. Call it with every
         * text before the first is scrubbed.
         */
        default void read(String text) {}

        /** The text with every identifier replaced; defined for every string. */
        ScrubbedText scrub(String text);
    }
}

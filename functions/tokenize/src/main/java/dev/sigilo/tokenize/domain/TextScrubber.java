package dev.sigilo.tokenize.domain;

/**
 * Removes identifying information from free text. Thread-safe, but the session for a record must be used by one thread.
 */
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
         * Notes the names in a text of the record, so that they are found in its other texts too. Must be called with
         * every text before the first text is scrubbed.
         */
        default void read(String text) {}

        /** Returns the text with every identifier replaced. Accepts every string. */
        ScrubbedText scrub(String text);
    }
}

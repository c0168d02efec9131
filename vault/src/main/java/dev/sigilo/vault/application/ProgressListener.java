package dev.sigilo.vault.application;

/** Receives the progress of an operation. */
public interface ProgressListener {

    /** @param done how many messages were processed so far */
    void advanced(long done);

    /** The step is complete. */
    void finished();
}

package dev.sigilo.vault.application;

/** Receives the progress of an operation. */
public interface ProgressListener {

    /**
     * Some messages were processed.
     *
     * @param done how many were processed so far
     */
    void advanced(long done);

    /** The step is complete. */
    void finished();
}

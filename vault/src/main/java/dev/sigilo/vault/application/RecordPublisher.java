package dev.sigilo.vault.application;

/** Publishes records to the pipeline's first topic. */
public interface RecordPublisher {

    /**
     * The outcome of a publication.
     *
     * @param published how many records the broker stored
     * @param failed    how many it refused
     * @param rejected  how many of the published records the pipeline rejected
     * @param waitingAt the backlogs that stopped changing, such as {@code 3 at classify}, or null if everything is
     *                  processed
     */
    record Publication(long published, long failed, long rejected, String waitingAt) {}

    /**
     * Publishes the originals and waits until the pipeline has processed them.
     *
     * @param size how many originals there are
     * @throws dev.sigilo.vault.domain.OperatorException if the broker cannot be reached
     */
    Publication publish(OpenedOriginals originals, long size);
}

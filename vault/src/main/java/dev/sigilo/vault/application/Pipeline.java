package dev.sigilo.vault.application;

import java.time.Duration;

/** The running functions and sinks, and their backlogs. */
public interface Pipeline {

    /** Waits until every backlog is empty.
     *
     * @param patience how long the backlogs may stay unchanged
     * @return the backlogs that stopped changing, such as {@code 3 at classify}, or null if everything is processed
     */
    String await(Duration patience);

    /** Waits until every backlog is 0, but no longer than {@code limit}. */
    void settle(Duration limit);

    /**
     * Waits a moment.
     *
     * @throws dev.sigilo.vault.domain.OperatorException if the thread is interrupted
     */
    void pause();
}

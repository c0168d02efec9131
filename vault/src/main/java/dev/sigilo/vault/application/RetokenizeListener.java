package dev.sigilo.vault.application;

import dev.sigilo.policy.Policy;

/** Receives the results of the steps of a {@link Retokenize}, each when its step is complete. */
public interface RetokenizeListener {

    /**
     * An original was read.
     *
     * @param size how many originals there are
     */
    void opened(OpenedOriginals originals, long size);

    /** All originals were read. */
    void openedAll();

    /**
     * The query view now belongs to another policy.
     *
     * @param before  the policy that it belonged to; null if it never had a row
     * @param removed how many rows were removed
     */
    void handedOver(String policy, String before, long removed);

    /**
     * The originals were only read.
     *
     * @param sum the outcome of the originals; nothing was published
     */
    void tried(String sum);

    /**
     * The new records were published.
     *
     * @param sum the outcome of the originals, of which some were published
     */
    void published(String sum);

    /**
     * The earlier record tokens were removed.
     *
     * @param removed how many
     */
    void retired(long removed);

    /**
     * Both views contain only records of this policy.
     *
     * @param records how many there are
     */
    void proved(Policy policy, long records);
}

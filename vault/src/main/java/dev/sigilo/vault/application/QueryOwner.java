package dev.sigilo.vault.application;

import dev.sigilo.policy.Policy;

/**
 * The policy that the rows of the query view belong to. Its methods throw
 * {@link dev.sigilo.vault.domain.OperatorException} if the view fails.
 */
public interface QueryOwner extends AutoCloseable {
    /** The owner while rows are removed: no policy has this name, so the sink refuses every row. */
    String NOBODY = "";

    /**
     * The number of rows by policy.
     *
     * @param current rows made with one version of a policy
     * @param others  all other rows
     */
    record Counts(long current, long others) {}

    /** Returns the name of the policy that the rows belong to, {@link #NOBODY}, or null if the view never had a row. */
    String policy();

    /** Returns how many rows were made with this version and content of a policy, and how many were not. */
    Counts count(Policy policy);

    /**
     * Gives the view to another policy and removes the rows of every other one. Meanwhile the view belongs to
     * {@link #NOBODY}, so rows of two policies are never side by side. Removed rows do not come back if an older
     * message is delivered again. Repeating it is harmless.
     *
     * @return how many rows were removed
     */
    long handOver(String policy);

    @Override
    void close();
}

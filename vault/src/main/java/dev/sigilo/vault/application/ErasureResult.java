package dev.sigilo.vault.application;

/**
 * The result of an erasure.
 *
 * @param records          how many records were found
 * @param erasedNow        whether this erasure erased anything; false if everything had been erased before
 * @param rejectedMessages how many rejected messages it closed
 * @param unopened         how many rejected messages name no patient and were not opened to find out
 */
public record ErasureResult(int records, boolean erasedNow, int rejectedMessages, int unopened) {}

package dev.sigilo.vault.application;

/** The query view. */
public interface QueryRows extends AutoCloseable {

    /**
     * Returns whether the view has a row with this record token.
     *
     * @throws dev.sigilo.vault.domain.OperatorException if the view cannot be read
     */
    boolean has(String recordToken);

    @Override
    void close();
}

package dev.sigilo.vault.application;

import dev.sigilo.vault.domain.AuditLine;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The signed chain of all audit lines. Its methods throw {@link dev.sigilo.vault.domain.OperatorException} if the chain
 * fails.
 */
public interface AuditChain extends AutoCloseable {

    /** Returns the user that the server authenticated, with host. */
    String databaseUser();

    /**
     * Appends a line and returns it.
     *
     * @param text makes the line's text from its number and the hash of the line before it
     */
    AuditLine append(BiFunction<Long, String, String> text);

    /** Returns every line, in order. */
    List<AuditLine> lines();

    @Override
    void close();
}

package dev.sigilo.vault.application;

import java.util.Map;

/** The signed statement of what an erasure destroyed. */
public interface ErasureCertificate {

    /** Signs the content and returns its SHA-256. */
    String sign(Map<String, Object> content);

    /**
     * Writes the signed certificate.
     *
     * @throws dev.sigilo.vault.domain.OperatorException if it cannot be written
     */
    void write();
}

package dev.sigilo.sink.mysql;

/** TLS to the server, with the meanings of Connector/J. */
public enum SslMode {
    /** Never. */
    DISABLED,
    /** If the server offers it. */
    PREFERRED,
    /** Always, with any certificate. */
    REQUIRED,
    /** Always, with a certificate that a known authority signed. */
    VERIFY_CA,
    /** Always, with a certificate that a known authority signed for this host. */
    VERIFY_IDENTITY
}

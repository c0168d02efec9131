package dev.sigilo.sink.mysql;

/** The configuration is invalid, or the database does not match it. The message is one line and contains no secrets. */
public final class SinkConfigException extends RuntimeException {
    /** @param message what is wrong, where, and what to do */
    public SinkConfigException(String message) {
        super(message);
    }
}

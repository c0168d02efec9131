package dev.sigilo.sink.mysql;

/** The sink cannot work as it is configured, or the database is not as the configuration says. One line, no secrets. */
public final class SinkConfigException extends RuntimeException {
    /** With what is wrong, where, and what to do. */
    public SinkConfigException(String message) {
        super(message);
    }
}

package dev.sigilo.runtime;

/**
 * Thrown when the function is stopped while it waits for something that it needs to process a message. It is the only
 * exception that {@link StageFunction} lets through: the message is not acknowledged, so Pulsar redelivers it to the
 * next instance. The exception contains nothing from the message.
 */
public final class StageStoppedException extends RuntimeException {

    /** Creates the exception for an interrupted thread. */
    public StageStoppedException() {
        super("stopped while it waited; the message is not acknowledged", null, false, false);
    }
}

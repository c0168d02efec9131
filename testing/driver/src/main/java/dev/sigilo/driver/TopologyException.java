package dev.sigilo.driver;

/**
 * Thrown when the topology is faulty: a YAML file has an error, a class is missing, or a function broke the rules. The
 * message explains what is wrong, where, and how to fix it, and never contains a message's content.
 */
public final class TopologyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, where, and how to fix it */
    public TopologyException(String message) {
        super(message);
    }

    /** Creates an exception with the stack trace of a fault but not its message, which may quote a record. */
    static TopologyException at(Throwable place, String message) {
        TopologyException exception = new TopologyException(message);
        exception.setStackTrace(place.getStackTrace());
        return exception;
    }
}

package dev.sigilo.driver;

/**
 * The topology is not what it should be: a YAML file at fault, a class that is missing, or a function that broke the
 * rules. The message says what was wrong, where and what to do, and never holds a message's content.
 */
public final class TopologyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was wrong, where, what to do */
    public TopologyException(String message) {
        super(message);
    }

    /**
     * The same, with the place of a fault whose own message may quote a record: its frames are kept, its words are not.
     */
    static TopologyException at(Throwable place, String message) {
        TopologyException exception = new TopologyException(message);
        exception.setStackTrace(place.getStackTrace());
        return exception;
    }
}

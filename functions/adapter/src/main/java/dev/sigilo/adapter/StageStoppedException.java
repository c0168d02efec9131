package dev.sigilo.adapter;

/**
 * The function is stopped while it waits for what it needs to decide about a message. The one exception that {@link StageFunction} lets
 * through: the message is not acknowledged, and comes again to who runs next. It says nothing of the message.
 */
public final class StageStoppedException extends RuntimeException {

    /** Of a thread that was interrupted. */
    public StageStoppedException() {
        super("stopped while it waited; the message is not acknowledged", null, false, false);
    }
}

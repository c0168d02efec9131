package dev.sigilo.sink.mysql;

/** What the sink does with a message whose row the table refuses. */
public enum WhenRefused {
    /**
     * Negatively acknowledges it, so that it is retried until the table accepts it; the error topic gets one report.
     */
    RETRY,
    /** Acknowledges it once the error topic has its report. */
    ACKNOWLEDGE
}

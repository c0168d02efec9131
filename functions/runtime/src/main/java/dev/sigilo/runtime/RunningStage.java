package dev.sigilo.runtime;

import org.apache.pulsar.functions.api.Context;

/** A stage with the runtime's context of the message that it processes. Used by one thread. */
abstract class RunningStage {
    /** The context of the current message; null before the first. */
    Context context;

    RunningStage() {}

    /** Returns whether the current message came from this topic or one of its partitions. */
    protected final boolean isFrom(String topic) {
        return InputMessages.isFrom(context.getCurrentRecord(), topic);
    }

    /** Adds to a metric for the current message: only counts, never a name or value from a record. */
    protected final void count(String metric, int number) {
        context.recordMetric(metric, number);
    }
}

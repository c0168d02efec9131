package dev.sigilo.sink.mysql;

import java.util.concurrent.TimeUnit;
import org.apache.pulsar.io.core.SinkContext;

/** The metrics that the sink reports to Pulsar after each batch. Counters are sums of the recorded values. */
final class SinkMetrics {
    private final SinkContext context;

    SinkMetrics(SinkContext context) {
        this.context = context;
    }

    void batch(int rows, int queueDepth, long commitNanos) {
        record("rows", rows);
        record("batches", 1);
        record("queue_depth", queueDepth);
        record("commit_latency_ms", commitNanos / (double) TimeUnit.MILLISECONDS.toNanos(1));
    }

    void retry() {
        record("retries", 1);
    }

    /**
     * Records how many rows currently wait because the table refuses them; each counts once, no matter how often it was
     * tried.
     */
    void refused(int rows) {
        record("refused_rows", rows);
    }

    void rowErrors(int rows) {
        if (rows > 0) {
            record("row_errors", rows);
        }
    }

    private void record(String name, double value) {
        if (context != null) {
            context.recordMetric(name, value);
        }
    }
}

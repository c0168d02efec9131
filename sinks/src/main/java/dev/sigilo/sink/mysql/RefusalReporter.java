package dev.sigilo.sink.mysql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.functions.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports on the error topic which rows a worker's table refused, and which of them were written later. Used by one
 * thread.
 */
final class RefusalReporter {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalReporter.class);

    private final String worker;
    private final MySqlSinkConfig config;
    private final ErrorTopic errors;
    private final RefusedRows refused;
    private final RefusalLog reported;

    /**
     * @param worker   the worker's name, for the log
     * @param errors   the error topic; null if there is none
     * @param refused  the refused messages that wait
     * @param reported which refusals the error topic contains; null if the sink does not report rows that were written
     *     later
     */
    RefusalReporter(
            String worker, MySqlSinkConfig config, ErrorTopic errors, RefusedRows refused, RefusalLog reported) {
        this.worker = worker;
        this.config = config;
        this.errors = errors;
        this.refused = refused;
        this.reported = reported;
    }

    /** Returns whether a refused message is acknowledged once its report is stored; otherwise it is retried. */
    boolean acknowledgesReported() {
        return errors != null && !config.retriesRefusedRows();
    }

    /**
     * Reports rows that were refused before and are written now. Returns the messages for which that failed. They must
     * not be acknowledged: nobody would report them later.
     *
     * @param stored     the rows just written
     * @param superseded messages whose key has a newer version in the table
     */
    Set<Record<GenericObject>> reportWritten(List<Row> stored, List<ErrorTopic.Entry> superseded) {
        Set<Record<GenericObject>> unreported = Collections.newSetFromMap(new IdentityHashMap<>());
        if (reported == null || reported.isEmpty()) {
            return unreported;
        }
        List<ErrorTopic.Entry> written = new ArrayList<>();
        stored.forEach(row -> written.add(ErrorTopic.Entry.written(row.record(), row.identity())));
        superseded.forEach(entry -> written.add(ErrorTopic.Entry.written(entry.record(), entry.identity())));
        written.removeIf(entry -> entry.identity() == null || !reported.isSettledBy(entry.identity()));
        if (written.isEmpty()) {
            return unreported;
        }
        try {
            errors.send(written);
            written.forEach(reported::sent);
        } catch (PulsarClientException e) {
            written.forEach(entry -> unreported.add(entry.record()));
            logNotSent(written.size(), e);
        }
        return unreported;
    }

    /** Reports rows that will be redelivered. If that fails, they are reported at their next delivery. */
    void reportOnce(List<ErrorTopic.Entry> faults) {
        List<ErrorTopic.Entry> first = refused.firstTime(faults);
        if (errors == null) {
            return;
        }
        List<ErrorTopic.Entry> reports = new ArrayList<>();
        for (ErrorTopic.Entry fault : reported == null ? first : faults) {
            if (reported == null || !hasKey(fault)) {
                if (first.contains(fault)) {
                    reports.add(fault);
                }
                continue;
            }
            ErrorTopic.Entry report = reported.news(fault, System.currentTimeMillis());
            if (report != null) {
                reports.add(report);
            }
        }
        if (reports.isEmpty()) {
            return;
        }
        try {
            errors.send(reports);
            if (reported != null) {
                reports.stream().filter(RefusalReporter::hasKey).forEach(reported::sent);
            }
        } catch (PulsarClientException e) {
            refused.forget(first);
            logNotSent(reports.size(), e);
        }
    }

    private static boolean hasKey(ErrorTopic.Entry entry) {
        return entry.identity() != null && entry.identity().key() != null;
    }

    private void logNotSent(int messages, PulsarClientException e) {
        LOG.warn(
                "{}: the error topic does not take {} messages ({})",
                worker,
                messages,
                e.getClass().getSimpleName());
    }

    /**
     * Reports these rows, and retries until the error topic has all of them. Returns false if the sink is closed before
     * that.
     */
    boolean reportAll(List<ErrorTopic.Entry> faults, BooleanSupplier closed) throws InterruptedException {
        Backoff backoff = new Backoff(config.getBackoffMs(), config.getMaxBackoffMs());
        while (!closed.getAsBoolean()) {
            try {
                errors.send(faults);
                return true;
            } catch (PulsarClientException e) {
                long pause = backoff.next();
                LOG.warn(
                        "{}: the error topic does not take {} messages, trying again in {} ms ({})",
                        worker,
                        faults.size(),
                        pause,
                        e.getClass().getSimpleName());
                Thread.sleep(pause);
            }
        }
        return false;
    }
}

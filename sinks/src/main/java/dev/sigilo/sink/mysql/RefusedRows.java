package dev.sigilo.sink.mysql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pulsar.functions.api.Record;

/**
 * Remembers the messages that wait because the table refuses their rows, so that each is reported and counted only
 * once, no matter how often it is retried. It covers messages tried since the sink started, at most {@link #MOST}.
 * Thread-safe.
 */
final class RefusedRows {
    /** The maximum number remembered. Further ones are reported at each attempt and not counted. */
    static final int MOST = 100_000;

    private final String table;
    private final SinkExceptions exceptions;
    private final Set<String> positions = new HashSet<>();

    RefusedRows(String table, SinkExceptions exceptions) {
        this.table = table;
        this.exceptions = exceptions;
    }

    /** Returns those that were not refused before, and remembers them. */
    synchronized List<ErrorTopic.Entry> firstTime(List<ErrorTopic.Entry> faults) {
        List<ErrorTopic.Entry> first = new ArrayList<>();
        for (ErrorTopic.Entry fault : faults) {
            String position = ErrorTopic.position(fault.record());
            if (positions.contains(position)) {
                continue;
            }
            first.add(fault);
            if (positions.size() < MOST) {
                positions.add(position);
            }
        }
        return first;
    }

    /** Forgets these, because they could not be reported; the next attempt reports them again. */
    synchronized void forget(List<ErrorTopic.Entry> faults) {
        faults.forEach(fault -> positions.remove(ErrorTopic.position(fault.record())));
    }

    /** Forgets these stored rows. Returns whether one of them had been refused before. */
    synchronized boolean stored(List<? extends Record<?>> records) {
        if (positions.isEmpty()) {
            return false;
        }
        boolean wereRefused = false;
        for (Record<?> record : records) {
            wereRefused |= positions.remove(ErrorTopic.position(record));
        }
        return wereRefused;
    }

    /** Returns how many rows wait. */
    synchronized int count() {
        return positions.size();
    }

    /** Records that the row of a canary is refused. */
    void reportCanary(RowFaultException fault) {
        exceptions.note(RowsRefusedException.ofCanary(fault, table));
    }

    /**
     * Records one exception per kind of fault, such as {@code 3 rows refused: NULL_NOT_ALLOWED in hospital (table
     * orders, 5 wait)}.
     */
    void report(List<ErrorTopic.Entry> faults) {
        Map<RowFault, Set<String>> columns = new EnumMap<>(RowFault.class);
        Map<RowFault, Integer> rows = new EnumMap<>(RowFault.class);
        for (ErrorTopic.Entry entry : faults) {
            RowFaultException fault = entry.fault();
            columns.computeIfAbsent(fault.fault(), kind -> new TreeSet<>())
                    .addAll(fault.column() == null ? Collections.emptySet() : Set.of(fault.column()));
            rows.merge(fault.fault(), 1, Integer::sum);
        }
        rows.forEach((fault, number) ->
                exceptions.note(new RowsRefusedException(number, fault, columns.get(fault), table, count())));
    }
}

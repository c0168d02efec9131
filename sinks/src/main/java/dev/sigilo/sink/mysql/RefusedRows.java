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
 * Which messages wait because the table refuses their rows, so that each is told once and counted once however often it is
 * tried. It knows those that were tried since the sink started, and so many of them at most. Thread-safe.
 */
final class RefusedRows {
    /** So many are remembered: more are told again each time, and counted no further. */
    static final int MOST = 100_000;

    private final String table;
    private final SinkExceptions exceptions;
    private final Set<String> positions = new HashSet<>();

    RefusedRows(String table, SinkExceptions exceptions) {
        this.table = table;
        this.exceptions = exceptions;
    }

    /** Those of these that were not refused before. */
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

    /** Lets these count as not refused before, as nobody could be told of them. */
    synchronized void forget(List<ErrorTopic.Entry> faults) {
        faults.forEach(fault -> positions.remove(ErrorTopic.position(fault.record())));
    }

    /** Takes note of what is in the table; whether one of them had been refused before. */
    synchronized boolean stored(List<? extends Record<?>> records) {
        if (positions.isEmpty()) {
            return false;
        }
        boolean mended = false;
        for (Record<?> record : records) {
            mended |= positions.remove(ErrorTopic.position(record));
        }
        return mended;
    }

    /** How many wait. */
    synchronized int count() {
        return positions.size();
    }

    /** Puts down an exception for each kind of fault, as {@code 3 rows refused: NULL_NOT_ALLOWED in hospital (table orders, 5 wait)}. */
    void report(List<ErrorTopic.Entry> faults) {
        Map<RowFault, Set<String>> columns = new EnumMap<>(RowFault.class);
        Map<RowFault, Integer> rows = new EnumMap<>(RowFault.class);
        for (ErrorTopic.Entry entry : faults) {
            RowFaultException fault = entry.fault();
            columns.computeIfAbsent(fault.fault(), kind -> new TreeSet<>()).addAll(
                    fault.column() == null ? Collections.emptySet() : Set.of(fault.column()));
            rows.merge(fault.fault(), 1, Integer::sum);
        }
        rows.forEach((fault, number) -> exceptions.note(new RowsRefusedException(number, fault, columns.get(fault), table, count())));
    }
}

package dev.sigilo.driver;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A model of one table as its sink fills it: upserts of complete rows, guarded by the version column. A row marked as
 * deleted removes the row, and an older one does not restore it.
 */
public final class InMemoryTable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SinkSpec sink;
    private final boolean guarded;
    private final SortedMap<String, Map<String, Object>> rows = new TreeMap<>();
    private final Map<String, Comparable<?>> deletedAt = new HashMap<>();
    private long writes;

    InMemoryTable(SinkSpec sink, boolean guarded) {
        this.sink = sink;
        this.guarded = guarded && sink.versionColumn() != null;
    }

    /** Returns the rows by key, with the columns in the order of the message. */
    public SortedMap<String, Map<String, Object>> rows() {
        return Collections.unmodifiableSortedMap(rows);
    }

    /** Returns the rows without their keys. */
    public Collection<Map<String, Object>> values() {
        return rows().values();
    }

    /** Returns the number of rows written or deleted, without those that the guard rejected. */
    public long writes() {
        return writes;
    }

    void write(DriverMessage message) {
        Map<String, Object> row = parse(message);
        String key = sink.keyColumns().stream()
                .map(column -> keyPart(message, row, column))
                .collect(Collectors.joining("|"));
        Comparable<?> version = sink.versionColumn() == null ? null : version(message, row);
        if (sink.canaryProperty() != null && message.getProperties().containsKey(sink.canaryProperty())) {
            return;
        }
        if (guarded && isOlder(key, version)) {
            return;
        }
        writes++;
        if (sink.deleteField() != null && Boolean.TRUE.equals(row.get(sink.deleteField()))) {
            rows.remove(key);
            deletedAt.put(key, version);
        } else {
            rows.put(key, columns(row));
            deletedAt.remove(key);
        }
    }

    private boolean isOlder(String key, Comparable<?> version) {
        Map<String, Object> row = rows.get(key);
        Comparable<?> stored = row == null ? deletedAt.get(key) : comparable(row.get(sink.versionColumn()));
        return stored != null && compare(version, stored) < 0;
    }

    /**
     * Compares two versions. Depending on the table's column, versions are numbers or texts; one table has only one
     * kind.
     */
    @SuppressWarnings("unchecked")
    private static <T> int compare(Comparable<T> version, Comparable<?> stored) {
        return version.compareTo((T) stored);
    }

    private static Comparable<?> comparable(Object version) {
        if (version instanceof Number number) {
            return number.longValue();
        }
        return version instanceof String text ? text : null;
    }

    private Map<String, Object> columns(Map<String, Object> row) {
        if (sink.otherColumns().isEmpty()) {
            row.remove(sink.deleteField());
            return Collections.unmodifiableMap(row);
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        sink.keyColumns().forEach(column -> columns.put(column, row.get(column)));
        sink.otherColumns().forEach(column -> columns.put(column, row.get(column)));
        if (sink.versionColumn() != null) {
            columns.put(sink.versionColumn(), row.get(sink.versionColumn()));
        }
        return Collections.unmodifiableMap(columns);
    }

    private Map<String, Object> parse(DriverMessage message) {
        if (message.getValue() == null) {
            throw fault(message, "has no value, which stops the sink's runtime; send a row with its delete field set");
        }
        try {
            Map<String, Object> row = new LinkedHashMap<>();
            Map<?, ?> fields = JSON.readValue(message.getValue(), Map.class);
            fields.forEach((name, value) -> row.put((String) name, value));
            return row;
        } catch (IOException e) {
            throw fault(message, "is not a JSON object; encode a row with its schema");
        }
    }

    private String keyPart(DriverMessage message, Map<String, Object> row, String column) {
        Object part = row.get(column);
        if (part == null) {
            throw fault(message, "lacks the key column " + column + "; set it");
        }
        return part.toString();
    }

    private Comparable<?> version(DriverMessage message, Map<String, Object> row) {
        Comparable<?> version = comparable(row.get(sink.versionColumn()));
        if (version != null) {
            return version;
        }
        throw fault(message, "lacks the version column " + sink.versionColumn() + "; set it");
    }

    private TopologyException fault(DriverMessage message, String what) {
        return new TopologyException("sink " + sink.name() + ": message " + message.getMessageId() + " of "
                + message.getTopicName() + " " + what);
    }

    @Override
    public String toString() {
        return "InMemoryTable[" + sink.table() + ", " + rows.size() + " rows]";
    }
}

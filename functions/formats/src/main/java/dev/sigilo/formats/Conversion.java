package dev.sigilo.formats;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a reader makes of one message.
 *
 * @param records the records, in the order of the message
 * @param rejects the parts that should have become records but cannot be read
 * @param dropped what was left out of all records: maps each path, without repetition numbers and values (such as {@code
 *                ZPI}, {@code OBX-5[ED]} or {@code Patient.photo}), to its number of occurrences
 */
public record Conversion(List<SourceRecord> records, List<SourceReject> rejects, Map<String, Integer> dropped) {

    public Conversion {
        records = List.copyOf(records);
        rejects = List.copyOf(rejects);
        dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
    }

    /** Returns only numbers, because records identify people. */
    @Override
    public String toString() {
        return "Conversion[" + records.size() + " records, " + rejects.size() + " rejects]";
    }
}

package dev.sigilo.formats.hl7v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.formats.FurtherValues;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.JsonText;
import dev.sigilo.records.MedicalRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects the fields of one record. Contains PHI. Not thread-safe. */
final class RecordBuilder {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Set<String>> texts = new LinkedHashMap<>();
    private final Map<String, Set<String>> lists = new LinkedHashMap<>();
    private final ArrayNode observations = JsonNodeFactory.instance.arrayNode();
    private final Map<String, Integer> dropped = new HashMap<>();

    /** Returns the value of a field that has only one, or null. */
    String value(String field) {
        return values.get(field);
    }

    /** Returns whether a text field has a value. */
    boolean hasText(String field) {
        return texts.containsKey(field);
    }

    /**
     * Adds a value. A further value of a field that has only one goes to the list of such values.
     *
     * @return whether the record contains the value
     */
    boolean add(String field, boolean list, String value) {
        if (value.isEmpty()) {
            return true;
        }
        if (list) {
            addToList(field, value);
            return true;
        }
        String first = values.putIfAbsent(field, value);
        if (first == null || first.equals(value)) {
            return true;
        }
        String further = FurtherValues.listOf(field);
        if (further != null) {
            addToList(further, value);
        }
        return further != null;
    }

    private void addToList(String field, String value) {
        lists.computeIfAbsent(field, name -> new LinkedHashSet<>()).add(value);
    }

    /** Adds a text to those of a text field. The same text is not repeated. */
    void addText(String field, String text) {
        String stripped = text.strip();
        if (!stripped.isEmpty()) {
            texts.computeIfAbsent(field, name -> new LinkedHashSet<>()).add(stripped);
        }
    }

    /** Adds an empty coded observation and returns it. */
    ObjectNode addObservation() {
        return observations.addObject();
    }

    /** Counts a value that the record does not contain. */
    void drop(String path) {
        dropped.merge(path, 1, Integer::sum);
    }

    /** Returns what was left out. */
    Map<String, Integer> dropped() {
        return dropped;
    }

    /** Returns the record. */
    MedicalRecord build() {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        values.forEach((field, value) -> fields.put(field, new FieldValue(FieldValue.Type.STRING, value)));
        texts.forEach((field, parts) ->
                fields.put(field, new FieldValue(FieldValue.Type.STRING, String.join(Target.separator(field), parts))));
        Set<String> scalars = new HashSet<>(values.values());
        lists.forEach((field, list) -> {
            List<String> others = new ArrayList<>(list);
            others.removeIf(scalars::contains);
            if (!others.isEmpty()) {
                fields.put(
                        field,
                        new FieldValue(
                                FieldValue.Type.ARRAY, JsonText.list(others).text()));
            }
        });
        if (!observations.isEmpty()) {
            fields.put("coded_observations", new FieldValue(FieldValue.Type.ARRAY, observations.toString()));
        }
        if (!dropped.isEmpty()) {
            String counts = JsonText.counts(new TreeMap<>(dropped)).text();
            fields.put("source_dropped", new FieldValue(FieldValue.Type.OBJECT, counts));
        }
        return MedicalRecord.of(fields);
    }

    @Override
    public String toString() {
        return "RecordBuilder[" + values.size() + " values]";
    }
}

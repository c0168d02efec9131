package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.sigilo.policy.UnknownFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks field names before publication. It holds back records without any field known to the policy, so that a wrong
 * file does not become empty rows, and counts unknown fields. A message that is not a JSON object passes, because the
 * pipeline rejects it.
 */
final class FieldGuard implements RecordSource {
    private static final JsonFactory JSON = JsonFactory.builder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    /** A limit, because a file whose field names are data could fill the memory. */
    private static final int MAX_NAMES = 1000;

    private static final int SHOWN_NAMES = 20;

    private final RecordSource source;
    private final FieldNames names;
    private final Map<String, Long> unknown = new HashMap<>();
    private long refused;
    private String firstRefused;

    FieldGuard(RecordSource source, FieldNames names) {
        this.source = source;
        this.names = names;
    }

    @Override
    public RecordReader.Entry next() {
        while (true) {
            RecordReader.Entry entry = source.next();
            if (entry == null || passes(entry)) {
                return entry;
            }
        }
    }

    private boolean passes(RecordReader.Entry entry) {
        Set<String> strange = new LinkedHashSet<>();
        boolean known = false;
        try (JsonParser json = JSON.createParser(entry.message())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return true;
            }
            String name;
            while ((name = json.nextFieldName()) != null) {
                if (names.isKnown(name)) {
                    known = true;
                    json.nextToken();
                } else if (json.nextToken() != JsonToken.VALUE_NULL) {
                    strange.add(name);
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            return true;
        }
        for (String name : strange) {
            if (unknown.containsKey(name) || unknown.size() < MAX_NAMES) {
                unknown.merge(name, 1L, Long::sum);
            }
        }
        if (known || strange.isEmpty() || names.unknownFields() != UnknownFields.DROP) {
            return true;
        }
        refused++;
        if (firstRefused == null) {
            firstRefused = "line " + entry.line();
        }
        return false;
    }

    /** Returns how many records were held back because the policy knows none of their fields. */
    long refused() {
        return refused;
    }

    /** Returns where the first record that was held back starts. */
    String firstRefused() {
        return firstRefused;
    }

    /** Returns a heading and one line per field unknown to the policy, the most frequent first; empty if there is none. */
    List<String> unknownFields() {
        List<String> lines = new ArrayList<>();
        if (unknown.isEmpty()) {
            return lines;
        }
        lines.add("These fields are unknown to the policy; "
                + switch (names.unknownFields()) {
                    case DROP -> "their values are left out of the rows:";
                    case SCRUB -> "their values are scrubbed and stored in the column extra:";
                    case REJECT -> "records with one of them are rejected:";
                });
        unknown.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN_NAMES)
                .forEach(field -> {
                    String nearest = names.nearest(field.getKey());
                    lines.add("  " + FieldNames.printable(field.getKey()) + ": " + field.getValue()
                            + (field.getValue() == 1 ? " record" : " records")
                            + (nearest == null ? "" : ", did you mean " + nearest + "?"));
                });
        if (unknown.size() > SHOWN_NAMES) {
            lines.add("  and " + (unknown.size() - SHOWN_NAMES) + (unknown.size() < MAX_NAMES ? "" : " or more")
                    + " other names");
        }
        return lines;
    }

    @Override
    public long done() {
        return source.done();
    }

    @Override
    public long emptyLines() {
        return source.emptyLines();
    }
}

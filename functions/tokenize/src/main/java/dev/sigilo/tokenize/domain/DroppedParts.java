package dev.sigilo.tokenize.domain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.JsonText;
import dev.sigilo.records.ProducerJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Counts of the parts of a message that its reader left out. Only paths that the format's standard defines remain. */
final class DroppedParts {
    /** The path under which all other paths are counted together. */
    static final String OTHER = "(other)";

    private static final int MOST_PATHS = 200;
    private static final JsonFactory JSON = ProducerJson.recordFactory();

    private DroppedParts() {}

    /**
     * Returns the counts by path as a JSON object; null if there are none. A path that may contain somebody's words is
     * counted as {@link #OTHER}, so that the sum stays true.
     */
    static String known(FieldValue value, TextScrubber.Session session) {
        if (value.type() != FieldValue.Type.OBJECT) {
            return null;
        }
        Map<String, Long> counts = new TreeMap<>();
        try (JsonParser json = JSON.createParser(value.text())) {
            json.nextToken();
            String path;
            while ((path = json.nextFieldName()) != null) {
                boolean isCount = json.nextToken() == JsonToken.VALUE_NUMBER_INT
                        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
                if (isCount && json.getLongValue() >= 0 && json.getLongValue() <= Integer.MAX_VALUE) {
                    String shown = counts.size() < MOST_PATHS && isKnown(path, session) ? path : OTHER;
                    counts.merge(shown, json.getLongValue(), Long::sum);
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            // Impossible, because the value was parsed before. The cause would quote the value.
            throw new UncheckedIOException(new IOException("a value that was JSON is none any more"));
        }
        return counts.isEmpty() ? null : JsonText.counts(counts).text();
    }

    private static boolean isKnown(String path, TextScrubber.Session session) {
        return MessageTypes.isStandardPath(path)
                || MessageTypes.isResourcePath(path)
                        && session.scrub(path.replace('.', ' ')).replacements().isEmpty();
    }
}

package dev.sigilo.tokenize.domain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sigilo.records.FieldValue;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A value as text that a scrubber can read. An object or array is written as one {@code name: value} or value per line,
 * because a JSON escape before a name could hide it.
 */
final class PlainText {
    private static final JsonFactory JSON = JsonFactory.builder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .build();

    private PlainText() {}

    static String of(FieldValue value) {
        if (value.type() != FieldValue.Type.OBJECT && value.type() != FieldValue.Type.ARRAY) {
            return value.text();
        }
        StringBuilder text = new StringBuilder(value.text().length());
        try (JsonParser json = JSON.createParser(value.text())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    text.append(text.isEmpty() ? "" : "\n")
                            .append(json.currentName())
                            .append(':');
                } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    boolean named = json.getParsingContext().inObject();
                    text.append(text.isEmpty() ? "" : named ? " " : "\n").append(json.getText());
                }
            }
        } catch (IOException e) {
            // Impossible, because the value was parsed before. The cause would quote the value.
            throw new UncheckedIOException(new IOException("a value that was JSON is none any more"));
        }
        return text.toString();
    }
}

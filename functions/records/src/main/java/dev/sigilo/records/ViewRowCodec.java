package dev.sigilo.records;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes a {@link ViewRow} as JSON. Thread-safe. */
public final class ViewRowCodec {
    private ViewRowCodec() {}

    /** Returns the row as JSON, without the columns that are null. */
    public static byte[] encode(ViewRow row) {
        return MessageJson.write(json -> {
            for (Map.Entry<String, Object> column : row.columns().entrySet()) {
                if (column.getValue() != null) {
                    json.writeFieldName(column.getKey());
                    writeValue(json, column.getValue());
                }
            }
        });
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof JsonText carried) {
            json.writeRawValue(carried.text());
        } else if (value instanceof Evidence evidence) {
            ClassificationJson.writeEvidence(json, evidence);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                writeValue(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                writeValue(json, entry.getValue());
            }
            json.writeEndObject();
        } else {
            throw new IllegalArgumentException(
                    "a column cannot hold " + value.getClass().getName());
        }
    }
}

package dev.sigilo.records;

import java.util.Map;

/**
 * A JSON value as text, passed on unchanged. It has been parsed once, so it is well-formed.
 *
 * @param text the value's JSON
 */
public record JsonText(String text) {
    /** An empty list. */
    public static final JsonText EMPTY_LIST = new JsonText("[]");
    /** An empty object. */
    public static final JsonText EMPTY_OBJECT = new JsonText("{}");

    /** Returns these texts as a list. */
    public static JsonText list(Iterable<String> texts) {
        return new JsonText(MessageJson.text(json -> {
            json.writeStartArray();
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        }));
    }

    /** Returns these counts as an object, in the map's order. */
    public static JsonText counts(Map<String, ? extends Number> counts) {
        return new JsonText(MessageJson.text(json -> {
            json.writeStartObject();
            for (Map.Entry<String, ? extends Number> count : counts.entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue().longValue());
            }
            json.writeEndObject();
        }));
    }

    /** Returns whether the text is a JSON array or object, as a JSON column of a table accepts it. */
    public static boolean isStructure(String text) {
        return (text.startsWith("[") || text.startsWith("{")) && MessageJson.isValue(text);
    }

    /**
     * Returns this object with further fields at its end.
     *
     * @param fields fields that the object does not have yet
     * @throws IllegalStateException if this value is not an object
     */
    public JsonText with(Map<String, String> fields) {
        String object = text.strip();
        if (!object.startsWith("{")) {
            throw new IllegalStateException("only an object has fields");
        }
        if (fields.isEmpty()) {
            return this;
        }
        String before = object.substring(0, object.length() - 1).strip();
        String more = MessageJson.object(fields);
        return new JsonText(before.equals("{") ? more : before + "," + more.substring(1));
    }

    @Override
    public String toString() {
        return "JsonText[" + text.length() + " characters]";
    }
}

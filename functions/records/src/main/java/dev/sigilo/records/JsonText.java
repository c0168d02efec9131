package dev.sigilo.records;

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

    /** Returns whether the text is a JSON array or object, as a JSON column of a table accepts it. */
    public static boolean isStructure(String text) {
        return (text.startsWith("[") || text.startsWith("{")) && MessageJson.isValue(text);
    }

    @Override
    public String toString() {
        return "JsonText[" + text.length() + " characters]";
    }
}

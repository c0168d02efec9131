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

    @Override
    public String toString() {
        return "JsonText[" + text.length() + " characters]";
    }
}

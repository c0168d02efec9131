package dev.sigilo.records;

/**
 * A JSON value as its text, carried on as it was written. It was read through once, so it is well-formed.
 *
 * @param text the value's JSON
 */
public record JsonText(String text) {
    /** A list without members. */
    public static final JsonText EMPTY_LIST = new JsonText("[]");
    /** An object without members. */
    public static final JsonText EMPTY_OBJECT = new JsonText("{}");

    @Override
    public String toString() {
        return "JsonText[" + text.length() + " characters]";
    }
}

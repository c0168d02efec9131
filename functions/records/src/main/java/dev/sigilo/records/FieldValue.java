package dev.sigilo.records;

/**
 * One field's value as its producer sent it.
 *
 * @param type its JSON type; a JSON null is not a value and has no {@code FieldValue}
 * @param text the characters of a string; the literal of a number or boolean; compact JSON of an object or array
 */
public record FieldValue(Type type, String text) {

    /** The JSON type of a value. */
    public enum Type {
        STRING,
        NUMBER,
        BOOLEAN,
        OBJECT,
        ARRAY
    }

    /** Returns only the type and size, because the text may identify a person. */
    @Override
    public String toString() {
        return type + "[" + text.length() + "]";
    }
}

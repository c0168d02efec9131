package dev.sigilo.sink.mysql;

import java.util.HexFormat;

/**
 * Which row a message is about: its key, and its version. Only for tables with one key column.
 *
 * @param key     the key as text; null if the message has none that can be read
 * @param version the version as text; null if the table has none or the message has none that can be read
 */
record RowIdentity(String key, String version) {
    /**
     * Returns the version as text that sorts like the version itself: 16 hexadecimal digits for a number that is not
     * negative, any other version as it is, and an empty text without one.
     */
    String order() {
        if (version == null) {
            return "";
        }
        if (!version.isEmpty()
                && version.length() <= 19
                && version.chars().allMatch(character -> character >= '0' && character <= '9')) {
            try {
                return HexFormat.of().toHexDigits(Long.parseLong(version));
            } catch (NumberFormatException e) {
                // More than a signed 64-bit number holds.
                return version;
            }
        }
        return version;
    }

    /** Keys may identify a person, so neither is printed. */
    @Override
    public String toString() {
        return "RowIdentity";
    }
}

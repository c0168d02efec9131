package dev.sigilo.tokenize.domain;

import dev.sigilo.records.Category;

/**
 * An identifier from the record's own fields, which must not remain in its texts in any form.
 *
 * @param field       the field
 * @param category    its category
 * @param value       the value as the producer sent it
 * @param replacement its replacement in a text, such as {@code [NAME pat_name_1_…]}
 */
public record KnownIdentifier(String field, Category category, String value, String replacement) {
    /** Returns the field and the replacement, but not the value. */
    @Override
    public String toString() {
        return "KnownIdentifier[" + field + " " + replacement + "]";
    }
}
